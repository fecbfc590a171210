/** The card under the thumb: the next door, and what happened there. */
import { useEffect, useRef } from "preact/hooks";
import type { Door, Outcome } from "../core/types";
import { Icon } from "../ui/icon";
import { useWords } from "../words";
import { DoorNotes } from "./door-list";
import { isDone, labelOf, mayKnock, type States, type Stop, splitLabel } from "./doors";
import { OUTCOME_ICON } from "./looks";

type NextProps = {
  stop: Stop;
  /** Which stop of the walk it is, from 1. */
  place: number;
  states: States;
  chosen: boolean;
  onOpen: (stop: Stop, talk: boolean) => void;
  onNoAnswer: (door: Door) => Promise<void>;
  onStep: ((by: 1 | -1) => void) | null;
};

/** From so many letters on, a label is set smaller, so that the buttons under it stay where they are. */
const LONG_LABEL = 24;

/** A second tap that lands right after the first was meant for the door before. */
const SECOND_TAP_MS = 500;

export const NextDoor = (props: NextProps) => {
  const words = useWords();
  const { stop, states, onStep } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // Coming back from a door, the next thing to do has the focus, so nobody walks the whole list by keyboard.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const kicker = props.chosen ? words.walk.chosen : words.walk.next;
  return (
    <section class="next" aria-label={kicker}>
      <div class="next-head">
        {onStep && <StepButton by={-1} onStep={onStep} />}
        <div class="next-text" aria-live="polite">
          <p class="next-kicker">{kicker}</p>
          <h2
            class={labelOf(stop).length > LONG_LABEL ? "next-label next-label-long" : "next-label"}
            ref={heading}
            tabIndex={-1}
          >
            {labelOf(stop)}
          </h2>
          {stop.kind === "door" && (
            <DoorNotes
              door={stop.door}
              states={states}
              words={words}
              place={splitLabel(stop.door).number === "" ? props.place : null}
            />
          )}
          {stop.kind === "door" && <Kept outcome={states.get(stop.door.id)?.outcome ?? null} />}
        </div>
        {onStep && <StepButton by={1} onStep={onStep} />}
      </div>
      <div class="next-buttons">
        <NextButtons {...props} />
      </div>
    </section>
  );
};

const Kept = ({ outcome }: { outcome: Outcome | null }) => {
  const words = useWords();
  if (outcome === null) return null;
  return (
    <p class="row-more">
      <Icon name={OUTCOME_ICON[outcome]} />
      {words.door.nowSaved(words.outcome[outcome])}
    </p>
  );
};

const NextButtons = ({ stop, states, onOpen, onNoAnswer }: NextProps) => {
  const words = useWords();
  const once = useOnce();
  if (stop.kind === "building") {
    return (
      <TallButton main icon="building" onPress={() => once(() => onOpen(stop, false))}>
        {words.walk.openBuilding}
      </TallButton>
    );
  }
  if (isDone(states.get(stop.door.id)) || !mayKnock(stop.door, states)) {
    return (
      <TallButton icon="onward" onPress={() => onOpen(stop, false)}>
        {words.walk.open(labelOf(stop))}
      </TallButton>
    );
  }
  return (
    <>
      <TallButton icon={OUTCOME_ICON.no_answer} onPress={() => once(() => void onNoAnswer(stop.door))}>
        {words.outcome.no_answer}
      </TallButton>
      <TallButton main icon={OUTCOME_ICON.answered} onPress={() => once(() => onOpen(stop, true))}>
        {words.outcome.answered}
      </TallButton>
      <TallButton icon="more" onPress={() => once(() => onOpen(stop, false))}>
        {words.door.otherOutcomes}
      </TallButton>
    </>
  );
};

const useOnce = () => {
  const tapped = useRef(0);
  return (what: () => void) => {
    if (Date.now() - tapped.current < SECOND_TAP_MS) return;
    tapped.current = Date.now();
    what();
  };
};

const StepButton = ({ by, onStep }: { by: 1 | -1; onStep: (by: 1 | -1) => void }) => {
  const words = useWords();
  return (
    <button
      type="button"
      class="next-step"
      aria-label={by < 0 ? words.walk.previous : words.walk.following}
      onClick={() => onStep(by)}
    >
      <Icon name={by < 0 ? "back" : "onward"} />
    </button>
  );
};

type TallProps = { icon: Parameters<typeof Icon>[0]["name"]; children: string; onPress: () => void; main?: boolean };

export const TallButton = ({ icon, children, onPress, main }: TallProps) => (
  <button type="button" class={main ? "tall tall-main" : "tall"} onClick={onPress}>
    <Icon name={icon} />
    <span>{children}</span>
  </button>
);
