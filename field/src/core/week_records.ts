/** Makes the records of a week. Every word about somebody is sealed here; this phone cannot open it again. */
import { fromBase64, sha256, toBase64, toHex, utf8 } from "../seal/bytes.ts";
import { bind, pad, seal } from "../seal/hpke.ts";
import type { Kept } from "./fold.ts";
import { type Draft, draft, timedId } from "./records.ts";
import { trouble } from "./trouble.ts";
import type { OrganizingKey } from "./types.ts";
import type { Taken } from "./week_fold.ts";
import type { Answer, CallDraft, CallOutcome, NewcomerDraft, ToCall, Tonight, WriteUpDraft } from "./week_types.ts";

/** As the server's own words about a contact: the same sizes, purpose and place, so that it opens them as its own. */
export const SIZES = [256, 1024, 4096, 16384, 65535];
export const PURPOSE = "waymeet words about a contact v1";
const LENGTH = 2;

export type WriteUpBody = {
  one_on_one: string;
  contact: string;
  held_on: string;
  answer: Answer;
  epoch: string;
  before: string;
  words?: string;
  next_on?: string;
  promise_id?: string;
  promise?: string;
  due?: string;
  begun?: true;
};

export type CallBody = {
  outcome: CallOutcome;
  contact?: string;
  introduction?: string;
  point?: string;
  note?: string;
  epoch?: string;
};

export type WeekDeed =
  | { kind: "write_up"; body: WriteUpBody }
  | { kind: "not_held"; body: { one_on_one: string; contact: string; state: "missed" | "off" } }
  | { kind: "call"; body: CallBody }
  | { kind: "sign_in"; body: { event: string; contact: string; here: boolean } }
  | { kind: "newcomer"; body: { event: string; epoch: string; words: string } }
  | { kind: "head_count"; body: { event: string; count: number } };

export async function sealedWords(
  key: OrganizingKey,
  place: { kind: string; row: string; about: string },
  said: Record<string, string>,
): Promise<string> {
  const plain = utf8(JSON.stringify(said));
  const size = SIZES.find((one) => one >= plain.length + LENGTH);
  if (size === undefined) throw trouble("refused", "too_long");
  const bound = bind(place.kind, place.row, place.about, key.epoch);
  return toBase64(await seal(fromBase64(key.public), pad(plain, size), PURPOSE, bound));
}

/** `begun`: nobody had planned it. */
export type Talk = { id: string; contact: string; begun: boolean };

/** A one-on-one nobody planned, with somebody on the call list: the one this phone wrote up already, or a new one. */
export function unplanned({ after }: Taken, kept: readonly Kept[], now: number, whom: ToCall): Talk {
  const { contact } = whom;
  if (contact === null) throw trouble("refused", "no_week");
  const earlier = kept.flatMap(({ record }) =>
    record.kind === "write_up" && record.seq > after && record.body.begun && record.body.contact === contact
      ? [record.body.one_on_one]
      : [],
  );
  return { id: earlier.at(-1) ?? timedId(now), contact, begun: true };
}

/** A correction names what this phone wrote before, so that it is told apart from what the desk wrote meanwhile. */
export async function writeUpDraft(
  { week, after }: Taken,
  kept: readonly Kept[],
  now: number,
  one: Talk,
  said: WriteUpDraft,
): Promise<Draft> {
  const key = week.organizing_key;
  const earlier = kept.flatMap(({ record }) =>
    record.kind === "write_up" && record.seq > after && record.body.one_on_one === one.id ? [record.body] : [],
  );
  const written = earlier.findLast(({ words }) => words !== undefined)?.words;
  const body: WriteUpBody = {
    one_on_one: one.id,
    contact: one.contact,
    held_on: said.heldOn,
    answer: said.answer,
    epoch: key.epoch,
    before: written === undefined ? "" : toHex(await sha256(fromBase64(written))),
  };
  if (one.begun) body.begun = true;
  const told = spoken({ cares: said.cares, ask: said.ask, next_step: said.nextStep, story: said.story });
  const place = { kind: "one-on-one write-up", row: one.id, about: one.contact };
  if (Object.keys(told).length > 0) body.words = await sealedWords(key, place, told);
  if (said.nextOn) body.next_on = said.nextOn;
  if (said.promise.trim()) {
    const row = earlier.findLast(({ promise_id }) => promise_id !== undefined)?.promise_id ?? timedId(now);
    const what = { what: said.promise.trim() };
    body.promise_id = row;
    body.promise = await sealedWords(key, { kind: "commitment", row, about: one.contact }, what);
    body.due = said.due;
  }
  return draft(null, now, { kind: "write_up", body });
}

export async function callDraft({ week }: Taken, now: number, whom: ToCall, said: CallDraft): Promise<Draft> {
  const id = timedId(now);
  const body: CallBody = { outcome: said.outcome };
  if (whom.introduction) body.introduction = whom.introduction;
  else body.contact = whom.id;
  if (said.outcome === "wrong" && said.point) body.point = said.point;
  const note = said.note?.trim();
  if (note && whom.contact) {
    const key = week.organizing_key;
    body.note = await sealedWords(key, { kind: "call note", row: id, about: whom.contact }, { words: note });
    body.epoch = key.epoch;
  }
  return draft(null, now, { kind: "call", body }, id);
}

export async function newcomerDraft({ week }: Taken, now: number, event: Tonight, said: NewcomerDraft): Promise<Draft> {
  const id = timedId(now);
  const kind = event.sign_in === "sealed" ? "circle name" : "event slip";
  const told = spoken({ name: said.name, phone: said.phone });
  const { epoch } = week.organizing_key;
  const words = await sealedWords(week.organizing_key, { kind, row: id, about: event.id }, told);
  return draft(null, now, { kind: "newcomer", body: { event: event.id, epoch, words } }, id);
}

function spoken(said: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(said)
      .map(([name, words]) => [name, words.trim()] as const)
      .filter(([, words]) => words !== ""),
  );
}
