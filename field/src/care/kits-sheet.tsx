/** Kits and strips handed over at a door: counted, never tied to the door, never shown again. */
import type { KitsDraft, NightInfo, NightItem } from "../core/types";
import { Button } from "../ui/button";
import { bytesOver } from "../ui/bytes";
import { Check, TextField } from "../ui/fields";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { Sheet } from "../ui/sheet";
import { useLanguage, useWords } from "../words";
import { change, countOf, mayAdd, NO_KITS, NOTE_BYTES, toggleBarrier } from "./kits-draft";

type KitsProps = {
  night: NightInfo;
  kits: KitsDraft;
  onKits: (kits: KitsDraft) => void;
  onClose: () => void;
  /** Given where the outcome is already known, so one tap saves kits and door together. */
  onSave: (() => void) | null;
};

export const KitsSheet = ({ night, kits, onKits, onClose, onSave }: KitsProps) => {
  const words = useWords();
  const over = bytesOver(kits.note ?? "", NOTE_BYTES);
  const back = kits.takenBack === true;
  const foot = (
    <div class="dock-pair">
      <Button wide tall onPress={onClose}>
        {words.kits.back}
      </Button>
      {onSave && (
        <Button kind="care" icon="sent" wide tall busy={over > 0} onPress={onSave}>
          {words.kits.save}
        </Button>
      )}
    </div>
  );
  return (
    <Sheet title={words.kits.title} onClose={onClose} foot={foot} whole care>
      <Notice kind={back ? "caution" : "news"} icon="lock">
        {back ? words.kits.takeBackPromise : words.kits.promise}
      </Notice>
      <ul class="items">
        {night.items.map((item) => (
          <Item key={item.number} item={item} kits={kits} onKits={onKits} />
        ))}
      </ul>
      {night.items.some((item) => !mayAdd(kits, item.number)) && <p class="soft">{words.kits.tooMany}</p>}
      {!back && <Barriers night={night} kits={kits} onKits={onKits} />}
      <TextField
        label={words.kits.note}
        help={words.kits.noteHelp}
        value={kits.note ?? ""}
        onInput={(note) => onKits({ ...kits, note })}
        fault={over > 0 ? words.door.tooLong(over) : undefined}
        long
      />
      <Button icon={back ? "give" : "undo"} wide onPress={() => onKits({ ...NO_KITS, takenBack: !back })}>
        {back ? words.kits.giveAgain : words.kits.takenBack}
      </Button>
    </Sheet>
  );
};

type ItemProps = { item: NightItem; kits: KitsDraft; onKits: (kits: KitsDraft) => void };

export const Item = ({ item, kits, onKits }: ItemProps) => {
  const words = useWords();
  const name = item.name[useLanguage()];
  const count = countOf(kits, item.number);
  const recalled = item.recalled ?? [];
  return (
    <li class={count > 0 ? "item item-some" : "item"}>
      <p class="item-name">{name}</p>
      <Stepper
        name={name}
        count={count}
        less={words.kits.less(name)}
        more={words.kits.more(name)}
        onLess={count > 0 ? () => onKits(change(kits, item.number, -1)) : null}
        onMore={mayAdd(kits, item.number) ? () => onKits(change(kits, item.number, 1)) : null}
      />
      {recalled.length > 0 && (
        <div class="item-recalled">
          <Notice kind="caution">{words.kits.recalled(recalled.join(", "))}</Notice>
        </div>
      )}
    </li>
  );
};

type StepperProps = {
  name: string;
  count: number;
  less: string;
  more: string;
  onLess: (() => void) | null;
  onMore: (() => void) | null;
};

export const Stepper = ({ name, count, less, more, onLess, onMore }: StepperProps) => (
  <div class="stepper">
    <button type="button" class="step" aria-label={less} disabled={!onLess} onClick={() => onLess?.()}>
      <Icon name="minus" />
    </button>
    <output aria-label={name}>{count}</output>
    <button type="button" class="step step-more" aria-label={more} disabled={!onMore} onClick={() => onMore?.()}>
      <Icon name="plus" />
    </button>
  </div>
);

export const Barriers = ({
  night,
  kits,
  onKits,
}: {
  night: NightInfo;
  kits: KitsDraft;
  onKits: (kits: KitsDraft) => void;
}) => {
  const words = useWords();
  const language = useLanguage();
  if (night.barriers.length === 0) return null;
  return (
    <fieldset class="choices">
      <legend>{words.kits.barriers}</legend>
      <p class="field-help">{words.kits.barriersHelp}</p>
      {night.barriers.map(({ number, name }) => (
        <Check
          key={number}
          label={name[language]}
          checked={kits.barriers.includes(number)}
          onChange={(on) => onKits(toggleBarrier(kits, number, on))}
        />
      ))}
    </fieldset>
  );
};
