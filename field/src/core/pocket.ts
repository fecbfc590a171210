/** What the phone shows without asking its disk each time: the turf, the records it can read, tonight, the counts. */
import { sameBytes } from "../seal/bytes.ts";
import type { CareStore, NightRow } from "../store/care.ts";
import type { CacheName, OrganizingStore, RecordRow } from "../store/organizing.ts";
import { isSealedAt, type OpenDevice } from "../sync/organizing/hand_in.ts";
import { isHeld } from "../sync/organizing/mind.ts";
import { foldDoors, type Kept, withUnits } from "./fold.ts";
import type { FieldRecord } from "./records.ts";
import type { Counts, DoorState, TurfPackage } from "./types.ts";
import type { Taken } from "./week_fold.ts";

const NOTHING: Counts = {
  savedHere: 0,
  sealedThere: 0,
  handedIn: 0,
  quarantined: 0,
  gone: 0,
  slotsSavedHere: 0,
  slotsHandedIn: 0,
};

export class Pocket {
  readonly #organizing: OrganizingStore;
  readonly #care: CareStore;
  #read = new Map<number, { row: RecordRow; record: FieldRecord }>();
  kept: Kept[] = [];
  turf: TurfPackage | null = null;
  taken: Taken | null = null;
  doors: ReadonlyMap<string, DoorState> = new Map();
  night: NightRow | null = null;
  counts: Counts = NOTHING;

  constructor(organizing: OrganizingStore, care: CareStore) {
    this.#organizing = organizing;
    this.#care = care;
  }

  /** `device` is whose sign-in is current; `open` holds its key while it can be read. */
  async refresh(device: string | null, open: OpenDevice | null): Promise<void> {
    this.night = (await this.#care.nights()).find(({ current }) => current) ?? null;
    this.counts = await this.#count(device);
    this.kept = open ? await this.#readable(open) : [];
    const turf = open ? await this.#locked<TurfPackage>(open, "turf") : null;
    this.taken = open ? await this.#locked<Taken>(open, "week") : null;
    this.turf = turf && withUnits(turf, this.kept);
    this.doors = turf ? foldDoors(turf, this.kept) : new Map();
    if (!open) this.#read.clear();
  }

  /** What the screens offer to take back. */
  get pending(): RecordRow[] {
    return [...this.#read.values()].map(({ row }) => row).filter(({ pendingUntil }) => pendingUntil > 0);
  }

  /** What waits counts for every sign-in on this phone; what is handed in only for the current one. */
  async #count(device: string | null): Promise<Counts> {
    const { incarnation } = await this.#organizing.server();
    const rows = await this.#organizing.all();
    const held = rows.filter((row) => isHeld(row, incarnation));
    const mine = held.filter((row) => row.device === device);
    const slots = await this.#care.counts(this.night?.number ?? null);
    return {
      savedHere: rows.length - held.length,
      sealedThere: rows.filter((row) => !isHeld(row, incarnation) && isSealedAt(row, incarnation)).length,
      handedIn: mine.length,
      quarantined: mine.filter(({ outcome }) => outcome === "quarantined").length,
      gone: mine.filter(({ reason }) => reason === "gone").length,
      slotsSavedHere: slots.waiting,
      slotsHandedIn: slots.held,
    };
  }

  async #locked<What>(open: OpenDevice, name: CacheName): Promise<What | null> {
    const locked = await this.#organizing.kept(name);
    return locked ? (JSON.parse(await open.vault.unlockText(locked)) as What) : null;
  }

  /** Opens each record once and remembers it while its bytes stay the same. */
  async #readable(open: OpenDevice): Promise<Kept[]> {
    const rows = await this.#organizing.records(open.device);
    const read = new Map<number, { row: RecordRow; record: FieldRecord }>();
    for (const row of rows) {
      const known = this.#read.get(row.seq);
      const same = known && known.row.device === row.device && sameBytes(known.row.sealed, row.sealed);
      read.set(row.seq, { row, record: same ? known.record : await opened(open, row) });
    }
    this.#read = read;
    return [...read.values()].map(({ row, record }) => ({ record, pendingUntil: row.pendingUntil }));
  }
}

async function opened(open: OpenDevice, row: RecordRow): Promise<FieldRecord> {
  return JSON.parse(await open.vault.unlockText(row.sealed)) as FieldRecord;
}
