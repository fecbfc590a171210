/** From the records of this phone to what the screens show of a week. The newest word about each thing holds. */
import type { Kept } from "./fold.ts";
import type { Deed } from "./records.ts";
import type { WeekDeed } from "./week_records.ts";
import type { CallOutcome, WeekDone, WeekPackage } from "./week_types.ts";

/** A week on this phone; records up to `after` had been handed in when it came, so it knows of them already. */
export type Taken = { week: WeekPackage; after: number };

type Ticked = Extract<WeekDeed, { kind: "sign_in" }>["body"];

const FINAL: readonly CallOutcome[] = ["reached", "wrong", "do_not_call"];

export const NOTHING_DONE: WeekDone = {
  seen: new Map(),
  called: new Map(),
  here: new Map(),
  heads: new Map(),
  newcomers: new Map(),
};

/** The same, while it is being added up. */
type Adding = {
  seen: Map<string, "held" | "missed" | "off">;
  called: Map<string, CallOutcome>;
  here: Map<string, Set<string>>;
  heads: Map<string, number>;
  newcomers: Map<string, number>;
};

export function foldWeek({ week, after }: Taken, kept: readonly Kept[]): WeekDone {
  const done: Adding = {
    seen: new Map(),
    called: new Map(),
    here: new Map(week.events.map((event) => [event.id, whoCame(event.people)])),
    heads: new Map(week.events.map((event) => [event.id, event.heads])),
    newcomers: new Map(),
  };
  for (const { record } of kept) if (record.seq > after) put(done, record);
  return done;
}

function put(done: Adding, record: Deed): void {
  switch (record.kind) {
    case "write_up":
      done.seen.set(record.body.begun ? record.body.contact : record.body.one_on_one, "held");
      break;
    case "not_held":
      done.seen.set(record.body.one_on_one, record.body.state);
      break;
    case "call":
      done.called.set(record.body.contact ?? record.body.introduction ?? "", record.body.outcome);
      break;
    case "head_count":
      add(done.heads, record.body.event, record.body.count);
      break;
    case "newcomer":
      add(done.newcomers, record.body.event, 1);
      break;
    case "sign_in":
      tick(done.here, record.body);
  }
}

function tick(here: Adding["here"], { event, contact, here: there }: Ticked): void {
  const people = here.get(event) ?? new Set();
  if (there) people.add(contact);
  else people.delete(contact);
  here.set(event, people);
}

/** The week without whom the office has heard about: their names and numbers need not stay on a phone. */
export function withoutHandedIn(taken: Taken, done: WeekDone): Taken {
  const { week } = taken;
  const to_see = week.to_see.filter(({ id }) => !done.seen.has(id));
  const calls = week.calls.filter(
    ({ id }) => !done.seen.has(id) && !FINAL.includes(done.called.get(id) ?? "no_answer"),
  );
  return { ...taken, week: { ...week, to_see, calls } };
}

function whoCame(people: { contact: string; came: boolean | null }[]): Set<string> {
  return new Set(people.filter(({ came }) => came === true).map(({ contact }) => contact));
}

function add(counts: Map<string, number>, key: string, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}
