/** Makes organizing records: their ids, their exact text, and the parts of them that only the team can open. */
import { type Bytes, fromBase64, randomBytes, toBase64, toHex, utf8 } from "../seal/bytes.ts";
import { bind, pad, seal } from "../seal/hpke.ts";
import { trouble } from "./trouble.ts";
import type {
  Flag,
  IntroductionDraft,
  OrganizingKey,
  Outcome,
  PersonOutcome,
  TurfPackage,
  VisitDraft,
} from "./types.ts";
import type { WeekDeed } from "./week_records.ts";

const NOTE_BYTES = 512;

export type VisitBody = {
  door: string;
  pass: string;
  outcome: Outcome;
  language?: string;
  answers?: { q: string; a: string }[];
  person?: PersonOutcome;
  follow_up?: boolean;
  note?: string;
  epoch?: string;
};

export type IntroductionBody = {
  door?: string;
  wants: "help" | "call";
  language: string;
  sentence: string;
  sealed: string;
  epoch: string;
};

/** What a record says, by its kind. */
export type Deed =
  | { kind: "visit"; body: VisitBody }
  | { kind: "undo"; body: { undoes: string } }
  | { kind: "unit"; body: { door: string; building: string; unit: string; floor?: string } }
  | { kind: "flag"; body: { door: string; flag: Flag; on: boolean } }
  | { kind: "introduction"; body: IntroductionBody }
  | { kind: "returned"; body: { turf: string } }
  | WeekDeed;

/** A deed with its id, before it has a number. */
export type Draft = Deed & { id: string; turf: string | null; at: string };

/** A record as it was numbered; sent as exactly the text that was kept. */
export type FieldRecord = Draft & { seq: number };

/** Draft makers for one turf; `now` is milliseconds since 1970 on this phone's clock. */
export function draft(turf: string | null, now: number, deed: Deed, id: string = timedId(now)): Draft {
  return { ...deed, id, turf, at: new Date(now).toISOString() };
}

/** The exact text of a record: the same bytes on this phone, in every batch and at the server. */
export function recordText(made: Draft, seq: number): string {
  const { id, kind, turf, at, body } = made;
  return JSON.stringify({ id, seq, kind, schema: 1, turf, at, body });
}

export async function visitDraft(turf: TurfPackage, now: number, visit: VisitDraft): Promise<Draft> {
  const id = timedId(now);
  const body: VisitBody = { door: visit.door, pass: turf.pass.id, outcome: visit.outcome };
  if (visit.language) body.language = visit.language;
  if (visit.answers?.length) body.answers = visit.answers.map(({ q, a }) => ({ q, a }));
  if (visit.person) body.person = visit.person;
  if (visit.followUp) body.follow_up = true;
  if (visit.note) {
    body.note = await sealedNote(turf, id, visit.note);
    body.epoch = turf.organizing_key.epoch;
  }
  return draft(turf.turf, now, { kind: "visit", body }, id);
}

async function sealedNote(turf: TurfPackage, id: string, note: string): Promise<string> {
  if (!turf.pass.notes) throw trouble("refused", "notes_off");
  return sealedFor(turf.organizing_key, "waymeet door note v1", "visit", id, utf8(note));
}

/** Names and contact points go straight under the team's key: this phone cannot read them again. */
export async function introductionDraft(turf: TurfPackage, now: number, said: IntroductionDraft): Promise<Draft> {
  const id = timedId(now);
  const { name, contactPoint, how, when } = said;
  const plain = utf8(JSON.stringify({ name, contact_point: contactPoint, how, when }));
  const sealed = await sealedFor(turf.organizing_key, "waymeet introduction v1", "introduction", id, plain);
  const sentence = (said.language === "es" ? turf.sentence.es : turf.sentence.en).hash;
  const { epoch } = turf.organizing_key;
  const body: IntroductionBody = { wants: said.wants, language: said.language, sentence, sealed, epoch };
  if (said.door) body.door = said.door;
  return draft(turf.turf, now, { kind: "introduction", body }, id);
}

async function sealedFor(key: OrganizingKey, purpose: string, kind: string, id: string, plain: Bytes): Promise<string> {
  const place = bind(kind, id, "1", key.epoch);
  return toBase64(await seal(fromBase64(key.public), pad(plain, NOTE_BYTES), purpose, place));
}

/** UUID version 7: 48 bits of milliseconds, then randomness. Organizing only: care never has timed ids. */
export function timedId(now: number): string {
  const bytes = randomBytes(16);
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
