/** An organizer's week as it was taken along, and what this phone has written down of it. Shapes only. */
import type { OrganizingKey } from "./types.ts";

export type Number = { id: string; number: string };

export type WeekPerson = {
  contact: string | null;
  called: string;
  pronouns: string;
  languages: string;
  when: string;
  phones: Number[];
};

/** `sealed`: there is a plan that did not come along, because no passphrase was shown. */
export type ToSee = WeekPerson & {
  contact: string;
  id: string;
  kind: string;
  planned_for: string;
  why: string;
  ask: string;
  sealed: boolean;
  address: string;
};

export type WhyCall = { kind: "promise" | "quiet" | "list" | "introduction"; day: string; what: string };

export type ToCall = WeekPerson & {
  id: string;
  introduction: string | null;
  why: WhyCall[];
  last: { outcome: CallOutcome; day: string } | null;
};

/** People are listed only where an event names people; at others heads are counted, or names sealed. */
export type Tonight = {
  id: string;
  title: string;
  day: string;
  starts: string;
  sign_in: "names" | "count" | "sealed";
  people: { contact: string; called: string; came: boolean | null }[];
  heads: number;
};

export type WeekPackage = {
  version: number;
  day: string;
  organizing_key: OrganizingKey;
  story_notes: boolean;
  opened: boolean;
  to_see: ToSee[];
  calls: ToCall[];
  sealed_calls: number;
  events: Tonight[];
};

export const ANSWERS = ["yes", "later", "no", "not_asked"] as const;
export type Answer = (typeof ANSWERS)[number];

export const CALL_OUTCOMES = ["reached", "message", "no_answer", "later", "wrong", "do_not_call"] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Days are as in "2026-11-27"; anything may be left empty but the day and the answer. */
export type WriteUpDraft = {
  heldOn: string;
  answer: Answer;
  cares: string;
  ask: string;
  promise: string;
  due: string;
  nextStep: string;
  nextOn: string;
  story: string;
};

export type CallDraft = { outcome: CallOutcome; point?: string; note?: string };

export type NewcomerDraft = { name: string; phone: string };

/** What this phone wrote down since the week was taken along, by the ids of the week; a talk nobody planned, by whom. */
export type WeekDone = {
  seen: ReadonlyMap<string, "held" | "missed" | "off">;
  called: ReadonlyMap<string, CallOutcome>;
  here: ReadonlyMap<string, ReadonlySet<string>>;
  heads: ReadonlyMap<string, number>;
  newcomers: ReadonlyMap<string, number>;
};
