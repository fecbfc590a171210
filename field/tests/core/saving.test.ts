/** Saving a door: ten seconds to undo, killed tabs, full disks, corrections. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { unpad, unseal } from "../../dev/opening.ts";
import type { Field } from "../../src/core/field.ts";
import { fromBase64, textOf } from "../../src/seal/bytes.ts";
import { bind } from "../../src/seal/hpke.ts";
import { door, PRACTICE, recordsAt, World } from "../world.ts";

const KITS = { items: [{ number: 1, count: 2 }], barriers: [2], note: "prefers nasal" };

let world: World;
let field: Field;
beforeEach(async () => {
  world = await World.create();
  field = await world.ready();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

/** What the team reads in the slots the server holds. */
async function slotsRead(): Promise<{ kind: number; items: number[]; note: string }[]> {
  const key = world.peer.monthKey.private;
  const slots = [...world.peer.holdings.slots.values()].map(fromBase64);
  return Promise.all(
    slots.map(async (slot) => {
      const plain = await unseal(key, slot, "waymeet care slot v1", bind("slot", "2026-11"));
      const note = await unseal(key, plain.slice(48), "waymeet care note v1", bind("note", "2026-11"));
      return { kind: plain[1] ?? -1, items: [...plain.slice(10, 13)], note: textOf(unpad(note)) };
    }),
  );
}

async function reopened(): Promise<Field> {
  world.kill();
  const again = await world.open();
  await again.unlock(PRACTICE.passphrase);
  return again;
}

describe("undo", () => {
  test("within ten seconds nothing was written: no record, no kits", async () => {
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, KITS);
    expect(field.doors().get(door(field, 0))?.undoableUntil).toBe(world.now + 10_000);
    expect(await field.undo()).toBe(true);
    expect(field.doors().size).toBe(0);
    await field.handIn();
    expect(recordsAt(world.peer)).toEqual([]);
    expect(world.peer.holdings.slots.size).toBe(0);
  });

  test("the number of an undone record is used again, so that none is missing", async () => {
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, null);
    await field.undo();
    await field.saveVisit({ door: door(field, 1), outcome: "refused" }, null);
    await field.handIn();
    expect(recordsAt(world.peer).map(({ seq, body }) => [seq, body.outcome])).toEqual([[1, "refused"]]);
  });

  test("after ten seconds, or after the next save, it has settled", async () => {
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, null);
    await world.pass(10_001);
    expect(field.doors().get(door(field, 0))?.undoableUntil).toBeUndefined();
    expect(await field.undo()).toBe(false);
    await field.saveVisit({ door: door(field, 1), outcome: "answered" }, null);
    await field.setFlag(door(field, 1), "dog", true);
    expect(await field.undo()).toBe(false);
    expect(field.counts().savedHere).toBe(3);
  });

  test("a building saved at once is undone at once", async () => {
    await field.saveMany([60, 61, 62].map((index) => ({ door: door(field, index), outcome: "no_answer" as const })));
    expect(await field.undo()).toBe(true);
    expect(field.counts()).toMatchObject({ savedHere: 0, slotsSavedHere: 0 });
  });
});

describe("a killed tab", () => {
  test("loses nothing that was saved, and can still undo within the ten seconds", async () => {
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, KITS);
    const again = await reopened();
    expect(again.counts()).toMatchObject({ savedHere: 1, slotsSavedHere: 1 });
    expect(await again.undo()).toBe(true);
    expect(again.counts()).toMatchObject({ savedHere: 0, slotsSavedHere: 0 });
  });

  test("settles on the next start what is older than ten seconds, even while locked", async () => {
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, KITS);
    world.kill();
    world.now += 60_000;
    const again = await world.open();
    expect(again.session()).toEqual({ kind: "locked", shownAs: "Ana" });
    expect(await again.undo()).toBe(false);
    expect(again.counts()).toMatchObject({ savedHere: 1, slotsSavedHere: 1 });
  });

  test("a clock that jumped back does not keep a save open", async () => {
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, null);
    world.now -= 3_600_000;
    world.kill();
    expect(await (await world.open()).undo()).toBe(false);
  });
});

describe("a full disk", () => {
  test("says so, writes nothing by halves, and keeps what was saved before", async () => {
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, KITS);
    await world.pass(10_001);
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value, key) {
      if (this.name === "record") throw new DOMException("no space", "QuotaExceededError");
      return put.call(this, value, key);
    });
    const saving = field.saveVisit({ door: door(field, 1), outcome: "answered" }, KITS);
    await expect(saving).rejects.toMatchObject({ code: "disk_full", sentence: "trouble.disk_full" });
    vi.restoreAllMocks();
    expect(field.doors().has(door(field, 1))).toBe(false);
    await field.saveVisit({ door: door(field, 2), outcome: "refused" }, null);
    expect(await field.handIn()).toMatchObject({ handedIn: 2, slotsHandedIn: 2, savedHere: 0, slotsSavedHere: 0 });
    expect((await slotsRead()).filter(({ kind }) => kind === 1)).toHaveLength(1);
  });

  test("a lost connection to the disk is opened again once", async () => {
    const transaction = IDBDatabase.prototype.transaction;
    let failures = 1;
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...how) {
      if (failures-- > 0) throw new DOMException("closing", "InvalidStateError");
      return transaction.apply(this, how);
    });
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, null);
    expect(field.counts().savedHere).toBe(1);
  });
});

describe("corrections", () => {
  test("an undo, a new visit, and one slot", async () => {
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, KITS);
    await world.pass(10_001);
    await field.correct(door(field, 0), { door: door(field, 0), outcome: "refused" }, { ...KITS, takenBack: true });
    expect(field.doors().get(door(field, 0))).toMatchObject({ outcome: "refused" });
    expect(await field.undo()).toBe(false);
    await field.handIn();
    const records = recordsAt(world.peer);
    expect(records.map(({ kind }) => kind)).toEqual(["visit", "undo", "visit"]);
    expect(records[1]?.body.undoes).toBe(records[0]?.id);
    expect((await slotsRead()).map(({ kind }) => kind).sort()).toEqual([1, 2]);
  });
});

describe("what goes into a record", () => {
  test("a note is sealed for its record, 512 bytes, and opens with the team's key only there", async () => {
    await field.saveVisit({ door: door(field, 0), outcome: "come_back", note: "después de las 5" }, null);
    await field.handIn();
    const [visit] = recordsAt(world.peer);
    const sealed = fromBase64(String(visit?.body.note));
    expect(sealed.length).toBe(512 + 48);
    const key = world.peer.organizingKey.private;
    const open = (id: string) => unseal(key, sealed, "waymeet door note v1", bind("visit", id, "1", "1"));
    expect(textOf(unpad(await open(visit?.id ?? "")))).toBe("después de las 5");
    await expect(open("another")).rejects.toThrow();
  });

  test("an introduction shows only what was wished for and in which language", async () => {
    await field.introduce({
      door: door(field, 0),
      wants: "help",
      language: "es",
      name: "Luz María Ñandú",
      contactPoint: "518 555 0100",
    });
    await field.handIn();
    const [made] = recordsAt(world.peer);
    expect(Object.keys(made?.body ?? {}).sort()).toEqual(["door", "epoch", "language", "sealed", "sentence", "wants"]);
    // Long enough that random base64 cannot spell them.
    expect(JSON.stringify(made)).not.toMatch(/Luz María|518 555/);
    const place = bind("introduction", made?.id ?? "", "1", "1");
    const sealed = fromBase64(String(made?.body.sealed));
    const plain = await unseal(world.peer.organizingKey.private, sealed, "waymeet introduction v1", place);
    expect(JSON.parse(textOf(unpad(plain)))).toEqual({ name: "Luz María Ñandú", contact_point: "518 555 0100" });
  });

  test("a unit that was not on the list can be worked at once, and is still there after a restart", async () => {
    const building = field.turf()?.doors.at(-1)?.building ?? "";
    const added = await field.addUnit(building, "5F", "5");
    await field.saveVisit({ door: added.id, outcome: "no_answer" }, null);
    const again = await reopened();
    expect(again.turf()?.doors.at(-1)).toMatchObject({ id: added.id, unit: "5F", floor: "5", area: 3 });
    expect(again.doors().get(added.id)).toMatchObject({ outcome: "no_answer" });
  });

  test("the team reads the hand-out and its note; an empty slot says nothing", async () => {
    await field.saveVisit({ door: door(field, 0), outcome: "answered" }, KITS);
    await field.saveVisit({ door: door(field, 1), outcome: "no_answer" }, null);
    await field.handIn();
    const read = (await slotsRead()).sort((a, b) => a.kind - b.kind);
    expect(read).toEqual([
      { kind: 0, items: [0, 0, 0], note: "" },
      { kind: 1, items: [0, 1, 2], note: "prefers nasal" },
    ]);
  });

  test("what cannot be is refused in a sentence and saves nothing", async () => {
    const first = door(field, 0);
    const long = "n".repeat(600);
    await expect(field.saveVisit({ door: first, outcome: "answered", note: long }, null)).rejects.toThrow("too_long");
    await expect(field.saveVisit({ door: first, outcome: "answered" }, { ...KITS, note: long })).rejects.toThrow(
      "too_long",
    );
    await expect(field.saveVisit({ door: "elsewhere", outcome: "answered" }, null)).rejects.toThrow("unknown_door");
    await expect(field.addUnit("elsewhere", "1", "")).rejects.toThrow("unknown_door");
    expect(field.counts()).toMatchObject({ savedHere: 0, slotsSavedHere: 0 });
  });
});
