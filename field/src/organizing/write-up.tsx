/** A one-on-one written up in two minutes. What is typed lives in memory until it is saved, and is sealed then. */
import { useState } from "preact/hooks";
import { ANSWERS, type Answer, type ToSee, type WriteUpDraft } from "../core/week_types";
import { Button } from "../ui/button";
import { inDays, today } from "../ui/days";
import { useField } from "../ui/field";
import { DayField, OneOf, TextField } from "../ui/fields";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { useWords } from "../words";

/** Until an answer is chosen there is none. */
export type WriteUpBegun = Omit<WriteUpDraft, "answer"> & { answer: Answer | null };

const MOST = 2000; // letters of one field: all of them together always fit under one seal

export const emptyWriteUp = (ask: string): WriteUpBegun => ({
  heldOn: today(),
  answer: null,
  cares: "",
  ask,
  promise: "",
  due: inDays(7),
  nextStep: "",
  nextOn: "",
  story: "",
});

type WriteUpProps = {
  one: Pick<ToSee, "id" | "called">;
  storyNotes: boolean;
  begun: WriteUpBegun;
  onBegun: (begun: WriteUpBegun | null) => void;
};

export const WriteUpScreen = ({ one, storyNotes, begun, onBegun }: WriteUpProps) => {
  const words = useWords();
  const field = useField();
  const [tried, setTried] = useState(false);
  const name = one.called || words.week.noName;
  const change = (part: Partial<WriteUpBegun>) => onBegun({ ...begun, ...part });
  const faults = faultsOf(begun);
  const save = async () => {
    setTried(true);
    const { answer } = begun;
    if (answer === null) return field.say(words.oneOnOne.needsAnswer);
    if (faults.due || faults.heldOn) return field.say(words.oneOnOne.needsDay);
    const kept = await field.attempt(async () => {
      const { undoUntil } = await field.core.writeUp(one.id, { ...begun, answer });
      field.saved(words.oneOnOne.said(name), undoUntil);
    });
    if (!kept) return;
    onBegun(null);
    field.back();
  };
  const dock = (
    <Button kind="main" icon="lock" wide tall onPress={() => void save()}>
      {words.oneOnOne.save}
    </Button>
  );
  return (
    <Screen title={name} dock={dock}>
      <p class="soft">{words.oneOnOne.help}</p>
      <OneOf
        legend={words.oneOnOne.answer}
        choices={ANSWERS.map((value) => ({ value, label: words.oneOnOne.answers[value] }))}
        value={begun.answer}
        onChoose={(answer) => change({ answer })}
      />
      {tried && begun.answer === null && <Notice kind="caution">{words.oneOnOne.needsAnswer}</Notice>}
      <Told begun={begun} onChange={change} storyNotes={storyNotes} dueFault={tried && faults.due} />
      <DayField
        label={words.oneOnOne.heldOn}
        value={begun.heldOn}
        onInput={(heldOn) => change({ heldOn })}
        fault={tried && faults.heldOn ? words.oneOnOne.needsDay : undefined}
      />
    </Screen>
  );
};

type ToldProps = {
  begun: WriteUpBegun;
  onChange: (part: Partial<WriteUpBegun>) => void;
  storyNotes: boolean;
  dueFault: boolean;
};

const Told = ({ begun, onChange, storyNotes, dueFault }: ToldProps) => {
  const { oneOnOne: words } = useWords();
  const text = (name: "cares" | "ask" | "promise" | "nextStep" | "story", label: string, help?: string) => (
    <TextField
      label={label}
      help={help}
      value={begun[name]}
      onInput={(said) => onChange({ [name]: said })}
      most={MOST}
      long
    />
  );
  return (
    <>
      {text("cares", words.cares)}
      {text("ask", words.asked)}
      {text("promise", words.promise, words.promiseHelp)}
      {begun.promise.trim() !== "" && (
        <DayField
          label={words.due}
          value={begun.due}
          onInput={(due) => onChange({ due })}
          fault={dueFault ? words.needsDay : undefined}
        />
      )}
      {text("nextStep", words.nextStep)}
      <DayField label={words.nextOn} value={begun.nextOn} onInput={(nextOn) => onChange({ nextOn })} />
      {storyNotes && text("story", words.story, words.storyHelp)}
    </>
  );
};

/** What is missing before it can be saved. */
export const faultsOf = (begun: WriteUpBegun): { due: boolean; heldOn: boolean } => ({
  due: begun.promise.trim() !== "" && begun.due === "",
  heldOn: begun.heldOn === "",
});
