/** What a person does at a door: save, undo, correct, add a unit, leave a flag, introduce somebody. */
import type { Bytes } from "../seal/bytes.ts";
import { sealSlot } from "../seal/slot.ts";
import type { RecordRow } from "../store/organizing.ts";
import type { OpenDevice } from "../sync/organizing/hand_in.ts";
import { standingVisits, unitBeside } from "./fold.ts";
import { type Keeper, UNDO_MILLISECONDS } from "./keeper.ts";
import type { Pocket } from "./pocket.ts";
import { type Draft, draft, introductionDraft, recordText, visitDraft } from "./records.ts";
import type { Sessions } from "./sessions.ts";
import type { Surroundings } from "./surroundings.ts";
import { trouble } from "./trouble.ts";
import type * as T from "./types.ts";

/** `changed` reads anew what is shown, and tells the screens and the other tabs. */
export type Parts = {
  keeper: Keeper;
  pocket: Pocket;
  sessions: Sessions;
  around: Surroundings;
  changed(): Promise<void>;
};

export class Doorstep {
  readonly #parts: Parts;
  #callOff: () => void = () => undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Nothing settles by itself any more. */
  stop(): void {
    this.#callOff();
  }

  /** `shown`: what this screen says can be taken back. */
  async undo(shown: RecordRow[]): Promise<boolean> {
    const device = this.#parts.sessions.device;
    if (device === null) return false;
    const undone = await this.#parts.keeper.undo(device, shown);
    if (undone) this.#callOff();
    await this.#parts.changed();
    return undone;
  }

  async correct(door: string, visit: T.VisitDraft, kits: T.KitsDraft | null): Promise<void> {
    const now = this.#parts.around.now();
    const turf = this.needTurf();
    const made = await visitDraft(turf, now, { ...visit, door });
    const before = standingVisits(turf, this.#parts.pocket.kept).get(door)?.at(-1);
    const undo = before ? [draft(turf.turf, now, { kind: "undo", body: { undoes: before.id } })] : [];
    await this.save([...undo, made], await this.#slots([door], kits), now);
  }

  async addUnit(building: string, unit: string, floor: string): Promise<T.Door> {
    const turf = this.needTurf();
    const neighbour = turf.doors.findLast((door) => door.building === building);
    if (!neighbour) throw trouble("refused", "unknown_door");
    const door = crypto.randomUUID();
    const body = floor ? { door, building, unit, floor } : { door, building, unit };
    await this.save([draft(turf.turf, this.#parts.around.now(), { kind: "unit", body })]);
    return unitBeside(neighbour, { id: door, unit, floor });
  }

  async setFlag(door: string, flag: T.Flag, on: boolean): Promise<void> {
    this.#needDoor(door);
    const made = draft(this.needTurf().turf, this.#parts.around.now(), { kind: "flag", body: { door, flag, on } });
    await this.save([made]);
  }

  async introduce(introduction: T.IntroductionDraft): Promise<void> {
    if (introduction.door) this.#needDoor(introduction.door);
    await this.save([await introductionDraft(this.needTurf(), this.#parts.around.now(), introduction)]);
  }

  async saveVisits(visits: T.VisitDraft[], kits: T.KitsDraft | null): Promise<{ undoUntil: number }> {
    const now = this.#parts.around.now();
    const turf = this.needTurf();
    const slots = await this.#slots(
      visits.map(({ door }) => door),
      kits,
    );
    const made = await Promise.all(visits.map((visit) => visitDraft(turf, now, visit)));
    const undoUntil = now + UNDO_MILLISECONDS;
    await this.save(made, slots, undoUntil);
    this.settleAt(undoUntil);
    return { undoUntil };
  }

  /** One slot for every visit once tonight's code is known: full for the one that took kits, empty otherwise. */
  async #slots(doors: string[], kits: T.KitsDraft | null): Promise<Bytes[]> {
    const areas = doors.map((door) => this.#needDoor(door).area);
    const info = this.#parts.pocket.night?.info;
    if (info) return Promise.all(areas.map((area) => sealSlot(info.key, { area, week: info.week }, kits)));
    if (kits) throw trouble("code", "no_night");
    return [];
  }

  async save(made: Draft[], slots: Bytes[] = [], pendingUntil = 0): Promise<void> {
    const open = this.#parts.sessions.needOpen();
    if (made.length === 0) return;
    this.#callOff();
    await this.#parts.keeper.save({
      device: open.device,
      slots,
      night: slots.length > 0 ? (this.#parts.pocket.night?.number ?? null) : null,
      pendingUntil,
      records: (after) => lockedRecords(open, made, after),
    });
    await this.#parts.changed();
  }

  needTurf(): T.TurfPackage {
    this.#parts.sessions.needOpen();
    if (!this.#parts.pocket.turf) throw trouble("code", "no_turf");
    return this.#parts.pocket.turf;
  }

  #needDoor(id: string): T.Door {
    const door = this.needTurf().doors.find((candidate) => candidate.id === id);
    if (!door) throw trouble("refused", "unknown_door");
    return door;
  }

  /** The last save settles by itself when its ten seconds are over. */
  settleAt(when: number): void {
    this.#callOff();
    this.#callOff = this.#parts.around.after(when - this.#parts.around.now(), () => {
      // A trouble here (a full disk, say) is met again at the next thing a person does.
      this.#parts.keeper
        .settle()
        .then(() => this.#parts.changed())
        .catch(() => undefined);
    });
  }
}

/** One after the other in number, each under the device's own key. */
function lockedRecords(open: OpenDevice, made: Draft[], after: number): Promise<Bytes[]> {
  return Promise.all(made.map((one, index) => open.vault.lockText(recordText(one, after + 1 + index))));
}
