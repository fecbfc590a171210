/** The phone's core as the screens see it: who is here, the turf, the doors, saving, handing in. */
import { CareStore } from "../store/care.ts";
import { dayOf } from "../store/days.ts";
import { OrganizingStore } from "../store/organizing.ts";
import { askHello, ADDRESS as ORGANIZING } from "../sync/organizing/hand_in.ts";
import { Wire } from "../sync/wire.ts";
import { Doorstep } from "./doorstep.ts";
import { HandIn } from "./hand_in.ts";
import { Keeper } from "./keeper.ts";
import { fetchNight } from "./night.ts";
import { Pocket } from "./pocket.ts";
import { draft } from "./records.ts";
import { Sessions } from "./sessions.ts";
import { askToPersist, storage } from "./storage.ts";
import { Street } from "./street.ts";
import type { Surroundings } from "./surroundings.ts";
import { trouble } from "./trouble.ts";
import type * as T from "./types.ts";
import { Week } from "./week.ts";
import type * as W from "./week_types.ts";

export class Field implements T.FieldCore {
  readonly #around: Surroundings;
  readonly #organizing = new OrganizingStore();
  readonly #care = new CareStore();
  readonly #wire: Wire;
  readonly #sessions: Sessions;
  readonly #keeper: Keeper;
  readonly #pocket: Pocket;
  readonly #handIn: HandIn;
  readonly #doorstep: Doorstep;
  readonly #week: Week;
  readonly #street: Street;
  readonly #listeners = new Set<() => void>();
  #callOffExpiry: () => void = () => undefined;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#wire = new Wire(around.fetch, around.language);
    this.#sessions = new Sessions(this.#organizing, this.#wire, around);
    this.#keeper = new Keeper(this.#organizing, this.#care, around);
    this.#pocket = new Pocket(this.#organizing, this.#care);
    this.#handIn = new HandIn({ organizing: this.#organizing, care: this.#care, wire: this.#wire, around });
    this.#doorstep = new Doorstep({
      keeper: this.#keeper,
      pocket: this.#pocket,
      sessions: this.#sessions,
      around,
      changed: () => this.#changed(),
    });
    this.#street = new Street({
      care: this.#care,
      keeper: this.#keeper,
      pocket: this.#pocket,
      around,
      changed: () => this.#changed(),
    });
    this.#week = new Week({
      store: this.#organizing,
      wire: this.#wire,
      doorstep: this.#doorstep,
      pocket: this.#pocket,
      sessions: this.#sessions,
      around,
      handIn: () => this.#handInAll(),
      changed: () => this.#changed(),
    });
  }

  /** A full disk must not keep a person from reading and handing in: what can wait, waits. */
  async start(): Promise<void> {
    await this.#care.prepare();
    await this.#reload();
    const undoUntil = await this.#keeper.reconcile().catch(() => 0);
    if (undoUntil > 0) this.#doorstep.settleAt(undoUntil);
    await this.#forgetOld().catch(() => undefined);
    await this.#refresh();
    this.#around.hear(() => this.#quietly(this.#reload().then(() => this.#notify())));
    this.#around.leaving(() => this.#quietly(this.#keeper.settle()));
    this.#around.online(() => this.#quietly(this.#checkIn()));
    this.#quietly(this.#checkIn());
  }

  /** Closes both databases and every timer. */
  async stop(): Promise<void> {
    this.#doorstep.stop();
    this.#street.stop();
    this.#callOffExpiry();
    await this.#organizing.close();
    await this.#care.close();
  }

  session(): T.Session {
    return this.#sessions.session();
  }

  async signIn(name: string, passphrase: string, enrolment = ""): Promise<void> {
    await this.#keeper.settle();
    await this.#sessions.signIn(name, passphrase, enrolment && typed(enrolment));
    await this.#care.endNight();
    await askToPersist();
    await this.#changed();
  }

  async unlock(passphrase: string): Promise<void> {
    await this.#sessions.unlock(passphrase);
    await this.#changed();
    this.#quietly(this.#checkIn());
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
    return this.#doorstep.needTurf();
  }

  turf(): T.TurfPackage | null {
    return this.#sessions.open ? this.#pocket.turf : null;
  }

  doors(): ReadonlyMap<string, T.DoorState> {
    return this.#sessions.open ? this.#pocket.doors : new Map();
  }

  async startNight(code: string): Promise<T.NightInfo> {
    const info = await fetchNight(this.#wire, typed(code));
    await this.#care.restartedAs(info.incarnation);
    await this.#care.startNight(typed(code), info, dayOf(this.#around.now()));
    await askToPersist();
    await this.#changed();
    return info;
  }

  night(): T.NightInfo | null {
    return this.#pocket.night?.info ?? null;
  }

  async endNight(): Promise<void> {
    await this.#keeper.settle();
    await this.#care.endNight();
    await this.#changed();
  }

  area(): number {
    return this.#street.area();
  }

  setArea(area: number): Promise<void> {
    return this.#street.setArea(area);
  }

  saveMet(kits: T.KitsDraft): Promise<{ undoUntil: number }> {
    return this.#street.save(kits);
  }

  async saveVisit(visit: T.VisitDraft, kits: T.KitsDraft | null): Promise<{ undoUntil: number }> {
    return this.#doorstep.saveVisits([visit], kits);
  }

  async saveMany(visits: T.VisitDraft[]): Promise<{ undoUntil: number }> {
    return this.#doorstep.saveVisits(visits, null);
  }

  async undo(): Promise<boolean> {
    return (await this.#street.undo()) || this.#doorstep.undo(this.#pocket.pending);
  }

  correct(door: string, visit: T.VisitDraft, kits: T.KitsDraft | null): Promise<void> {
    return this.#doorstep.correct(door, visit, kits);
  }

  addUnit(building: string, unit: string, floor: string): Promise<T.Door> {
    return this.#doorstep.addUnit(building, unit, floor);
  }

  setFlag(door: string, flag: T.Flag, on: boolean): Promise<void> {
    return this.#doorstep.setFlag(door, flag, on);
  }

  introduce(introduction: T.IntroductionDraft): Promise<void> {
    return this.#doorstep.introduce(introduction);
  }

  takeWeek(passphrase: string): Promise<void> {
    return this.#week.take(passphrase);
  }

  week(): W.WeekPackage | null {
    return this.#week.package;
  }

  weekDone(): W.WeekDone {
    return this.#week.done;
  }

  putWeekAway(): Promise<void> {
    return this.#week.putAway();
  }

  writeUp(oneOnOne: string, said: W.WriteUpDraft): Promise<{ undoUntil: number }> {
    return this.#week.writeUp(oneOnOne, said);
  }

  notHeld(oneOnOne: string, state: "missed" | "off"): Promise<{ undoUntil: number }> {
    return this.#week.notHeld(oneOnOne, state);
  }

  call(whom: string, said: W.CallDraft): Promise<{ undoUntil: number }> {
    return this.#week.call(whom, said);
  }

  newcomer(event: string, said: W.NewcomerDraft): Promise<{ undoUntil: number }> {
    return this.#week.newcomer(event, said);
  }

  tick(event: string, contact: string, here: boolean): Promise<void> {
    return this.#week.tick(event, contact, here);
  }

  head(event: string, count: 1 | -1): Promise<void> {
    return this.#week.head(event, count);
  }

  counts(): T.Counts {
    return this.#pocket.counts;
  }

  async handIn(progress?: (done: number, of: number) => void): Promise<T.Counts> {
    return this.#handInAll(progress);
  }

  async bundle(): Promise<Blob> {
    await this.#keeper.settle().catch(() => undefined);
    await this.#changed();
    return this.#handIn.bundle();
  }

  /** The turf goes back with the records, in their order, so nothing saved before it can come too late. */
  async giveBack(): Promise<void> {
    const { turf } = this.#doorstep.needTurf();
    await this.#doorstep.save([draft(turf, this.#around.now(), { kind: "returned", body: { turf } })]);
    await this.#forgetTurf();
    await this.#handInAll(undefined, 1).catch(() => null);
  }

  /** Everything is handed in first, so that whoever goes on sees what was done. */
  async handOn(): Promise<string> {
    const { turf } = this.#doorstep.needTurf();
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

  async #handInAll(progress?: (done: number, of: number) => void, tries?: number): Promise<T.Counts> {
    try {
      await this.#keeper.settle().catch(() => undefined);
      await this.#refresh();
      const { savedHere, sealedThere, slotsSavedHere } = this.#pocket.counts;
      await this.#handIn.run(this.#sessions.open, savedHere - sealedThere + slotsSavedHere, {
        ended: (device) => this.#end(device),
        progress,
        tries,
      });
      await this.#forgetOld();
    } finally {
      await this.#week.forgetHandedIn().catch(() => undefined);
      await this.#changed();
    }
    return this.#pocket.counts;
  }

  /** Asks the office, where there is a signal, whether this phone may still be read. */
  async #checkIn(): Promise<void> {
    const { device } = this.#sessions;
    if (device !== null && (await askHello(this.#wire, device))?.ended) await this.#end(device);
  }

  /** What can be read goes before anything else happens; what is unsent stays sealed and is still handed in. */
  async #end(device: string): Promise<void> {
    if (!(await this.#sessions.end(device))) return;
    await this.#care.endNight();
    await this.#changed();
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

  /** When the readable day is over, the page that stayed open forgets as well. */
  #expireAt(when: number | null): void {
    this.#callOffExpiry();
    if (when === null) return;
    this.#callOffExpiry = this.#around.after(Math.max(0, when - this.#around.now()), () => {
      this.#quietly(this.#reload().then(() => this.#notify()));
    });
  }

  async #reload(): Promise<void> {
    if (!(await this.#sessions.load())) await this.#care.endNight();
    await this.#care.endOld(dayOf(this.#around.now()));
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
