/** Follow-up calls, one person after the other: the number, why, and one tap for what came of it. */
import { useState } from "preact/hooks";
import { CALL_OUTCOMES, type CallOutcome, type ToCall } from "../core/week_types";
import { Button } from "../ui/button";
import { bytesOver } from "../ui/bytes";
import { shownDay } from "../ui/days";
import { useField } from "../ui/field";
import { TextField } from "../ui/fields";
import type { IconName } from "../ui/icon";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { useLanguage, useWords } from "../words";
import { nextToCall } from "./calls";
import { Reach } from "./reach";
import { useWhy } from "./week";

const ICONS: Record<CallOutcome, IconName> = {
  reached: "talk",
  message: "speak",
  no_answer: "quiet",
  later: "later",
  wrong: "missing",
  do_not_call: "hand",
};
const NOTE_BYTES = 1000;

export const CallScreen = ({ first }: { first: string }) => {
  const { core } = useField();
  const calls = core.week()?.calls ?? [];
  const [at, setAt] = useState<string | null>(first);
  const whom = calls.find(({ id }) => id === at);
  if (whom === undefined) return <AllCalled />;
  const after = (id: string) => {
    const done = core.weekDone();
    setAt(nextToCall(calls, new Set([...done.called.keys(), ...done.seen.keys(), id]), id));
  };
  return <OneCall key={whom.id} whom={whom} onNext={() => after(whom.id)} />;
};

const OneCall = ({ whom, onNext }: { whom: ToCall; onNext: () => void }) => {
  const words = useWords();
  const field = useField();
  const [note, setNote] = useState("");
  const [dialed, setDialed] = useState(whom.phones[0]?.id ?? "");
  const over = bytesOver(note, NOTE_BYTES);
  const name = whom.called || words.week.noName;
  const calls = field.core.week()?.calls ?? [];
  const done = field.core.weekDone();
  const now = done.called.get(whom.id);
  const planned = field.core.week()?.to_see.find(({ contact }) => contact === whom.contact);
  const talk = planned?.id ?? whom.id;
  const met = done.seen.get(talk) === "held";
  const save = async (outcome: CallOutcome) => {
    if (over > 0) return field.say(words.door.tooLong(over));
    const kept = await field.attempt(async () => {
      const said = { outcome, point: dialed || undefined, note };
      const { undoUntil } = await field.core.call(whom.id, said);
      field.saved(words.call.saved(name, words.call.outcomes[outcome]), undoUntil);
    });
    if (kept) onNext();
  };
  const skip = (
    <Button icon="onward" wide onPress={onNext}>
      {words.call.next}
    </Button>
  );
  return (
    <Screen title={name} dock={skip}>
      <p class="soft">{words.call.place(calls.indexOf(whom) + 1, calls.length)}</p>
      {now !== undefined && <Notice kind="good">{words.call.now(words.call.outcomes[now])}</Notice>}
      {met && <Notice kind="good">{words.oneOnOne.saved.held}</Notice>}
      <Reasons whom={whom} />
      <Reach person={whom} onCall={setDialed} />
      {whom.contact !== null && <Note note={note} over={over} onNote={setNote} />}
      <section class="stack-tight" aria-labelledby="came-of-it">
        <h2 id="came-of-it">{words.call.what}</h2>
        <div class="grid-two came-of-it">
          {CALL_OUTCOMES.map((outcome) => (
            <Button key={outcome} icon={ICONS[outcome]} wide tall onPress={() => void save(outcome)}>
              {words.call.outcomes[outcome]}
            </Button>
          ))}
        </div>
      </section>
      {whom.contact !== null && (
        <Button icon="pencil" wide onPress={() => field.go({ at: "write_up", id: talk })}>
          {met ? words.oneOnOne.correct : words.call.talked}
        </Button>
      )}
    </Screen>
  );
};

type NoteProps = { note: string; over: number; onNote: (note: string) => void };

/** Out of the way of the one tap, until somebody has something to write. */
const Note = ({ note, over, onNote }: NoteProps) => {
  const words = useWords();
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button icon="pencil" wide onPress={() => setOpen(true)}>
        {words.call.addNote}
      </Button>
    );
  }
  return (
    <TextField
      label={words.call.note}
      help={words.call.noteHelp}
      value={note}
      onInput={onNote}
      fault={over > 0 ? words.door.tooLong(over) : undefined}
      long
    />
  );
};

const Reasons = ({ whom }: { whom: ToCall }) => {
  const words = useWords();
  const language = useLanguage();
  const why = useWhy();
  const { last } = whom;
  return (
    <ul class="stack-tight">
      {why(whom).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {last && <li class="soft">{words.call.last(shownDay(last.day, language), words.call.outcomes[last.outcome])}</li>}
    </ul>
  );
};

const AllCalled = () => {
  const words = useWords();
  const { go } = useField();
  const dock = (
    <Button kind="main" icon="sent" wide tall onPress={() => go({ at: "hand_in" })}>
      {words.handIn.title}
    </Button>
  );
  return (
    <Screen title={words.week.toCall} dock={dock}>
      <Notice kind="good">{words.call.allDone}</Notice>
    </Screen>
  );
};
