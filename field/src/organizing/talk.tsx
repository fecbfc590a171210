/** Someone answered: the script, what to put down about the talk, and saving it. */
import type { ComponentChildren } from "preact";
import type { Door, PersonOutcome, TurfPackage } from "../core/types";
import { Button } from "../ui/button";
import { bytesOver } from "../ui/bytes";
import { useField } from "../ui/field";
import { Check, OneOf, TextField } from "../ui/fields";
import { Screen } from "../ui/screen";
import { useWords } from "../words";
import { wholeLabel } from "./doors";
import { Script } from "./script";
import { NOTE_BYTES, type TalkDraft } from "./talk-draft";

const PERSON: PersonOutcome[] = [
  "contacted",
  "met_not_on_list",
  "not_home",
  "refused",
  "moved",
  "deceased",
  "do_not_contact",
];

type TalkProps = {
  turf: TurfPackage;
  door: Door;
  talk: TalkDraft;
  onTalk: (change: Partial<TalkDraft>) => void;
  onSave: () => void;
  onBack: () => void;
  kits: ComponentChildren;
};

export const Talk = ({ turf, door, talk, onTalk, onSave, onBack, kits }: TalkProps) => {
  const words = useWords();
  const field = useField();
  const over = bytesOver(talk.note, NOTE_BYTES);
  const fault = over > 0 ? words.door.tooLong(over) : undefined;
  const save = () => (over > 0 ? field.say(fault ?? "") : onSave());
  const dock = (
    <div class="dock-pair">
      {kits}
      <Button kind="main" icon="sent" wide tall onPress={save}>
        {words.door.saveDoor}
      </Button>
    </div>
  );
  return (
    <Screen title={wholeLabel(door)} onBack={onBack} dock={dock}>
      <Script steps={turf.script.steps} answers={talk.answers} onAnswers={(answers) => onTalk({ answers })} />
      <Button icon="person" wide onPress={() => field.go({ at: "introduce", door: door.id })}>
        {words.introduce.open}
      </Button>
      <section class="stack" aria-labelledby="more-to-say">
        <h2 id="more-to-say">{words.door.details}</h2>
        <Check
          icon="later"
          label={words.door.followUp}
          checked={talk.followUp}
          onChange={(followUp) => onTalk({ followUp })}
        />
        <OneOf
          legend={words.person.title}
          choices={PERSON.map((value) => ({ value, label: words.person[value] }))}
          value={talk.person}
          onChoose={(person) => onTalk({ person })}
        />
        {turf.pass.notes && (
          <TextField
            label={words.door.note}
            help={words.door.noteHelp}
            value={talk.note}
            onInput={(note) => onTalk({ note })}
            fault={fault}
            long
          />
        )}
      </section>
    </Screen>
  );
};
