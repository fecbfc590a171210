/** Hands in both sides, one after the other and independently: a trouble on one does not hold back the other. */
import type { CareStore } from "../store/care.ts";
import type { OrganizingStore } from "../store/organizing.ts";
import { handInSlots } from "../sync/care/hand_in.ts";
import { sealedBundle } from "../sync/organizing/bundle.ts";
import { handInRecords, type OpenDevice } from "../sync/organizing/hand_in.ts";
import { isHeld } from "../sync/organizing/mind.ts";
import type { Patience } from "../sync/pauses.ts";
import type { Wire } from "../sync/wire.ts";
import type { Surroundings } from "./surroundings.ts";

type Parts = { organizing: OrganizingStore; care: CareStore; wire: Wire; around: Surroundings };

type How = {
  ended: (device: string) => Promise<void>;
  progress?: (done: number, of: number) => void;
  tries?: number;
};

export class HandIn {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Only one tab at a time. `of` is how many things wait; a restored server may ask for more. */
  run(open: OpenDevice | null, of: number, how: How): Promise<void> {
    const { organizing, care, wire, around } = this.#parts;
    const patience: Patience = { sleep: around.sleep, chance: around.chance, tries: how.tries };
    let done = 0;
    const more = (count: number) => {
      done += count;
      how.progress?.(done, Math.max(of, done));
    };
    return around.alone("hand-in", async () => {
      const sides = [
        () => handInRecords({ store: organizing, wire, patience, now: around.now, ended: how.ended }, open, more),
        () => handInSlots({ store: care, wire, patience }, more),
      ];
      await bothSides(sides);
    });
  }

  /** A file with all that waits, sealed: one bundle, or a list of them when several sign-ins left work here. */
  async bundle(): Promise<Blob> {
    const { organizing } = this.#parts;
    const { incarnation } = await organizing.server();
    const waiting = (await organizing.all()).filter((row) => row.pendingUntil === 0 && !isHeld(row, incarnation));
    const bundles = (await organizing.devices())
      .map((device) => ({ device, rows: waiting.filter((row) => row.device === device.device) }))
      .filter(({ rows }) => rows.length > 0)
      .map(({ device, rows }) => sealedBundle(device, rows));
    const content = bundles.length === 1 ? bundles[0] : bundles;
    return new Blob([JSON.stringify(content)], { type: "application/json" });
  }
}

async function bothSides(sides: (() => Promise<void>)[]): Promise<void> {
  let first: unknown = null;
  for (const side of sides) await side().catch((reason: unknown) => (first ??= reason));
  if (first) throw first;
}
