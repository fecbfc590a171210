/** The doors in walk order, each with its one-tap "no answer". */
import { useEffect, useRef } from "preact/hooks";
import type { Door } from "../core/types";
import { Icon } from "../ui/icon";
import { useWords, type Words } from "../words";
import {
  doorsAt,
  flagsOf,
  isDone,
  labelOf,
  mayKnock,
  type States,
  type Stop,
  splitLabel,
  unnumberedPlace,
  waitsAt,
  wholeLabel,
} from "./doors";
import { FLAG_ICON, OUTCOME_ICON } from "./looks";

type ListProps = {
  stops: Stop[];
  states: States;
  shown: string | null;
  onOpen: (stop: Stop) => void;
  onNoAnswer: (door: Door) => Promise<void>;
};

export const DoorList = ({ stops, states, shown, onOpen, onNoAnswer }: ListProps) => {
  const list = useRef<HTMLOListElement>(null);
  const first = useRef(true);
  useEffect(() => {
    const here = list.current?.querySelector('[aria-current="step"]');
    here?.scrollIntoView({ block: first.current ? "center" : "nearest" });
    first.current = false;
  }, [shown]);
  return (
    <ol class="rows" ref={list}>
      {stops.map((stop, at) => (
        <li
          key={stop.id}
          class={waitsAt(stop, states) ? "row" : "row row-done"}
          aria-current={stop.id === shown ? "step" : undefined}
        >
          <button type="button" class="row-open" onClick={() => onOpen(stop)}>
            <RowFace stop={stop} place={at + 1} states={states} />
          </button>
          {stop.kind === "door" ? (
            <RowEnd door={stop.door} states={states} onNoAnswer={onNoAnswer} />
          ) : (
            <span class="row-onward">
              <Icon name="onward" />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
};

const RowFace = ({ stop, place, states }: { stop: Stop; place: number; states: States }) => {
  const words = useWords();
  if (stop.kind === "building") {
    const done = stop.doors.filter((door) => isDone(states.get(door.id))).length;
    return (
      <span class="row-text">
        <span class="row-place">
          <Icon name="building" />
          <span class="row-number">{labelOf(stop)}</span>
        </span>
        <span class="row-more">{words.walk.building(doorsAt(stop).length, done)}</span>
      </span>
    );
  }
  const { number, street } = splitLabel(stop.door);
  return (
    <span class="row-text">
      <span class="row-place">
        {number !== "" && <span class="row-number">{number}</span>}
        <span class={number === "" ? "row-nameless" : "row-street"}>{street}</span>
        {stop.door.unit !== "" && <span class="row-street">{stop.door.unit}</span>}
      </span>
      <DoorNotes door={stop.door} states={states} words={words} place={number === "" ? place : null} />
    </span>
  );
};

/** The door in a sentence: many doors share a label where they have no number, so those are told by their stop. */
export const spokenLabel = (door: Door, stops: Stop[], words: Words): string => {
  const place = unnumberedPlace(door, stops);
  return place === null ? wholeLabel(door) : words.door.unnumbered(place, door.street || door.label);
};

type NotesProps = {
  door: Door;
  states: States;
  words: Words;
  /** Given for doors without a number, which are told apart only by where they stand on the walk. */
  place?: number | null;
};

/** Warnings, and what happened the time before, in words and drawings. */
export const DoorNotes = ({ door, states, words, place = null }: NotesProps) => {
  const flags = flagsOf(door, states);
  const last = door.last in words.outcome ? words.outcome[door.last as keyof Words["outcome"]] : null;
  if (flags.length === 0 && last === null && place === null) return null;
  return (
    <span class="row-more">
      {place !== null && <span>{words.walk.place(place)}</span>}
      {flags.map((flag) => (
        <span class="flag" key={flag}>
          <Icon name={FLAG_ICON[flag]} />
          {words.flag[flag]}
        </span>
      ))}
      {last !== null && <span>{words.walk.lastTime(last)}</span>}
    </span>
  );
};

type EndProps = { door: Door; states: States; onNoAnswer: (door: Door) => Promise<void> };

const RowEnd = ({ door, states, onNoAnswer }: EndProps) => {
  const words = useWords();
  const outcome = states.get(door.id)?.outcome ?? null;
  if (outcome !== null) {
    return (
      <span class="row-state">
        <Icon name={OUTCOME_ICON[outcome]} />
        <span>{words.outcome[outcome]}</span>
      </span>
    );
  }
  if (!mayKnock(door, states))
    return (
      <span class="row-onward">
        <Icon name="onward" />
      </span>
    );
  const press = async (event: MouseEvent) => {
    const row = (event.currentTarget as HTMLElement).closest("li");
    await onNoAnswer(door);
    // The button is gone once its door is saved; the focus stays in its row.
    row?.querySelector<HTMLElement>(".row-open")?.focus({ preventScroll: true });
  };
  return (
    <button type="button" class="row-quick" aria-label={words.walk.quick(wholeLabel(door))} onClick={press}>
      <Icon name={OUTCOME_ICON.no_answer} />
      <span>{words.outcome.no_answer}</span>
    </button>
  );
};
