/**
 * What a copy of the phone's storage tells: every write, in its order, as the browser's log would keep it.
 *
 * Two evenings that differ only in which doors took kits must leave the same writes behind, in number, order, table,
 * key pattern and size; and nothing in the clear but what every phone of that night has.
 */
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { KitsDraft, NightInfo } from "../../src/core/types.ts";
import { randomBytes, toHex } from "../../src/seal/bytes.ts";
import { CareStore, PLACES } from "../../src/store/care.ts";
import { door, World } from "../world.ts";

type Write = { table: string; what: string; key: string; size: number; names: string };

const KITS: KitsDraft = { items: [{ number: 1, count: 3 }], barriers: [1, 2], note: "a long talk about strips" };
const NIGHT: NightInfo = {
  program: "P",
  week: "2026-W47",
  items: [],
  barriers: [],
  key: { epoch: "2026-11", public: "" },
  incarnation: "i",
};

afterEach(() => vi.restoreAllMocks());

/** Everything written to any table from now on, as an attacker reads it from the log. */
function watched(): Write[] {
  const writes: Write[] = [];
  for (const what of ["put", "add", "delete", "clear"] as const) {
    const real = IDBObjectStore.prototype[what] as (...given: unknown[]) => IDBRequest;
    vi.spyOn(IDBObjectStore.prototype, what).mockImplementation(function (this: IDBObjectStore, ...given: unknown[]) {
      const [value, key] = what === "delete" ? [null, given[0]] : given;
      // The phone's own name is another one each time; the number after it is not.
      const named = JSON.stringify(Array.isArray(key) ? key.slice(1) : (key ?? null));
      writes.push({ table: this.name, what, key: named, size: sizeOf(value), names: namesOf(value) });
      return real.apply(this, given) as IDBRequest<IDBValidKey>;
    } as never);
  }
  return writes;
}

function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  if (typeof value === "object" && value)
    return Object.values(value).reduce((sum: number, part) => sum + sizeOf(part), 0);
  return typeof value === "string" ? value.length : 8;
}

function namesOf(value: unknown): string {
  return value instanceof Uint8Array || typeof value !== "object" || !value ? "" : Object.keys(value).join(",");
}

/** Eight doors, all answered; `kitsAt` says where kits changed hands. Random places are left out, the rest must match. */
async function evening(kitsAt: number[]): Promise<{ shape: string[]; places: number[] }> {
  const world = await World.create();
  const field = await world.ready();
  const writes = watched();
  for (let index = 0; index < 8; index += 1) {
    const kits = kitsAt.includes(index) ? KITS : null;
    await field.saveVisit({ door: door(field, index), outcome: "answered" }, kits);
    if (index === 3) await field.undo();
    await world.pass(index % 2 === 0 ? 10_001 : 4000);
  }
  await field.correct(door(field, 1), { door: door(field, 1), outcome: "answered" }, kitsAt.includes(1) ? KITS : null);
  await field.handIn();
  vi.restoreAllMocks();
  await world.close();
  const shape = writes.map(({ table, what, key, size, names }) =>
    table === "place" ? `place ${what} ${size}` : `${table} ${what} ${key} ${size} ${names}`,
  );
  return { shape, places: writes.filter(({ table }) => table === "place").map(({ key }) => Number(key)) };
}

describe("the writes of an evening", () => {
  test("are the same whether kits went to no door, to some, or to every door", async () => {
    const none = await evening([]);
    const some = await evening([2, 5]);
    const all = await evening([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(none.shape.filter((line) => line.startsWith("place"))).not.toHaveLength(0);
    expect(some.shape).toEqual(none.shape);
    expect(all.shape).toEqual(none.shape);
    expect(new Set(none.shape.filter((line) => line.startsWith("place")))).toEqual(new Set(["place put 402"]));
  });

  test("use places that say nothing of the order of doors", async () => {
    const first = await evening([1]);
    const second = await evening([1]);
    expect(first.places).not.toEqual(second.places);
    expect([...first.places].sort((a, b) => a - b)).not.toEqual(first.places);
  });
});

describe("what lies on the phone", () => {
  test("no word of a record, a name or a kit can be read in either database", async () => {
    const world = await World.create();
    const field = await world.ready();
    await field.saveVisit({ door: door(field, 0), outcome: "refused", note: "orchids" }, { ...KITS, note: "marigold" });
    await field.introduce({ wants: "call", language: "es", name: "Luciana", contactPoint: "555 010 0100" });
    const secret = ["orchids", "marigold", "Luciana", "555 010", "refused", "Juniper", "introduction", "visit"];
    const ids = [door(field, 0), field.turf()?.turf ?? "-"];
    const found = (text: string, words: string[]) => words.filter((word) => text.includes(word));
    expect(found(await readable("waymeet-organizing"), [...secret, ...ids])).toEqual([]);
    expect(found(await readable("waymeet-care"), [...secret, ...ids, '"Ana"'])).toEqual([]);
    await world.close();
  });

  test("the two databases share no value but words every phone has", async () => {
    const world = await World.create();
    const field = await world.ready();
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, KITS);
    await field.handIn();
    const words = async (name: string) => new Set((await readable(name)).match(/[0-9a-zA-Z-]{8,}(?![^"]*":)/g) ?? []);
    const [organizing, care] = [await words("waymeet-organizing"), await words("waymeet-care")];
    expect(organizing.size).toBeGreaterThan(5);
    expect([...care].filter((word) => organizing.has(word))).toEqual([]);
    await world.close();
  });
});

/** Every text and every byte string of a database; bytes as Latin-1 and as hex, as an attacker would search them. */
async function readable(database: string): Promise<string> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const texts: string[] = [];
  for (const table of db.objectStoreNames) {
    const all = db.transaction(table).objectStore(table).getAll();
    await new Promise((resolve) => {
      all.onsuccess = resolve;
    });
    texts.push(JSON.stringify(all.result, spelled));
  }
  db.close();
  return texts.join("\n");
}

function spelled(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? `${new TextDecoder("latin1").decode(value)} ${toHex(value)}` : value;
}

describe("the fixed store", () => {
  let store: CareStore;
  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    store = new CareStore();
    await store.prepare();
  });
  afterEach(() => store.close());

  const slots = (many: number) => Array.from({ length: many }, () => randomBytes(400));

  test("holds 512 places from the first start, and fills them all", async () => {
    const { number } = await store.startNight("N", NIGHT);
    for (let block = 0; block < 4; block += 1) {
      await store.write(slots(PLACES / 4), number);
      await store.settle();
    }
    expect(await store.waiting(number)).toHaveLength(PLACES);
    expect(new Set((await store.waiting(number)).map(({ place }) => place)).size).toBe(PLACES);
  });

  test("when full, makes room from what was handed in; when nothing was, grows by a whole block", async () => {
    const { number } = await store.startNight("N", NIGHT);
    await store.write(slots(PLACES), number);
    await store.settle();
    await store.write(slots(1), number);
    await store.settle();
    const waiting = await store.waiting(number);
    expect(waiting).toHaveLength(PLACES + 1);
    await store.markHeld(waiting);
    const fresh = slots(PLACES * 2);
    await store.write(fresh, number);
    await store.settle();
    expect((await store.waiting(number)).map(({ slot }) => toHex(slot)).sort()).toEqual(fresh.map(toHex).sort());
  });

  test("every place is as likely as another", async () => {
    const { number } = await store.startNight("N", NIGHT);
    await store.write(slots(PLACES / 2), number);
    await store.settle();
    const places = (await store.waiting(number)).map(({ place }) => place);
    const upper = places.filter((place) => place >= PLACES / 2).length;
    // 128 expected, standard deviation 8: nine of them are never met by chance.
    expect(Math.abs(upper - PLACES / 4)).toBeLessThan(72);
  });

  test("marks as handed in only the very bytes that were sent", async () => {
    const { number } = await store.startNight("N", NIGHT);
    await store.write(slots(2), number);
    await store.settle();
    const [one, other] = await store.waiting(number);
    if (!one || !other) throw new Error("two were written");
    await store.markHeld([{ place: one.place, slot: other.slot }]);
    expect(await store.counts(number)).toEqual({ waiting: 2, held: 0 });
    await store.markHeld([one]);
    expect(await store.counts(number)).toEqual({ waiting: 1, held: 1 });
  });

  test("another incarnation of the server makes every slot wait again", async () => {
    const { number } = await store.startNight("N", NIGHT);
    await store.restartedAs("first");
    await store.write(slots(3), number);
    await store.settle();
    await store.markHeld(await store.waiting(number));
    await store.restartedAs("first");
    expect(await store.counts(number)).toEqual({ waiting: 0, held: 3 });
    await store.restartedAs("second");
    expect(await store.counts(number)).toEqual({ waiting: 3, held: 0 });
  });

  test("nights keep to their own code, and the same code again is the same night", async () => {
    const first = await store.startNight("A", NIGHT);
    const second = await store.startNight("B", NIGHT);
    const again = await store.startNight("A", NIGHT);
    expect(second.number).not.toBe(first.number);
    expect(again.number).toBe(first.number);
    await store.write(slots(1), first.number);
    await store.settle();
    expect(await store.waiting(second.number)).toEqual([]);
    expect((await store.nights()).filter(({ current }) => current).map(({ code }) => code)).toEqual(["A"]);
  });
});
