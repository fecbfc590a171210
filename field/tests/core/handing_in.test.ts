/** Handing in over bad connections, to restarted and restored servers, from locked and signed-out phones. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Field } from "../../src/core/field.ts";
import { door, PRACTICE, recordsAt, World } from "../world.ts";

const KITS = { items: [{ number: 1, count: 2 }], barriers: [] };
const DAY = 86_400_000;

let world: World;
let field: Field;
beforeEach(async () => {
  world = await World.create();
  field = await world.ready();
});
afterEach(() => world.close());

async function work(from: number, to: number, on: Field = field): Promise<void> {
  for (let index = from; index < to; index += 1) {
    await on.saveVisit({ door: door(on, index), outcome: "answered" }, index % 3 === 0 ? KITS : null);
  }
  await world.pass(10_001);
}

function seqsHeld(): number[] {
  return recordsAt(world.peer).map(({ seq }) => seq);
}

describe("bad connections", () => {
  test("answers lost, cut short, doubled and refused: everything arrives once", async () => {
    await work(0, 12);
    const kinds = ["answer lost", "cut short", "server error", "lost", "twice", "fine"] as const;
    let turn = 0;
    world.weather = () => kinds[turn++ % kinds.length] ?? "fine";
    const counts = await field.handIn();
    expect(counts).toEqual({
      savedHere: 0,
      sealedThere: 0,
      handedIn: 12,
      quarantined: 0,
      gone: 0,
      slotsSavedHere: 0,
      slotsHandedIn: 12,
    });
    expect(seqsHeld()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(world.peer.holdings.slots.size).toBe(12);
  });

  test("250 records go in three batches of their exact bytes", async () => {
    const { doors } = field.turf() ?? { doors: [] };
    for (let round = 0; round < 3; round += 1) {
      await field.saveMany(doors.map(({ id }) => ({ door: id, outcome: "no_answer" as const })));
    }
    await field.handIn();
    const batches = world.seen.filter(({ path }) => path.endsWith("/hand-in"));
    expect(batches.map(({ options }) => (JSON.parse(textOf(options)) as { records: [] }).records.length)).toEqual([
      100, 100, 55,
    ]);
    expect(seqsHeld()).toHaveLength(255);
  });

  test("one side's trouble does not hold back the other", async () => {
    await work(0, 3);
    world.weather = (path) => (path.includes("/organizing/") ? "lost" : "fine");
    await expect(field.handIn()).rejects.toMatchObject({ code: "no_network" });
    expect(field.counts()).toMatchObject({ savedHere: 3, slotsSavedHere: 0, slotsHandedIn: 3 });
    world.weather = (path) => (path.includes("/care/") ? "lost" : "fine");
    await work(3, 5);
    await expect(field.handIn()).rejects.toMatchObject({ code: "no_network" });
    expect(field.counts()).toMatchObject({ savedHere: 0, handedIn: 5, slotsSavedHere: 2 });
  });

  test("care requests carry no cookie, no referrer, no device, and nothing but slots", async () => {
    await work(0, 3);
    await field.handIn();
    const care = world.seen.filter(({ path }) => path.startsWith("/field/care/"));
    expect(care.length).toBeGreaterThan(1);
    for (const { options, method } of care) {
      expect(options).toMatchObject({ credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
      const headers = Object.keys(options.headers ?? {}).sort();
      expect(headers.filter((name) => name !== "Content-Type")).toEqual(["Accept-Language", "Authorization"]);
      if (method === "POST")
        expect(Object.keys(JSON.parse(textOf(options))).sort()).toEqual(["count", "set_hash", "slots"]);
    }
  });
});

describe("servers that restart and come back", () => {
  test("a server that restarted signs with a new key and is believed after a hello", async () => {
    await work(0, 2);
    let restarted = false;
    world.weather = (path) => {
      if (path.endsWith("/hand-in") && !restarted) {
        restarted = true;
        void world.peer.restart();
      }
      return "fine";
    };
    expect(await field.handIn()).toMatchObject({ savedHere: 0, handedIn: 2 });
  });

  test("a receipt signed by anybody else is never believed", async () => {
    await work(0, 2);
    world.rewrite = (path, json) => (path.endsWith("/hand-in") ? { ...(json as object), signature: "AAAA" } : json);
    await expect(field.handIn()).rejects.toMatchObject({ sentence: "trouble.bad_receipt" });
    expect(field.counts()).toMatchObject({ savedHere: 2, handedIn: 0 });
  });

  test("a server put back from a backup gets everything again, both sides, once", async () => {
    await work(0, 4);
    const backup = world.peer.backup();
    await field.handIn();
    await work(4, 6);
    await field.handIn();
    world.peer.restore(backup);
    expect(world.peer.holdings.slots.size).toBe(0);
    const counts = await field.handIn();
    expect(counts).toEqual({
      savedHere: 0,
      sealedThere: 0,
      handedIn: 6,
      quarantined: 0,
      gone: 0,
      slotsSavedHere: 0,
      slotsHandedIn: 6,
    });
    expect(seqsHeld()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(world.peer.holdings.slots.size).toBe(6);
  });

  test("a server put back to before this phone signed in keeps its work aside, and says so", async () => {
    const before = world.peer.backup();
    before.devices.clear();
    await work(0, 3);
    await field.handIn();
    world.peer.restore(before);
    expect(await field.handIn()).toMatchObject({ savedHere: 0, handedIn: 3, quarantined: 3 });
    expect(world.peer.holdings.setAside).toHaveLength(3);
  });

  test("a server that lost work without knowing it is offered everything again", async () => {
    await work(0, 3);
    await field.handIn();
    for (const device of world.peer.holdings.devices.values()) device.held.delete(2);
    await field.handIn();
    expect(seqsHeld().sort()).toEqual([1, 2, 3]);
  });

  test("a revoked phone still hands in, into what is set aside", async () => {
    await work(0, 2);
    for (const device of world.peer.holdings.devices.values()) device.revoked = true;
    expect(await field.handIn()).toMatchObject({ savedHere: 0 });
    expect(world.peer.holdings.setAside.map(({ reason }) => reason)).toEqual(["revoked", "revoked"]);
  });

  test("a count or a hash that does not fit leaves every slot here", async () => {
    await work(0, 2);
    world.rewrite = (path, json) => (path.endsWith("/slots") ? { ...(json as object), count: 1 } : json);
    await expect(field.handIn()).rejects.toMatchObject({ code: "refused" });
    expect(field.counts()).toMatchObject({ slotsSavedHere: 2, slotsHandedIn: 0 });
  });
});

describe("unsent work survives", () => {
  test("signing out: it leaves sealed, and the desk opens it", async () => {
    await work(0, 3);
    await field.signOut();
    expect(field.session()).toMatchObject({ kind: "signed_out" });
    expect(field.turf()).toBeNull();
    expect(field.counts()).toMatchObject({ savedHere: 3, slotsSavedHere: 3 });
    await field.handIn();
    expect(field.counts()).toMatchObject({ savedHere: 3, sealedThere: 3, slotsSavedHere: 0 });
    await world.peer.openBundles();
    expect(seqsHeld()).toEqual([1, 2, 3]);
    expect(await field.handIn()).toMatchObject({ savedHere: 0, sealedThere: 0 });
    expect(world.peer.holdings.bundles).toEqual([]);
  });

  test("sealed work is brought once, and once more to a server that was restored", async () => {
    await work(0, 3);
    const before = world.peer.backup();
    await field.signOut();
    await field.handIn();
    await field.handIn();
    expect(world.peer.holdings.bundles).toHaveLength(1);
    world.peer.restore(before);
    expect(field.counts()).toMatchObject({ savedHere: 3 });
    expect(await field.handIn()).toMatchObject({ savedHere: 3, sealedThere: 3 });
    expect(world.peer.holdings.bundles).toHaveLength(1);
    await world.peer.openBundles();
    expect(seqsHeld()).toEqual([1, 2, 3]);
  });

  test("an answer that does not name every record is no promise to keep the sealed work", async () => {
    await work(0, 3);
    await field.signOut();
    world.rewrite = (path, json) => (path.endsWith("/bundle") ? { held: 2 } : json);
    await expect(field.handIn()).rejects.toMatchObject({ sentence: "trouble.bad_receipt" });
    expect(field.counts()).toMatchObject({ savedHere: 3, sealedThere: 0 });
  });

  test("a file carried by hand holds the same, and nobody else can read it", async () => {
    await work(0, 2);
    await field.saveVisit({ door: door(field, 2), outcome: "answered" }, null);
    const blob = await field.bundle();
    const text = await blob.text();
    expect(text).not.toContain("answered");
    const body = new TextEncoder().encode(text);
    await world.peer.handle({ method: "POST", path: "/field/organizing/bundle", headers: {}, body });
    await world.peer.openBundles();
    expect(seqsHeld()).toEqual([1, 2, 3]);
    expect(await field.handIn()).toMatchObject({ savedHere: 0, handedIn: 3 });
    expect(seqsHeld()).toEqual([1, 2, 3]);
  });

  test("the next person's sign-in: both hand in", async () => {
    await work(0, 2);
    await field.signIn("Ben", PRACTICE.passphrase, PRACTICE.enrolment);
    expect(field.turf()).toBeNull();
    await field.take(PRACTICE.turfCode);
    await field.saveVisit({ door: door(field, 5), outcome: "refused" }, null);
    expect(field.counts()).toMatchObject({ savedHere: 3, handedIn: 0 });
    await field.handIn();
    await world.peer.openBundles();
    await field.handIn();
    expect(field.counts()).toMatchObject({ savedHere: 0, handedIn: 1 });
    expect(seqsHeld().sort()).toEqual([1, 1, 2]);
  });

  test("a day passing: what could be read is forgotten, what is unsent stays", async () => {
    await work(0, 2);
    await world.pass(DAY);
    expect(field.session()).toMatchObject({ kind: "signed_out" });
    expect(field.turf()).toBeNull();
    expect(field.night()).toBeNull();
    await expect(field.unlock(PRACTICE.passphrase)).rejects.toMatchObject({ code: "locked" });
    expect(field.counts()).toMatchObject({ savedHere: 2, slotsSavedHere: 2 });
  });

  test("handed-in work stays sealed here for thirty days, then goes; unsent work never does", async () => {
    await work(0, 2);
    await field.handIn();
    await work(2, 3);
    world.kill();
    world.now += 29 * DAY;
    expect(await rowsAfterStart()).toEqual({ records: 3, slots: 3 });
    world.now += 10 * DAY;
    expect(await rowsAfterStart()).toEqual({ records: 1, slots: 1 });
  });
});

async function rowsAfterStart(): Promise<{ records: number; slots: number }> {
  const again = await world.open();
  await again.stop();
  const records = (await dump("waymeet-organizing", "record")).length;
  const places = (await dump("waymeet-care", "place")) as Uint8Array[];
  return { records, slots: places.filter((place) => place[0] !== 0).length };
}

function dump(database: string, table: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction(table).objectStore(table).getAll();
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result);
      };
    };
  });
}

describe("the turf", () => {
  test("given back: the record follows everything done before, and the phone forgets the turf", async () => {
    await work(0, 2);
    await field.giveBack();
    expect(field.turf()).toBeNull();
    expect(recordsAt(world.peer).map(({ kind }) => kind)).toEqual(["visit", "visit", "returned"]);
  });

  test("given back without a signal: waits with the rest", async () => {
    world.weather = () => "lost";
    await field.giveBack();
    expect(field.turf()).toBeNull();
    expect(field.counts().savedHere).toBe(1);
  });

  test("handed on: a code for the next person, once everything is in", async () => {
    await work(0, 1);
    world.weather = () => "lost";
    await expect(field.handOn()).rejects.toMatchObject({ code: "no_network" });
    expect(field.turf()).not.toBeNull();
    world.weather = () => "fine";
    expect(await field.handOn()).toBe("HANDED");
    expect(field.turf()).toBeNull();
    expect(seqsHeld()).toEqual([1]);
  });

  test("a wrong code is told in the server's sentence", async () => {
    await expect(field.take("WRONG")).rejects.toMatchObject({ code: "code", sentence: expect.stringMatching(/code/) });
    await expect(field.startNight("¡¿")).rejects.toMatchObject({ code: "code", sentence: "trouble.no_code" });
    await expect(field.unlock("something else")).rejects.toMatchObject({ code: "wrong_passphrase" });
  });
});

function textOf(options: RequestInit): string {
  return options.body instanceof Uint8Array ? new TextDecoder().decode(options.body) : String(options.body);
}
