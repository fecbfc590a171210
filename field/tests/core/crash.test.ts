/**
 * The phone dies between any two writes, as often as it likes: a door and its slot are saved together or not at all,
 * nothing that was confirmed is missing, nothing undone comes back, and no number is skipped.
 */
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { unseal } from "../../dev/opening.ts";
import type { Holdings } from "../../dev/peer.ts";
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

const DEEP = process.env.WAYMEET_DEEP === "1";
const RUNS = DEEP ? 150 : 20;
/** The deep run dies at each write, the short one at every third. */
const STEP = DEEP ? 1 : 3;
const KITS = { items: [{ number: 1, count: 1 }], barriers: [] };

type What =
  | "save"
  | "undo"
  | "wait"
  | "hand in"
  | "bulk"
  | "correct"
  | "flag"
  | "in another tab"
  | "sign out"
  | "sign in"
  | "back up"
  | "restore";

type Act = {
  act: What;
  kits: boolean;
  diesAfter: number | null;
  weather: Weather;
};

const act: fc.Arbitrary<Act> = fc.record({
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<What>("save", "undo", "wait", "hand in", "bulk", "correct") },
    {
      weight: 1,
      arbitrary: fc.constantFrom<What>("flag", "in another tab", "sign out", "sign in", "back up", "restore"),
    },
  ),
  kits: fc.boolean(),
  diesAfter: fc.option(fc.nat(20), { nil: null, freq: 2 }),
  weather: fc.constantFrom("fine", "lost", "answer lost", "twice", "cut short"),
});

/** From now on the phone makes only so many more transactions, then none: as if it had lost its battery. */
function dieAfter(transactions: number | null): { empty: boolean } {
  const transaction = IDBDatabase.prototype.transaction;
  const battery = { empty: false };
  if (transactions === null) return battery;
  let left = transactions;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...how) {
    if (left-- > 0) return transaction.apply(this, how);
    battery.empty = true;
    throw new Error("the battery is empty");
  });
  return battery;
}

afterEach(() => vi.restoreAllMocks());

/** What the person at the phone knows: which doors were confirmed, which were taken back for certain. */
class Evening {
  readonly world: World;
  field: Field;
  next = 0;
  confirmed = new Set<string>();
  gone = new Set<string>();
  backup: Holdings | null = null;

  private constructor(world: World, field: Field) {
    this.world = world;
    this.field = field;
  }

  static async begin(): Promise<Evening> {
    const world = await World.create();
    return new Evening(world, await world.ready());
  }

  /** Answers whether it was done before the battery was empty. */
  async take(one: Act): Promise<boolean> {
    this.world.weather = () => one.weather;
    const battery = dieAfter(one.diesAfter);
    try {
      await this.#do(one);
    } catch {
      // Refused, or dead half way; what counts is what is there afterwards.
    }
    vi.restoreAllMocks();
    if (one.diesAfter !== null) await this.#restart();
    return !battery.empty;
  }

  async #do({ act: what, kits }: Act): Promise<void> {
    const doing: Record<What, () => Promise<unknown>> = {
      save: () => this.#save(kits),
      bulk: () => this.#bulk(),
      undo: () => this.#undo(),
      wait: () => this.world.pass(10_001),
      "hand in": () => this.field.handIn(),
      correct: () => this.#correct(kits),
      flag: () => this.field.setFlag(door(this.field, 0), "dog", kits),
      "in another tab": () => this.#inAnotherTab(kits),
      "sign out": () => this.field.signOut(),
      "sign in": () => this.#enter(),
      "back up": async () => {
        this.backup = this.world.peer.backup();
      },
      restore: () => this.#restore(),
    };
    await doing[what]();
  }

  /** A second tab saves a door while this one is open; this one knows of it at once. */
  async #inAnotherTab(kits: boolean): Promise<void> {
    const other = await this.world.open();
    await other.unlock(PRACTICE.passphrase);
    await this.#save(kits, other);
  }

  /**
   * The door saved first is put right. Its old visit may stand no more, its new one must. A turf that was taken anew
   * tells of no visit made before: at such a door somebody makes a new one, and puts nothing right.
   */
  async #correct(kits: boolean): Promise<void> {
    const [first] = [...this.field.doors()].filter(([, state]) => state.outcome !== null);
    const id = first?.[0];
    if (id === undefined || !this.confirmed.has(id)) return;
    await this.field.correct(id, { door: id, outcome: kits ? "answered" : "no_answer" }, kits ? KITS : null);
  }

  /** A server from before a phone signed in would set its work aside; that is tested elsewhere. */
  async #restore(): Promise<void> {
    const { devices } = this.world.peer.holdings;
    if (this.backup && [...devices.keys()].every((device) => this.backup?.devices.has(device))) {
      this.world.peer.restore(this.backup);
    }
  }

  /** A door with kits is "answered", one without is "no_answer": the outcome tells which slot must be there. */
  async #save(kits: boolean, field = this.field): Promise<void> {
    const id = door(field, this.next++);
    await field.saveVisit({ door: id, outcome: kits ? "answered" : "no_answer" }, kits ? KITS : null);
    this.#confirm([id]);
  }

  async #bulk(): Promise<void> {
    const ids = [0, 1, 2].map(() => door(this.field, this.next++));
    await this.field.saveMany(ids.map((id) => ({ door: id, outcome: "no_answer" as const })));
    this.#confirm(ids);
  }

  #confirm(ids: string[]): void {
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
    this.world.weather = () => "fine";
    this.field = await this.world.open();
    await this.#enter();
  }

  /** However far somebody came before, afterwards they are out with the turf and tonight's code. */
  async #enter(): Promise<void> {
    const { field } = this;
    if (field.session().kind === "locked") await field.unlock(PRACTICE.passphrase);
    if (field.session().kind === "signed_out") await field.signIn("Ana", PRACTICE.passphrase);
    if (field.turf() === null) await field.take(PRACTICE.turfCode);
    if (field.night() === null) await field.startNight(PRACTICE.nightCode);
  }

  async end(): Promise<void> {
    await this.#restart();
    await this.world.pass(10_001);
    await this.field.handIn();
    await this.world.peer.openBundles();
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

/** Handed in and opened at the desk, the server holds what was confirmed, each door once, with one slot for each visit. */
async function whole(evening: Evening): Promise<void> {
  await evening.end();
  const { peer } = evening.world;
  const records = recordsAt(peer);
  const undone = records.map(({ body }) => body.undoes);
  const standing = records.filter(({ id, kind }) => kind === "visit" && !undone.includes(id));
  const doors = standing.map(({ body }) => String(body.door));
  for (const { held } of peer.holdings.devices.values()) {
    expect([...held.keys()].sort((a, b) => a - b)).toEqual([...held.keys()].map((_, i) => i + 1));
  }
  expect(new Set(doors).size).toBe(doors.length);
  for (const id of evening.confirmed) expect(doors).toContain(id);
  for (const id of evening.gone) expect(doors).not.toContain(id);
  expect(await evening.kinds()).toEqual({
    full: records.filter(({ body }) => body.outcome === "answered").length,
    empty: records.filter(({ body }) => body.outcome === "no_answer").length,
  });
  expect(evening.field.counts()).toMatchObject({ savedHere: 0, sealedThere: 0, slotsSavedHere: 0 });
  expect(peer.holdings.setAside).toEqual([]);
  await evening.world.close();
}

test("any evening with any deaths", async () => {
  const evenings = fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 18, size: "max" }), async (acts) => {
    const evening = await Evening.begin();
    for (const one of acts) await evening.take(one);
    await whole(evening);
  });
  await fc.assert(evenings, { numRuns: RUNS });
}, 600_000);

const DYING: What[] = ["save", "bulk", "undo", "correct", "hand in", "sign out", "sign in"];

test.each(DYING)(
  "dying at any of its writes: %s",
  async (what) => {
    for (let writes = 0, alive = false; !alive; writes += STEP) {
      const evening = await Evening.begin();
      await evening.take({ act: "save", kits: true, diesAfter: null, weather: "fine" });
      if (what === "sign in") await evening.take({ act: "sign out", kits: false, diesAfter: null, weather: "fine" });
      alive = await evening.take({ act: what, kits: true, diesAfter: writes, weather: "fine" });
      await whole(evening);
    }
  },
  600_000,
);

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
