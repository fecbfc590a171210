/** Somebody met without a door: supplies first, everything else only if they want. Kept nowhere once it is saved. */
import { useState } from "preact/hooks";
import type { KitsDraft, NightInfo } from "../core/types";
import { Button } from "../ui/button";
import { bytesOver } from "../ui/bytes";
import { useField } from "../ui/field";
import { OneOf, TextField } from "../ui/fields";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { Sheet } from "../ui/sheet";
import { useWords } from "../words";
import { ForWhom } from "./for-whom";
import { isEmpty, mayAdd, NOTE_BYTES } from "./kits-draft";
import { Barriers, Item, Stepper } from "./kits-sheet";
import { codeFault, draftOf, MOST_PEOPLE, NOBODY, reachedFault, type Somebody } from "./somebody";

type StreetProps = { night: NightInfo; onBack: (() => void) | null; onSignIn: (() => void) | null };

export const Street = ({ night, onBack, onSignIn }: StreetProps) => {
  const words = useWords();
  const field = useField();
  const [now, setNow] = useState<Somebody>(NOBODY);
  const [busy, setBusy] = useState(false);
  const kits = draftOf(now);
  const back = kits.takenBack === true;
  const bad = bytesOver(now.kits.note ?? "", NOTE_BYTES) > 0 || codeFault(now) || reachedFault(now);
  const change = (part: Partial<Somebody>) => setNow({ ...now, ...part });
  const save = async () => {
    setBusy(true);
    const kept = await field.attempt(async () => {
      const { undoUntil } = await field.core.saveMet(kits);
      field.saved(back ? words.street.tookBack : words.street.saved(now.people), undoUntil);
    });
    if (kept) setNow(NOBODY);
    setBusy(false);
  };
  const nothing = kits.items.length === 0;
  const dock = (
    <Button kind="care" icon="sent" wide tall busy={busy || bad || (back && isEmpty(kits))} onPress={() => void save()}>
      {nothing && !back ? words.street.saveTalk : words.street.save}
    </Button>
  );
  return (
    <Screen title={words.street.title} onBack={onBack} dock={dock} kits>
      <Where night={night} />
      <Notice kind={back ? "caution" : "news"} icon="lock">
        {back ? words.street.takeBackPromise : words.street.promise}
      </Notice>
      <ul class="items">
        {night.items.map((item) => (
          <Item key={item.number} item={item} kits={now.kits} onKits={(next) => change({ kits: next })} />
        ))}
        <People now={now} onChange={change} />
      </ul>
      {night.items.some((item) => !mayAdd(kits, item.number)) && <p class="soft">{words.kits.tooMany}</p>}
      <More night={night} now={now} onChange={change} />
      <Button
        icon={back ? "give" : "undo"}
        wide
        onPress={() => setNow({ ...NOBODY, kits: { ...NOBODY.kits, takenBack: !back }, people: back ? 1 : 0 })}
      >
        {back ? words.kits.giveAgain : words.kits.takenBack}
      </Button>
      <AfterTheNight onSignIn={onSignIn} />
    </Screen>
  );
};

type PartProps = { now: Somebody; onChange: (part: Partial<Somebody>) => void };

const People = ({ now, onChange }: PartProps) => {
  const words = useWords();
  const least = now.kits.takenBack ? 0 : 1;
  return (
    <li class="item">
      <p class="item-name">{words.street.people}</p>
      <Stepper
        name={words.street.people}
        count={now.people}
        less={words.street.fewerPeople}
        more={words.street.morePeople}
        onLess={now.people > least ? () => onChange({ people: now.people - 1 }) : null}
        onMore={now.people < MOST_PEOPLE ? () => onChange({ people: now.people + 1 }) : null}
      />
    </li>
  );
};

const More = ({ night, now, onChange }: PartProps & { night: NightInfo }) => {
  const words = useWords();
  const over = bytesOver(now.kits.note ?? "", NOTE_BYTES);
  const onKits = (kits: KitsDraft) => onChange({ kits });
  if (!now.more) {
    return (
      <Button icon="more" wide onPress={() => onChange({ more: true })}>
        {words.street.more}
      </Button>
    );
  }
  return (
    <>
      <p class="soft">{words.street.peopleHelp}</p>
      {!now.kits.takenBack && <ForWhom night={night} now={now} onChange={onChange} />}
      {!now.kits.takenBack && <Barriers night={night} kits={now.kits} onKits={onKits} />}
      <TextField
        label={words.kits.note}
        help={words.kits.noteHelp}
        value={now.kits.note ?? ""}
        onInput={(note) => onKits({ ...now.kits, note })}
        fault={over > 0 ? words.door.tooLong(over) : undefined}
        long
      />
    </>
  );
};

/** Chosen once and kept for the night: an area of at least 500 doors, or none. */
const Where = ({ night }: { night: NightInfo }) => {
  const words = useWords();
  const field = useField();
  const [asking, setAsking] = useState(false);
  const areas = night.areas ?? [];
  if (areas.length === 0) return null;
  const here = field.core.area();
  const choices = [
    ...areas.map(({ number, name }) => ({ value: String(number), label: name })),
    { value: "0", label: words.street.nowhere },
  ];
  const choose = async (value: string) => {
    if (await field.attempt(() => field.core.setArea(Number(value)))) setAsking(false);
  };
  return (
    <>
      <Button icon="place" wide onPress={() => setAsking(true)}>
        {words.street.where}: {areas.find(({ number }) => number === here)?.name ?? words.street.nowhere}
      </Button>
      {asking && (
        <Sheet title={words.street.where} onClose={() => setAsking(false)} care>
          <OneOf
            legend={words.street.where}
            hideLegend
            choices={choices}
            value={String(here)}
            onChoose={(value) => void choose(value)}
          />
        </Sheet>
      )}
    </>
  );
};

const AfterTheNight = ({ onSignIn }: { onSignIn: (() => void) | null }) => {
  const words = useWords();
  const field = useField();
  const [busy, setBusy] = useState(false);
  const { slotsSavedHere, slotsHandedIn } = field.core.counts();
  const handIn = async () => {
    setBusy(true);
    await field.attempt(async () => {
      await field.core.handIn();
      field.say(words.handIn.allDone);
    });
    setBusy(false);
  };
  return (
    <>
      {slotsSavedHere + slotsHandedIn > 0 && <p>{words.handIn.slots(slotsSavedHere)}</p>}
      {slotsSavedHere > 0 && (
        <Button icon="sent" wide busy={busy} onPress={() => void handIn()}>
          {busy ? words.common.working : words.street.handIn}
        </Button>
      )}
      <Button icon="out" wide onPress={() => void field.attempt(() => field.core.endNight())}>
        {words.street.endNight}
      </Button>
      <p class="soft">{words.street.endNightHelp}</p>
      {onSignIn && (
        <Button icon="person" wide onPress={onSignIn}>
          {words.street.signIn}
        </Button>
      )}
    </>
  );
};
