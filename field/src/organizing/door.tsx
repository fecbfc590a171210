/** One door: what happened there, and what the next person should know. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Door, Flag, Outcome } from "../core/types";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { Check } from "../ui/fields";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { Sheet } from "../ui/sheet";
import { useLanguage, useWords } from "../words";
import { AddUnit } from "./add-unit";
import { DoorNotes } from "./door-list";
import { flagsOf, wholeLabel } from "./doors";
import { languagesFor, NOT_KNOWN } from "./languages";
import { FLAG_ICON, OTHER_OUTCOMES, OUTCOME_ICON } from "./looks";
import { TallButton } from "./next-door";

type DoorProps = {
  door: Door;
  /** Which stop of the walk it is, where only that tells it from its neighbours. */
  place: number | null;
  correcting: boolean;
  onCorrect: () => void;
  onOutcome: (outcome: Outcome, language?: string) => void;
  onBack: () => void;
  kits: ComponentChildren;
};

export const DoorScreen = ({ door, place, correcting, onCorrect, onOutcome, onBack, kits }: DoorProps) => {
  const words = useWords();
  const field = useField();
  const states = field.core.doors();
  const outcome = states.get(door.id)?.outcome ?? null;
  const [asking, setAsking] = useState(false);
  const open = outcome === null || correcting;
  const choose = (what: Outcome) => (what === "language_barrier" ? setAsking(true) : onOutcome(what));
  return (
    <Screen title={wholeLabel(door)} onBack={onBack} dock={open && <Two onOutcome={onOutcome} kits={kits} />}>
      <DoorNotes door={door} states={states} words={words} place={place} />
      {outcome !== null && !correcting && <Kept outcome={outcome} onCorrect={onCorrect} />}
      {open && (
        <section class="stack" aria-labelledby="what-happened">
          <h2 id="what-happened">{words.door.question}</h2>
          {correcting && <p class="soft">{words.door.correctHelp}</p>}
          <div class="grid-two">
            {OTHER_OUTCOMES.map((what) => (
              <Button key={what} icon={OUTCOME_ICON[what]} wide onPress={() => choose(what)}>
                {words.outcome[what]}
              </Button>
            ))}
          </div>
        </section>
      )}
      <FlagToggles doors={[door]} flags={["dog", "unsafe", "do_not_knock"]} />
      <AddUnit building={door.building} />
      {asking && (
        <AskLanguage onClose={() => setAsking(false)} onLanguage={(code) => onOutcome("language_barrier", code)} />
      )}
    </Screen>
  );
};

/** No answer and answered stand where they stand on the walk, so the thumb finds them without looking. */
const Two = ({ onOutcome, kits }: { onOutcome: DoorProps["onOutcome"]; kits: ComponentChildren }) => {
  const words = useWords();
  return (
    <div class="stack-tight">
      {kits}
      <div class="next-buttons">
        <TallButton icon={OUTCOME_ICON.no_answer} onPress={() => onOutcome("no_answer")}>
          {words.outcome.no_answer}
        </TallButton>
        <TallButton main icon={OUTCOME_ICON.answered} onPress={() => onOutcome("answered")}>
          {words.outcome.answered}
        </TallButton>
      </div>
    </div>
  );
};

const Kept = ({ outcome, onCorrect }: { outcome: Outcome; onCorrect: () => void }) => {
  const words = useWords();
  return (
    <Notice kind="good" icon={OUTCOME_ICON[outcome]}>
      <p>
        <strong>{words.door.nowSaved(words.outcome[outcome])}</strong>
      </p>
      <Button icon="pencil" onPress={onCorrect}>
        {words.door.correct}
      </Button>
    </Notice>
  );
};

type FlagProps = { doors: Door[]; flags: Flag[]; title?: string };

/** A building's mark is put on each of its doors, because a later round may hold only some of them. */
export const FlagToggles = ({ doors, flags, title }: FlagProps) => {
  const words = useWords();
  const field = useField();
  const states = field.core.doors();
  const isOn = (flag: Flag) => doors.every((door) => flagsOf(door, states).includes(flag));
  const set = (flag: Flag, on: boolean) =>
    field.attempt(async () => {
      for (const door of doors) await field.core.setFlag(door.id, flag, on);
      field.say(on ? words.flag.on(words.flag[flag]) : words.flag.off(words.flag[flag]));
    });
  return (
    <fieldset class="choices">
      <legend>{title ?? words.flag.title}</legend>
      {flags.map((flag) => (
        <Check
          key={flag}
          icon={FLAG_ICON[flag]}
          label={words.flag[flag]}
          checked={isOn(flag)}
          onChange={(on) => void set(flag, on)}
        />
      ))}
    </fieldset>
  );
};

const AskLanguage = ({ onClose, onLanguage }: { onClose: () => void; onLanguage: (code: string) => void }) => {
  const words = useWords();
  const screen = useLanguage();
  return (
    <Sheet title={words.door.whichLanguage} onClose={onClose} whole>
      <div class="grid-two">
        {languagesFor(screen).map(({ code, own, said }) => (
          <button
            type="button"
            class="button button-plain button-wide tongue"
            key={code}
            onClick={() => onLanguage(code)}
          >
            <span>{said}</span>
            <span class="soft" lang={code}>
              {own === said ? "" : own}
            </span>
          </button>
        ))}
        <Button wide onPress={() => onLanguage(NOT_KNOWN)}>
          {words.door.otherLanguage}
        </Button>
      </div>
    </Sheet>
  );
};
