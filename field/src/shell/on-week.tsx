/** Which screen of a week stands for which route. A write-up that was begun is kept above them, in memory only. */
import { CallScreen } from "../organizing/call";
import { OneOnOneScreen } from "../organizing/one-on-one";
import { DoorOfEvent, EventsScreen } from "../organizing/tonight";
import { GetWeek, WeekScreen } from "../organizing/week";
import { emptyWriteUp, type WriteUpBegun, WriteUpScreen } from "../organizing/write-up";
import { useField } from "../ui/field";
import type { Route } from "../ui/route";

type Begun = ReadonlyMap<string, WriteUpBegun>;

type OnWeekProps = { route: Route; begun: Begun; onBegun: (begun: Begun) => void };

export const OnWeek = ({ route, begun, onBegun }: OnWeekProps) => {
  const { core, back } = useField();
  const week = core.week();
  if (route.at === "get_week") return <GetWeek onGot={back} />;
  if (route.at === "events") return <EventsScreen />;
  if (route.at === "call") return <CallScreen first={route.id} />;
  if (route.at === "event") {
    const event = week?.events.find(({ id }) => id === route.id);
    return event === undefined ? <EventsScreen /> : <DoorOfEvent event={event} />;
  }
  if (route.at === "one" || route.at === "write_up") return <OnOne route={route} begun={begun} onBegun={onBegun} />;
  return <WeekScreen />;
};

type OnOneProps = Omit<OnWeekProps, "route"> & { route: { at: "one" | "write_up"; id: string } };

/** Somebody to see, or somebody on the call list whom one has met with nothing planned. */
const OnOne = ({ route: { at, id }, begun, onBegun }: OnOneProps) => {
  const week = useField().core.week();
  const planned = week?.to_see.find((one) => one.id === id);
  if (at === "one" && planned !== undefined) return <OneOnOneScreen one={planned} />;
  const one = planned ?? week?.calls.find((whom) => whom.id === id && whom.contact !== null);
  if (at === "one" || one === undefined || week === null) return <WeekScreen />;
  const change = (now: WriteUpBegun | null) => onBegun(changed(begun, id, now));
  return (
    <WriteUpScreen
      one={one}
      storyNotes={week.story_notes}
      begun={begun.get(id) ?? emptyWriteUp(planned?.ask ?? "")}
      onBegun={change}
    />
  );
};

const changed = (begun: Begun, id: string, now: WriteUpBegun | null): Begun => {
  const next = new Map(begun);
  if (now === null) next.delete(id);
  else next.set(id, now);
  return next;
};
