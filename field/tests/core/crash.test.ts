/**
 * The phone dies between any two writes, as often as it likes: a door and its slot are saved together or not at all,
 * nothing that was confirmed is missing, nothing undone comes back, and no number is skipped.
 */
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { unseal } from "../../dev/opening.ts";
import type { Field } from "../../src/core/field.ts";
import { fromBase64 } from "../../src/seal/bytes.ts";
import { bind } from "../../src/seal/hpke.ts";
import { door, PRACTICE, recordsAt, type Weather, World } from "../world.ts";

// The passphrase's cost is tested elsewhere; here the phone is unlocked hundreds of times.
vi.mock("../../src/seal/argon2.ts", () => ({
  argon2: async (passphrase: string, salt: Uint8Array) => {
    const both = new TextEncoder().encode(passphrase + salt.join());
    return new Uint8Array(await crypto.subtle.digest("SHA-256", both));
  },
}));

const RUNS = process.env.WAYMEET_DEEP === "1" ? 150 : 20;
const KITS = { items: [{ number: 1, count: 1 }], barriers: [] };

type Act = {
  act: "save" | "undo" | "wait" | "hand in" | "bulk";
  kits: boolean;
  diesAfter: number | null;
  weather: Weather;
};

const act: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom("save", "save", "save", "undo", "wait", "hand in", "bulk"),
  kits: fc.boolean(),
  diesAfter: fc.option(fc.nat(14), { nil: null, freq: 2 }),
  weather: fc.constantFrom("fine", "lost", "answer lost", "twice", "cut short"),
});

/** From now on the phone makes only so many more transactions, then none: as if it had lost its battery. */
function dieAfter(transactions: number | null): void {
  const transaction = IDBDatabase.prototype.transaction;
  if (transactions === null) return;
  let left = transactions;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...how) {
    if (left-- <= 0) throw new Error("the battery is empty");
    return transaction.apply(this, how);
  });
}

afterEach(() => vi.restoreAllMocks());

/** What the person at the phone knows: which doors were confirmed, which were taken back for certain. */
class Evening {
  readonly world: World;
  field: Field;
  next = 0;
  confirmed = new Set<string>();
  last: string[] = [];
  gone = new Set<string>();

  private constructor(world: World, field: Field) {
    this.world = world;
    this.field = field;
  }

  static async begin(): Promise<Evening> {
    const world = await World.create();
    return new Evening(world, await world.ready());
  }

  async take(one: Act): Promise<void> {
    this.world.weather = () => one.weather;
    dieAfter(one.diesAfter);
    try {
      await this.#do(one);
    } catch {
      // Refused, or dead half way; what counts is what is there afterwards.
    }
    vi.restoreAllMocks();
    if (one.diesAfter !== null) await this.#restart();
  }

  async #do({ act: what, kits }: Act): Promise<void> {
    if (what === "save") await this.#save(kits);
    else if (what === "bulk") await this.#bulk();
    else if (what === "undo") await this.#undo();
    else if (what === "wait") await this.world.pass(10_001);
    else await this.field.handIn();
  }

  /** A door with kits is "answered", one without is "no_answer": the outcome tells which slot must be there. */
  async #save(kits: boolean): Promise<void> {
    const id = door(this.field, this.next++);
    await this.field.saveVisit({ door: id, outcome: kits ? "answered" : "no_answer" }, kits ? KITS : null);
    this.#confirm([id]);
  }

  async #bulk(): Promise<void> {
    const ids = [0, 1, 2].map(() => door(this.field, this.next++));
    await this.field.saveMany(ids.map((id) => ({ door: id, outcome: "no_answer" as const })));
    this.#confirm(ids);
  }

  #confirm(ids: string[]): void {
    this.last = ids;
    for (const id of ids) this.confirmed.add(id);
  }

  /** Once undoing has begun nobody promised to keep the save; once it is answered it must be gone. */
  async #undo(): Promise<void> {
    const before = [...this.field.doors()].filter(([, state]) => state.undoableUntil).map(([id]) => id);
    for (const id of before) this.confirmed.delete(id);
    const undone = await this.field.undo();
    for (const id of before) if (undone) this.gone.add(id);
  }

  async #restart(): Promise<void> {
    this.world.kill();
    this.field = await this.world.open();
    await this.field.unlock(PRACTICE.passphrase);
  }

  async end(): Promise<void> {
    await this.#restart();
    this.world.weather = () => "fine";
    await this.world.pass(10_001);
    await this.field.handIn();
  }

  async kinds(): Promise<{ full: number; empty: number }> {
    const { private: key } = this.world.peer.monthKey;
    const slots = [...this.world.peer.holdings.slots.values()].map(fromBase64);
    const plain = slots.map((slot) => unseal(key, slot, "waymeet care slot v1", bind("slot", "2026-11")));
    const kinds = (await Promise.all(plain)).map((bytes) => bytes[1]);
    return { full: kinds.filter((kind) => kind === 1).length, empty: kinds.filter((kind) => kind === 0).length };
  }
}

test("any evening with any deaths", async () => {
  const evenings = fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 18, size: "max" }), async (acts) => {
    const evening = await Evening.begin();
    for (const one of acts) await evening.take(one);
    await evening.end();
    const records = recordsAt(evening.world.peer);
    const doors = records.map(({ body }) => String(body.door));
    expect(records.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(records.map((_, i) => i + 1));
    expect(new Set(doors).size).toBe(doors.length);
    for (const id of evening.confirmed) expect(doors).toContain(id);
    for (const id of evening.gone) expect(doors).not.toContain(id);
    expect(await evening.kinds()).toEqual({
      full: records.filter(({ body }) => body.outcome === "answered").length,
      empty: records.filter(({ body }) => body.outcome === "no_answer").length,
    });
    expect(evening.field.counts()).toMatchObject({ savedHere: 0, slotsSavedHere: 0, handedIn: records.length });
    await evening.world.close();
  });
  await fc.assert(evenings, { numRuns: RUNS });
}, 600_000);

test("dying while a save settles: it can no longer be undone by halves", async () => {
  const evening = await Evening.begin();
  await evening.take({ act: "save", kits: true, diesAfter: null, weather: "fine" });
  // The next save settles the first one: its slot is final, its record is not yet, and the battery is empty.
  await evening.take({ act: "save", kits: true, diesAfter: 2, weather: "fine" });
  expect(await evening.field.undo()).toBe(false);
  await evening.end();
  expect(recordsAt(evening.world.peer)).toHaveLength(1);
  expect(await evening.kinds()).toEqual({ full: 1, empty: 0 });
  await evening.world.close();
});
