/** The phone's core as the screens see it: who is here, the turf, the doors, saving, handing in. */
import type { Bytes } from "../seal/bytes.ts";
import { sealSlot } from "../seal/slot.ts";
import { CareStore } from "../store/care.ts";
import { dayOf } from "../store/days.ts";
import { OrganizingStore } from "../store/organizing.ts";
import { type OpenDevice, ADDRESS as ORGANIZING } from "../sync/organizing/hand_in.ts";
import { Wire } from "../sync/wire.ts";
import { standingVisits, unitBeside } from "./fold.ts";
import { HandIn } from "./hand_in.ts";
import { Keeper, UNDO_MILLISECONDS } from "./keeper.ts";
import { fetchNight } from "./night.ts";
import { Pocket } from "./pocket.ts";
import { type Draft, draft, introductionDraft, recordText, visitDraft } from "./records.ts";
import { Sessions } from "./sessions.ts";
import { askToPersist, storage } from "./storage.ts";
import type { Surroundings } from "./surroundings.ts";
import { trouble } from "./trouble.ts";
import type * as T from "./types.ts";

export class Field implements T.FieldCore {
  readonly #around: Surroundings;
  readonly #organizing = new OrganizingStore();
  readonly #care = new CareStore();
  readonly #wire: Wire;
  readonly #sessions: Sessions;
  readonly #keeper: Keeper;
  readonly #pocket: Pocket;
  readonly #handIn: HandIn;
  readonly #listeners = new Set<() => void>();
  #callOff: { settle?: () => void; expire?: () => void } = {};

  constructor(around: Surroundings) {
    this.#around = around;
    this.#wire = new Wire(around.fetch, around.language);
    this.#sessions = new Sessions(this.#organizing, this.#wire, around);
    this.#keeper = new Keeper(this.#organizing, this.#care, around);
    this.#pocket = new Pocket(this.#organizing, this.#care);
    this.#handIn = new HandIn({ organizing: this.#organizing, care: this.#care, wire: this.#wire, around });
  }

  /** A full disk must not keep a person from reading and handing in: what can wait, waits. */
  async start(): Promise<void> {
    await this.#care.prepare();
    await this.#reload();
    const undoUntil = await this.#keeper.reconcile().catch(() => 0);
    if (undoUntil > 0) this.#settleAt(undoUntil);
    await this.#forgetOld().catch(() => undefined);
    await this.#refresh();
    this.#around.hear(() => this.#quietly(this.#reload().then(() => this.#notify())));
    this.#around.leaving(() => this.#quietly(this.#keeper.settle()));
  }

  /** Closes both databases and every timer. */
  async stop(): Promise<void> {
    this.#callOff.settle?.();
    this.#callOff.expire?.();
    await this.#organizing.close();
    await this.#care.close();
  }

  session(): T.Session {
    return this.#sessions.session();
  }

  async signIn(name: string, passphrase: string): Promise<void> {
    await this.#keeper.settle();
    await this.#sessions.signIn(name, passphrase);
    await this.#care.endNight();
    await askToPersist();
    await this.#changed();
  }

  async unlock(passphrase: string): Promise<void> {
    await this.#sessions.unlock(passphrase);
    await this.#changed();
  }

  async signOut(): Promise<void> {
    await this.#keeper.settle().catch(() => undefined);
    await this.#sessions.signOut();
    await this.#care.endNight();
    await this.#changed();
  }

  async take(code: string): Promise<T.TurfPackage> {
    const open = this.#sessions.needOpen();
    const ask = { method: "POST" as const, address: `${ORGANIZING}/take`, body: { code: typed(code) } };
    const turf = (await this.#wire.want(ask, { 404: "code", 409: "code", 422: "code" })) as T.TurfPackage;
    await this.#organizing.keep("turf", await open.vault.lockText(JSON.stringify(turf)));
    await this.#changed();
    return this.#needTurf();
  }

  turf(): T.TurfPackage | null {
    return this.#sessions.open ? this.#pocket.turf : null;
  }

  doors(): ReadonlyMap<string, T.DoorState> {
    return this.#sessions.open ? this.#pocket.doors : new Map();
  }

  async startNight(code: string): Promise<T.NightInfo> {
    this.#sessions.needOpen();
    const info = await fetchNight(this.#wire, typed(code));
    await this.#care.restartedAs(info.incarnation);
    await this.#care.startNight(typed(code), info);
    await this.#changed();
    return info;
  }

  night(): T.NightInfo | null {
    return this.session().kind === "signed_out" ? null : (this.#pocket.night?.info ?? null);
  }

  async saveVisit(visit: T.VisitDraft, kits: T.KitsDraft | null): Promise<{ undoUntil: number }> {
    return this.#saveVisits([visit], kits);
  }

  async saveMany(visits: T.VisitDraft[]): Promise<{ undoUntil: number }> {
    return this.#saveVisits(visits, null);
  }

  async undo(): Promise<boolean> {
    const device = this.#sessions.device;
    if (device === null) return false;
    const undone = await this.#keeper.undo(device);
    if (undone) this.#callOff.settle?.();
    await this.#changed();
    return undone;
  }

  async correct(door: string, visit: T.VisitDraft, kits: T.KitsDraft | null): Promise<void> {
    const now = this.#around.now();
    const turf = this.#needTurf();
    const made = await visitDraft(turf, now, { ...visit, door });
    const before = standingVisits(turf, this.#pocket.kept).get(door)?.at(-1);
    const undo = before ? [draft(turf.turf, now, { kind: "undo", body: { undoes: before.id } })] : [];
    await this.#save([...undo, made], await this.#slots([door], kits), now);
  }

  async addUnit(building: string, unit: string, floor: string): Promise<T.Door> {
    const turf = this.#needTurf();
    const neighbour = turf.doors.findLast((door) => door.building === building);
    if (!neighbour) throw trouble("refused", "unknown_door");
    const door = crypto.randomUUID();
    const body = floor ? { door, building, unit, floor } : { door, building, unit };
    await this.#save([draft(turf.turf, this.#around.now(), { kind: "unit", body })]);
    return unitBeside(neighbour, { id: door, unit, floor });
  }

  async setFlag(door: string, flag: T.Flag, on: boolean): Promise<void> {
    this.#needDoor(door);
    const made = draft(this.#needTurf().turf, this.#around.now(), { kind: "flag", body: { door, flag, on } });
    await this.#save([made]);
  }

  async introduce(introduction: T.IntroductionDraft): Promise<void> {
    if (introduction.door) this.#needDoor(introduction.door);
    await this.#save([await introductionDraft(this.#needTurf(), this.#around.now(), introduction)]);
  }

  counts(): T.Counts {
    return this.#pocket.counts;
  }

  async handIn(progress?: (done: number, of: number) => void): Promise<T.Counts> {
    return this.#handInAll(progress);
  }

  bundle(): Promise<Blob> {
    return this.#handIn.bundle();
  }

  /** The turf goes back with the records, in their order, so nothing saved before it can come too late. */
  async giveBack(): Promise<void> {
    const { turf } = this.#needTurf();
    await this.#save([draft(turf, this.#around.now(), { kind: "returned", body: { turf } })]);
    await this.#forgetTurf();
    await this.#handInAll(undefined, 1).catch(() => null);
  }

  /** Everything is handed in first, so that whoever goes on sees what was done. */
  async handOn(): Promise<string> {
    const { turf } = this.#needTurf();
    await this.#handInAll();
    const ask = { method: "POST" as const, address: `${ORGANIZING}/hand-on`, body: { turf } };
    const { code } = (await this.#wire.want(ask)) as { code: string };
    await this.#forgetTurf();
    return code;
  }

  storage(): Promise<{ persisted: boolean; freeMegabytes: number | null }> {
    return storage();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #saveVisits(visits: T.VisitDraft[], kits: T.KitsDraft | null): Promise<{ undoUntil: number }> {
    const now = this.#around.now();
    const turf = this.#needTurf();
    const slots = await this.#slots(
      visits.map(({ door }) => door),
      kits,
    );
    const made = await Promise.all(visits.map((visit) => visitDraft(turf, now, visit)));
    const undoUntil = now + UNDO_MILLISECONDS;
    await this.#save(made, slots, undoUntil);
    this.#settleAt(undoUntil);
    return { undoUntil };
  }

  /** One slot for every visit once tonight's code is known: full for the one that took kits, empty otherwise. */
  async #slots(doors: string[], kits: T.KitsDraft | null): Promise<Bytes[]> {
    const areas = doors.map((door) => this.#needDoor(door).area);
    const info = this.night();
    if (info) return Promise.all(areas.map((area) => sealSlot(info.key, { area, week: info.week }, kits)));
    if (kits) throw trouble("code", "no_night");
    return [];
  }

  async #save(made: Draft[], slots: Bytes[] = [], pendingUntil = 0): Promise<void> {
    const open = this.#sessions.needOpen();
    if (made.length === 0) return;
    this.#callOff.settle?.();
    await this.#keeper.save({
      device: open.device,
      slots,
      night: slots.length > 0 ? (this.#pocket.night?.number ?? null) : null,
      pendingUntil,
      records: (after) => lockedRecords(open, made, after),
    });
    await this.#changed();
  }

  async #handInAll(progress?: (done: number, of: number) => void, tries?: number): Promise<T.Counts> {
    try {
      await this.#keeper.settle().catch(() => undefined);
      await this.#refresh();
      const { savedHere, slotsSavedHere } = this.#pocket.counts;
      await this.#handIn.run(this.#sessions.open, savedHere + slotsSavedHere, { progress, tries });
      await this.#forgetOld();
    } finally {
      await this.#changed();
    }
    return this.#pocket.counts;
  }

  async #forgetTurf(): Promise<void> {
    await this.#organizing.forget("turf");
    await this.#changed();
  }

  async #forgetOld(): Promise<void> {
    const today = dayOf(this.#around.now());
    await this.#organizing.forgetOld(today, (await this.#organizing.server()).incarnation);
    await this.#care.forgetOld(today);
  }

  #needTurf(): T.TurfPackage {
    this.#sessions.needOpen();
    if (!this.#pocket.turf) throw trouble("code", "no_turf");
    return this.#pocket.turf;
  }

  #needDoor(id: string): T.Door {
    const door = this.#needTurf().doors.find((candidate) => candidate.id === id);
    if (!door) throw trouble("refused", "unknown_door");
    return door;
  }

  #settleAt(when: number): void {
    this.#callOff.settle?.();
    this.#callOff.settle = this.#around.after(when - this.#around.now(), () => {
      this.#quietly(this.#keeper.settle().then(() => this.#changed()));
    });
  }

  /** When the readable day is over, the page that stayed open forgets as well. */
  #expireAt(when: number | null): void {
    this.#callOff.expire?.();
    if (when === null) return;
    this.#callOff.expire = this.#around.after(Math.max(0, when - this.#around.now()), () => {
      this.#quietly(this.#reload().then(() => this.#notify()));
    });
  }

  async #reload(): Promise<void> {
    if (!(await this.#sessions.load())) await this.#care.endNight();
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    this.#expireAt(this.#sessions.until);
    await this.#pocket.refresh(this.#sessions.device, this.#sessions.open);
  }

  async #changed(): Promise<void> {
    await this.#refresh();
    this.#around.tell();
    this.#notify();
  }

  /** For what runs by itself: a trouble there (a full disk, say) is met again at the next thing a person does. */
  #quietly(work: Promise<unknown>): void {
    work.catch(() => undefined);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Capitals, without the spaces and dashes people put in. */
function typed(code: string): string {
  const tidy = code.toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (!tidy) throw trouble("code", "no_code");
  return tidy;
}

/** One after the other in number, each under the device's own key. */
function lockedRecords(open: OpenDevice, made: Draft[], after: number): Promise<Bytes[]> {
  return Promise.all(made.map((one, index) => open.vault.lockText(recordText(one, after + 1 + index))));
}
