/** What the screens may know of the phone's core: shapes only, no behaviour. */
import type { CallDraft, NewcomerDraft, WeekDone, WeekPackage, WriteUpDraft } from "./week_types.ts";

export type Outcome =
  | "answered"
  | "no_answer"
  | "refused"
  | "come_back"
  | "inaccessible"
  | "vacant"
  | "address_not_found"
  | "language_barrier"
  | "do_not_knock"
  | "unsafe";

export type PersonOutcome =
  | "contacted"
  | "not_home"
  | "moved"
  | "deceased"
  | "refused"
  | "do_not_contact"
  | "met_not_on_list";

export type Flag = "dog" | "unsafe" | "do_not_knock" | "no_entry";

export type TwoLanguages = { en: string; es: string };

export type OrganizingKey = { epoch: string; public: string };

/** One door of the turf, in walk order. `lat` and `lon` are whole microdegrees. */
export type Door = {
  id: string;
  building: string;
  label: string;
  unit: string;
  floor: string;
  street: string;
  lat: number;
  lon: number;
  area: number;
  flags: Flag[];
  last: string;
};

/** `ring` is an outline: first point absolute, the rest differences, whole microdegrees (lat, lon, lat, lon, ...). */
export type Building = { id: string; label: string; units: number; ring: number[] };

export type Street = { name: string; kind: string; line: number[] };

export type ScriptChoice = { id: string; label: TwoLanguages; next: string | null };

export type ScriptStep = { id: string; text: TwoLanguages; choices: ScriptChoice[] };

export type TurfPackage = {
  version: number;
  turf: string;
  name: string;
  pass: { id: string; number: number; notes: boolean };
  town: string;
  expires: string;
  organizing_key: OrganizingKey;
  doors: Door[];
  buildings: Building[];
  streets: Street[];
  path: number[];
  metres: number;
  minutes: number;
  script: { version: number | string; steps: ScriptStep[] };
  sentence: { en: { text: string; hash: string }; es: { text: string; hash: string } };
};

/** `recalled`: numbers of lots that must not be handed out; missing in what an earlier Waymeet left on this phone. */
export type NightItem = { number: number; name: TwoLanguages; unit: string; recalled?: string[] };

export type NightBarrier = { number: number; name: TwoLanguages };

export type NightReason = { number: number; name: TwoLanguages };

export type NightArea = { number: number; name: string };

/** What every phone that is out tonight is given. Weeks are ISO weeks such as "2026-W47". */
export type NightInfo = {
  program: string;
  week: string;
  items: NightItem[];
  barriers: NightBarrier[];
  /** Both are missing in what an earlier Waymeet left on this phone. */
  reasons?: NightReason[];
  areas?: NightArea[];
  key: { epoch: string; public: string };
  incarnation: string;
};

/** Why nobody is signed in any more, where that was not the person's own doing. */
export type Why = "ended" | "day_over";

/**
 * `known`: somebody was let in on this phone before, so that the same person needs no code for a new phone.
 * `may`: what this person may do here beside doors.
 */
export type Session =
  | { kind: "signed_out"; why: Why | null; known: boolean }
  | { kind: "locked"; shownAs: string }
  | { kind: "open"; shownAs: string; roles: string[]; may: string[] };

/** `undoableUntil` is milliseconds since 1970 on this phone's clock. */
export type DoorState = {
  outcome: Outcome | null;
  flags: Flag[];
  person?: string;
  followUp?: boolean;
  undoableUntil?: number;
};

export type VisitDraft = {
  door: string;
  outcome: Outcome;
  person?: PersonOutcome;
  language?: string;
  answers?: { q: string; a: string }[];
  followUp?: boolean;
  note?: string;
};

export type KitsDraft = {
  items: { number: number; count: number }[];
  barriers: number[];
  note?: string;
  takenBack?: boolean;
  /** Only of people met without a door. */
  met?: Met;
};

/** `secondary`: taken to be handed on, to about `reached` people. `reason` and `code` only where they were offered. */
export type Met = { people: number; secondary?: boolean; reached?: number; reason?: number; code?: string };

export type IntroductionDraft = {
  door?: string;
  wants: "help" | "call";
  language: string;
  name?: string;
  contactPoint?: string;
  how?: string;
  when?: string;
};

/**
 * `savedHere` counts everything kept on this phone that no server has promised to hold; `sealedThere` is how much of it
 * the office keeps sealed until an organizer opens it. `handedIn` counts what the server has promised to hold, `gone` how
 * much of it was about somebody who had asked to be let go: of that nothing is kept.
 */
export type Counts = {
  savedHere: number;
  sealedThere: number;
  handedIn: number;
  quarantined: number;
  gone: number;
  slotsSavedHere: number;
  slotsHandedIn: number;
};

export type TroubleCode =
  | "disk_full"
  | "no_network"
  | "refused"
  | "wrong_passphrase"
  | "not_enrolled"
  | "later"
  | "code"
  | "locked"
  | "storage"
  | "old_browser";

/**
 * `sentence` is either the server's own sentence (already in the person's language) or a key that starts with
 * "trouble." (see TROUBLE_SENTENCES in core/trouble.ts, English and Spanish).
 */
export class FieldTrouble extends Error {
  readonly code: TroubleCode;
  readonly sentence: string;

  constructor(code: TroubleCode, sentence: string) {
    super(sentence);
    this.name = "FieldTrouble";
    this.code = code;
    this.sentence = sentence;
  }
}

export interface FieldCore {
  session(): Session;
  /** `enrolment` is the code that lets a new phone in; "" on a phone that is known. */
  signIn(name: string, passphrase: string, enrolment: string): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  /** Forgets the readable cache and keeps unsent work sealed. */
  signOut(): Promise<void>;
  take(code: string): Promise<TurfPackage>;
  /** The turf on this phone with the units added here, or null. */
  turf(): TurfPackage | null;
  /** Only doors at which this phone saved something. */
  doors(): ReadonlyMap<string, DoorState>;
  startNight(code: string): Promise<NightInfo>;
  night(): NightInfo | null;
  /** The neighbourhood of whoever is met without a door; 0 where none was chosen. Kept until the night is put away. */
  area(): number;
  setArea(area: number): Promise<void>;
  /** Somebody met without a door. Needs no sign-in, only tonight's code; can be undone for ten seconds. */
  saveMet(kits: KitsDraft): Promise<{ undoUntil: number }>;
  endNight(): Promise<void>;
  /** Can be undone for ten seconds; anything saved after it, or closing the page, settles it. */
  saveVisit(visit: VisitDraft, kits: KitsDraft | null): Promise<{ undoUntil: number }>;
  saveMany(visits: VisitDraft[]): Promise<{ undoUntil: number }>;
  /** True when the last save was taken back; false when it had settled already (then use correct). */
  undo(): Promise<boolean>;
  correct(door: string, visit: VisitDraft, kits: KitsDraft | null): Promise<void>;
  addUnit(building: string, unit: string, floor: string): Promise<Door>;
  setFlag(door: string, flag: Flag, on: boolean): Promise<void>;
  introduce(introduction: IntroductionDraft): Promise<void>;
  /** Needs the network; `passphrase` "" leaves plans and introductions sealed at the office. */
  takeWeek(passphrase: string): Promise<void>;
  /** The week taken along, or null. */
  week(): WeekPackage | null;
  weekDone(): WeekDone;
  putWeekAway(): Promise<void>;
  /**
   * As with a door, these can be undone for ten seconds. A write-up is of a planned one-on-one, or of somebody on the
   * call list with whom nobody had planned one.
   */
  writeUp(oneOnOne: string, said: WriteUpDraft): Promise<{ undoUntil: number }>;
  notHeld(oneOnOne: string, state: "missed" | "off"): Promise<{ undoUntil: number }>;
  call(whom: string, said: CallDraft): Promise<{ undoUntil: number }>;
  newcomer(event: string, said: NewcomerDraft): Promise<{ undoUntil: number }>;
  tick(event: string, contact: string, here: boolean): Promise<void>;
  head(event: string, count: 1 | -1): Promise<void>;
  counts(): Counts;
  handIn(progress?: (done: number, of: number) => void): Promise<Counts>;
  bundle(): Promise<Blob>;
  giveBack(): Promise<void>;
  handOn(): Promise<string>;
  storage(): Promise<{ persisted: boolean; freeMegabytes: number | null }>;
  /** Calls `listener` after every change; the answer stops it. */
  onChange(listener: () => void): () => void;
}
