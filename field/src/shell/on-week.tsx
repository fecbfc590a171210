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
  const one = "id" in route ? week?.to_see.find(({ id }) => id === route.id) : undefined;
  if (one === undefined || week === null) return <WeekScreen />;
  if (route.at === "one") return <OneOnOneScreen one={one} />;
  const change = (now: WriteUpBegun | null) => onBegun(changed(begun, one.id, now));
  return (
    <WriteUpScreen
      one={one}
      storyNotes={week.story_notes}
      begun={begun.get(one.id) ?? emptyWriteUp(one.ask)}
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
