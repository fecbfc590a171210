/** Somebody met without a door: one sealed slot, no record, no sign-in; tonight's code is all it needs. */
import type { Bytes } from "../seal/bytes.ts";
import { sealSlot } from "../seal/slot.ts";
import type { CareStore } from "../store/care.ts";
import { type Keeper, UNDO_MILLISECONDS } from "./keeper.ts";
import type { Pocket } from "./pocket.ts";
import type { Surroundings } from "./surroundings.ts";
import { trouble } from "./trouble.ts";
import type { KitsDraft } from "./types.ts";

type Parts = {
  care: CareStore;
  keeper: Keeper;
  pocket: Pocket;
  around: Surroundings;
  changed(): Promise<void>;
};

export class Street {
  readonly #parts: Parts;
  /** The sealed bytes of this tab's last save while they can be taken back; nothing here can open them. */
  #last: { slot: Bytes; until: number } | null = null;
  #callOff: () => void = () => undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  stop(): void {
    this.#callOff();
  }

  area(): number {
    return this.#parts.pocket.night?.area ?? 0;
  }

  async setArea(area: number): Promise<void> {
    await this.#parts.care.setArea(area);
    await this.#parts.changed();
  }

  async save(kits: KitsDraft): Promise<{ undoUntil: number }> {
    const { care, keeper, pocket, around } = this.#parts;
    const night = pocket.night;
    if (night === null) throw trouble("code", "no_night");
    const met = kits.met ?? { people: 1 };
    const slot = await sealSlot(night.info.key, { area: this.area(), week: night.info.week }, { ...kits, met });
    await keeper.settle();
    await around.alone("save", () => care.writeMet(slot, night.number));
    this.#callOff();
    const undoUntil = around.now() + UNDO_MILLISECONDS;
    this.#last = { slot, until: undoUntil };
    this.#callOff = around.after(UNDO_MILLISECONDS, () => {
      this.#last = null;
      // A trouble here (a full disk, say) is met again at the next thing a person does.
      keeper
        .settle()
        .then(() => this.#parts.changed())
        .catch(() => undefined);
    });
    await this.#parts.changed();
    return { undoUntil };
  }

  /** True when this tab's last save was still open and is gone. */
  async undo(): Promise<boolean> {
    const last = this.#last;
    if (last === null || last.until <= this.#parts.around.now()) return false;
    this.#last = null;
    this.#callOff();
    const gone = await this.#parts.around.alone("save", () => this.#parts.care.takeBackMet(last.slot));
    await this.#parts.changed();
    return gone;
  }
}
