/** An apartment building: every floor with its doors, worked with one tap each or all at once. */
import { useState } from "preact/hooks";
import type { Door, Outcome } from "../core/types";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { OneOf } from "../ui/fields";
import { Icon } from "../ui/icon";
import { useSaving } from "../ui/saving";
import { Screen } from "../ui/screen";
import { useWords } from "../words";
import { AddUnit } from "./add-unit";
import { FlagToggles } from "./door";
import { flagsOf, floorsOf, isDone, mayKnock, type States, type Stop, wholeLabel } from "./doors";
import { FLAG_ICON, OUTCOME_ICON } from "./looks";

/** What a tap on a door means: mark it no answer, go straight to the talk, or open it. */
type Brush = "no_answer" | "answered" | "open";

export const BuildingScreen = ({ stop }: { stop: Extract<Stop, { kind: "building" }> }) => {
  const words = useWords();
  const field = useField();
  const saving = useSaving();
  const [brush, setBrush] = useState<Brush>("no_answer");
  const states = field.core.doors();
  const done = stop.doors.filter((door) => isDone(states.get(door.id))).length;
  const left = stop.doors.filter((door) => !isDone(states.get(door.id)) && mayKnock(door, states));

  const tap = (door: Door) => {
    if (isDone(states.get(door.id)) || brush === "open" || !mayKnock(door, states))
      return field.go({ at: "door", door: door.id, talk: false });
    if (brush === "answered") return field.go({ at: "door", door: door.id, talk: true });
    void saving.one(wholeLabel(door), { door: door.id, outcome: "no_answer" }, null);
  };
  const rest = (outcome: Outcome) =>
    void saving.many(
      left.map((door) => door.id),
      outcome,
    );
  const brushes = [
    { value: "no_answer" as const, label: words.outcome.no_answer, icon: OUTCOME_ICON.no_answer },
    { value: "answered" as const, label: words.outcome.answered, icon: OUTCOME_ICON.answered },
    { value: "open" as const, label: words.building.brushOpen, icon: "onward" as const },
  ];
  return (
    <Screen
      title={stop.building.label}
      under={<p class="top-note">{words.building.progress(done, stop.doors.length)}</p>}
      dock={<OneOf legend={words.building.brush} segments choices={brushes} value={brush} onChoose={setBrush} />}
    >
      <Matrix doors={stop.doors} states={states} onTap={tap} />
      {left.length > 0 && (
        <div class="stack">
          <Button icon={OUTCOME_ICON.no_answer} wide onPress={() => rest("no_answer")}>
            {words.building.rest(left.length)}
          </Button>
          <Button icon={OUTCOME_ICON.inaccessible} wide onPress={() => rest("inaccessible")}>
            {words.building.lockedHelp(left.length)}
          </Button>
        </div>
      )}
      <AddUnit building={stop.building.id} />
      <FlagToggles doors={stop.doors} flags={["no_entry", "dog", "unsafe"]} title={words.building.about} />
    </Screen>
  );
};

type MatrixProps = { doors: Door[]; states: States; onTap: (door: Door) => void };

const Matrix = ({ doors, states, onTap }: MatrixProps) => {
  const words = useWords();
  return (
    <section class="matrix" aria-label={words.building.matrix}>
      {floorsOf(doors).map(({ floor, doors: there }) => (
        <div class="floor" key={floor}>
          <h2 id={`floor-${floor}`}>{floor === "" ? words.building.noFloor : words.building.floor(floor)}</h2>
          <ul aria-labelledby={`floor-${floor}`}>
            {there.map((door) => (
              <li key={door.id}>
                <Cell door={door} states={states} onTap={onTap} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
};

const Cell = ({ door, states, onTap }: { door: Door; states: States; onTap: (door: Door) => void }) => {
  const words = useWords();
  const outcome = states.get(door.id)?.outcome ?? null;
  const flags = flagsOf(door, states);
  return (
    <button type="button" class={outcome === null ? "cell" : "cell cell-done"} onClick={() => onTap(door)}>
      <span class="cell-unit">{door.unit === "" ? words.building.noUnit : door.unit}</span>
      <span class="cell-state">
        {outcome !== null && <Icon name={OUTCOME_ICON[outcome]} />}
        <span class={outcome === null ? "unseen" : undefined}>
          {outcome === null ? words.building.todo : words.outcome[outcome]}
        </span>
      </span>
      {flags.map((flag) => (
        <span class="flag" key={flag}>
          <Icon name={FLAG_ICON[flag]} />
          {words.flag[flag]}
        </span>
      ))}
    </button>
  );
};
