/**
 * Saves a door: one care slot for every visit, full or empty, then the visits. The only place that writes to both.
 *
 * The two databases share nothing, not even a transaction, so the order of writes says what a crash left behind:
 * saving writes slots first, then records; undoing removes records first; settling settles slots first. Slots not yet
 * final beside no pending record therefore belong to a save that never finished or was undone, and are voided.
 */
import { type Bytes, sameBytes } from "../seal/bytes.ts";
import type { CareStore } from "../store/care.ts";
import { Conflict, type OrganizingStore, type RecordRow } from "../store/organizing.ts";
import type { Surroundings } from "./surroundings.ts";

export const UNDO_MILLISECONDS = 10_000;

/**
 * `records` makes the locked records once the last number before them is known. `pendingUntil` is when the save
 * settles by itself (now: at once); 0 is for records that go without slots and cannot be undone.
 */
export type Save = {
  device: string;
  slots: Bytes[];
  night: number | null;
  pendingUntil: number;
  records: (after: number) => Promise<Bytes[]>;
};

export class Keeper {
  readonly #organizing: OrganizingStore;
  readonly #care: CareStore;
  readonly #around: Pick<Surroundings, "now" | "alone">;

  constructor(organizing: OrganizingStore, care: CareStore, around: Pick<Surroundings, "now" | "alone">) {
    this.#organizing = organizing;
    this.#care = care;
    this.#around = around;
  }

  /** After a start: finishes what a closed page left. Answers until when the last save can be undone, or 0. */
  reconcile(): Promise<number> {
    return this.#alone(async () => {
      await this.#care.settleMet(); // it needs no record beside it: what was saved on the street stays saved
      const [pending] = await this.#organizing.pending();
      const slots = await this.#care.hasPending();
      if (!pending) {
        if (slots) await this.#care.voidPending();
        return 0;
      }
      // With a night's code but no open slot, settling had begun: only going on leaves both sides agreed.
      const settling = !slots && (await this.#care.nights()).some((night) => night.current);
      const left = pending.pendingUntil - this.#around.now();
      if (!settling && left > 0 && left <= UNDO_MILLISECONDS) return pending.pendingUntil;
      await this.#settleBoth();
      return 0;
    });
  }

  /** Settles what was saved before, then saves all of this or nothing. */
  save(save: Save): Promise<void> {
    return this.#alone(async () => {
      await this.#settleBoth();
      if (save.night !== null) await this.#care.write(save.slots, save.night);
      try {
        await this.#append(save);
      } catch (reason) {
        if (save.night !== null) await this.#care.voidPending().catch(() => false);
        throw reason;
      }
      if (save.pendingUntil <= this.#around.now()) await this.#settleBoth();
    });
  }

  settle(): Promise<void> {
    return this.#alone(() => this.#settleBoth());
  }

  /** True when the last save was still open, is the one that was `shown`, and is gone: another tab's is not meant. */
  undo(device: string, shown: RecordRow[]): Promise<boolean> {
    return this.#alone(async () => {
      const pending = await this.#organizing.pending();
      const meant = pending.every(({ seq, sealed }) =>
        shown.some((row) => row.seq === seq && sameBytes(row.sealed, sealed)),
      );
      const open = meant && pending.some((row) => row.pendingUntil > this.#around.now());
      if (!open || (await this.#organizing.takeBack(device)) === 0) return false;
      await this.#care.voidPending();
      return true;
    });
  }

  /** Runs `run` while nothing is being saved, in this tab or another. */
  #alone<A>(run: () => Promise<A>): Promise<A> {
    return this.#around.alone("save", run);
  }

  async #settleBoth(): Promise<void> {
    const pending = await this.#organizing.pending();
    if (pending.length === 0) {
      await this.#care.voidPending();
      return;
    }
    await this.#care.settle();
    await this.#organizing.settle();
  }

  async #append(save: Save): Promise<void> {
    for (let tries = 3; ; tries -= 1) {
      const devices = await this.#organizing.devices();
      const after = devices.find(({ device }) => device === save.device)?.lastSeq ?? 0;
      try {
        return await this.#organizing.append(save.device, after, await save.records(after), save.pendingUntil);
      } catch (reason) {
        if (!(reason instanceof Conflict) || tries === 1) throw reason;
      }
    }
  }
}
