/** The door of an event: tick who is here, add somebody new, or count heads where nobody is named. */
import { useState } from "preact/hooks";
import type { Tonight } from "../core/week_types";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { Check, TextField } from "../ui/fields";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { Sheet } from "../ui/sheet";
import { useWords } from "../words";
import { named } from "./calls";

const MANY = 8; // from so many names on, finding one by its letters is quicker
const LONGEST = { name: 120, phone: 40 };

export const EventsScreen = () => {
  const words = useWords();
  const { core, go } = useField();
  const events = core.week()?.events ?? [];
  const [only] = events;
  if (only !== undefined && events.length === 1) return <DoorOfEvent event={only} />;
  return (
    <Screen title={words.tonight.title}>
      {events.length === 0 && (
        <>
          <Notice kind="news">{words.tonight.none}</Notice>
          <Button kind="main" wide tall onPress={() => go({ at: "get_week" })}>
            {words.week.get}
          </Button>
        </>
      )}
      <ul class={events.length > 0 ? "menu" : undefined}>
        {events.map((event) => (
          <li key={event.id}>
            <button type="button" onClick={() => go({ at: "event", id: event.id })}>
              <span class="two-lines">
                <span>{event.title}</span>
                <small>{event.starts}</small>
              </span>
              <Icon name="onward" />
            </button>
          </li>
        ))}
      </ul>
    </Screen>
  );
};

export const DoorOfEvent = ({ event }: { event: Tonight }) => {
  const words = useWords();
  const [adding, setAdding] = useState(false);
  const counted = event.sign_in === "count";
  const add = (
    <Button kind="main" icon="plus" wide tall onPress={() => setAdding(true)}>
      {words.tonight.add}
    </Button>
  );
  return (
    <Screen title={event.title} dock={counted ? undefined : add}>
      {counted && <Heads event={event} />}
      {event.sign_in === "names" && <Names event={event} />}
      {event.sign_in === "sealed" && (
        <Notice kind="news" icon="lock">
          {words.tonight.sealedHelp}
        </Notice>
      )}
      <New event={event} />
      {adding && <AddSomebody event={event} onClose={() => setAdding(false)} />}
    </Screen>
  );
};

const New = ({ event }: { event: Tonight }) => {
  const words = useWords();
  const count = useField().core.weekDone().newcomers.get(event.id) ?? 0;
  return count > 0 ? <p>{words.tonight.newPeople(count)}</p> : null;
};

const Names = ({ event }: { event: Tonight }) => {
  const words = useWords();
  const field = useField();
  const [typed, setTyped] = useState("");
  const here = field.core.weekDone().here.get(event.id) ?? new Set<string>();
  const shown = named(event.people, typed);
  const tick = (contact: string, on: boolean) => void field.attempt(() => field.core.tick(event.id, contact, on));
  return (
    <div class="stack here">
      <p aria-live="polite">
        <strong>{words.tonight.here(here.size)}</strong>
      </p>
      {event.people.length >= MANY && <TextField label={words.tonight.find} value={typed} onInput={setTyped} />}
      {shown.length === 0 && typed !== "" && <p class="soft">{words.tonight.noMatch}</p>}
      {shown.length > 0 && (
        <fieldset class="choices">
          <legend>{words.tonight.who}</legend>
          {shown.map(({ contact, called }) => (
            <Check
              key={contact}
              label={called || words.week.noName}
              checked={here.has(contact)}
              onChange={(on) => tick(contact, on)}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
};

const Heads = ({ event }: { event: Tonight }) => {
  const words = useWords();
  const field = useField();
  const heads = field.core.weekDone().heads.get(event.id) ?? 0;
  const tap = (by: 1 | -1) => void field.attempt(() => field.core.head(event.id, by));
  return (
    <>
      <p class="soft">{words.tonight.countHelp}</p>
      <div class="heads">
        <button type="button" aria-label={words.tonight.less} disabled={heads <= 0} onClick={() => tap(-1)}>
          <Icon name="minus" />
        </button>
        <output aria-label={words.tonight.count}>{heads}</output>
        <button type="button" class="more" aria-label={words.tonight.more} onClick={() => tap(1)}>
          <Icon name="plus" />
        </button>
      </div>
    </>
  );
};

const AddSomebody = ({ event, onClose }: { event: Tonight; onClose: () => void }) => {
  const words = useWords();
  const field = useField();
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [fault, setFault] = useState<string>();
  const asksPhone = event.sign_in === "names";
  const save = async () => {
    if (name.trim() + phone.trim() === "") return setFault(words.tonight.nothing);
    const kept = await field.attempt(async () => {
      const { undoUntil } = await field.core.newcomer(event.id, { name, phone });
      field.saved(words.tonight.added, undoUntil);
    });
    if (kept) onClose();
  };
  const foot = (
    <div class="dock-pair">
      <Button wide tall onPress={onClose}>
        {words.common.cancel}
      </Button>
      <Button kind="main" icon="lock" wide tall onPress={() => void save()}>
        {words.tonight.addSave}
      </Button>
    </div>
  );
  return (
    <Sheet title={words.tonight.addTitle} onClose={onClose} foot={foot}>
      <p class="soft">{words.tonight.addHelp}</p>
      <TextField label={words.tonight.name} value={name} onInput={setName} most={LONGEST.name} fault={fault} />
      {asksPhone && (
        <TextField label={words.tonight.phone} value={phone} onInput={setPhone} most={LONGEST.phone} inputMode="tel" />
      )}
    </Sheet>
  );
};
