/** The first screen for whoever does more than doors: doors, my week, or the event tonight. Each only where they may. */
import { isCalled } from "../organizing/calls";
import { nextStop, progress, stopsOf } from "../organizing/doors";
import { useField } from "../ui/field";
import { Icon, type IconName } from "../ui/icon";
import type { Route } from "../ui/route";
import { Screen } from "../ui/screen";
import { useWords } from "../words";
import { UpdateNotice } from "./update-notice";

export const ONE_ON_ONES = "hold_one_on_ones";
export const EVENTS = "run_events";

type Choice = { to: Route; icon: IconName; label: string; line: string };

export const Start = ({ may }: { may: readonly string[] }) => {
  const words = useWords();
  const { core, go } = useField();
  const week = core.week();
  const done = core.weekDone();
  const choices: Choice[] = [{ to: { at: "doors" }, icon: "map", label: words.start.doors, line: useDoors() }];
  if (may.includes(ONE_ON_ONES)) {
    const see = week?.to_see.filter(({ id }) => !done.seen.has(id)).length ?? 0;
    const calls = week?.calls.filter(({ id }) => !isCalled(done, id)).length ?? 0;
    const line = week === null ? words.start.weekNone : words.start.weekLeft(see, calls);
    choices.push({ to: { at: "week" }, icon: "talk", label: words.start.week, line });
  }
  if (may.includes(EVENTS)) {
    const count = week?.events.length ?? 0;
    const line = count === 0 ? words.start.eventsNone : words.start.eventsSome(count);
    choices.push({ to: { at: "events" }, icon: "person", label: words.start.events, line });
  }
  const menu = (
    <button type="button" class="icon-button" onClick={() => go({ at: "menu" })}>
      <Icon name="menu" />
      <span>{words.common.menu}</span>
    </button>
  );
  return (
    <Screen title={words.start.title} onBack={null} tools={menu}>
      <UpdateNotice />
      <ul class="menu starts">
        {choices.map(({ to, icon, label, line }) => (
          <li key={to.at}>
            <button type="button" onClick={() => go(to)}>
              <Icon name={icon} />
              <span class="two-lines">
                <span>{label}</span>
                <small>{line}</small>
              </span>
              <Icon name="onward" />
            </button>
          </li>
        ))}
      </ul>
    </Screen>
  );
};

const useDoors = (): string => {
  const words = useWords();
  const { core } = useField();
  const turf = core.turf();
  if (turf === null) return words.start.noTurf;
  const { done, all } = progress(turf, core.doors());
  return nextStop(stopsOf(turf), core.doors(), null) === null
    ? words.walk.allDone
    : words.start.doorsLeft(turf.name, all - done);
};
