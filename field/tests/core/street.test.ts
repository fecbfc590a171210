/** A night out without a door: no sign-in, no signal, nothing lost, nothing kept that can be read. */
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { unseal } from "../../dev/opening.ts";
import type { Field } from "../../src/core/field.ts";
import type { KitsDraft } from "../../src/core/types.ts";
import { fromBase64 } from "../../src/seal/bytes.ts";
import { checkSign, isCardCode } from "../../src/seal/card_code.ts";
import { bind } from "../../src/seal/hpke.ts";
import { slotFacts } from "../../src/seal/slot.ts";
import { door, PRACTICE, World } from "../world.ts";

const ONE: KitsDraft = { items: [{ number: 1, count: 1 }], barriers: [] };

let world: World;
let field: Field;

beforeEach(async () => {
  world = await World.create();
  field = await world.open();
  await field.startNight(PRACTICE.nightCode);
});
afterEach(() => world.close());

const waiting = () => field.counts().slotsSavedHere;
const atOffice = () => world.peer.holdings.slots.size;

describe("somebody met without a door", () => {
  test("needs no sign-in, no signal and no cookie", async () => {
    expect(field.session().kind).toBe("signed_out");
    world.weather = () => "lost";
    await field.saveMet(ONE);
    await field.saveMet({ ...ONE, met: { people: 3 } });
    expect(waiting()).toBe(2);
    world.weather = () => "fine";
    await field.handIn();
    expect([waiting(), field.counts().slotsHandedIn, atOffice()]).toEqual([0, 2, 2]);
    for (const { path, options } of world.seen.filter((one) => one.path.includes("/care/"))) {
      expect(options.credentials, path).toBe("omit");
    }
  });

  test("can be taken back for ten seconds, and not by what came after", async () => {
    await field.saveMet(ONE);
    await world.pass(9_000);
    expect(await field.undo()).toBe(true);
    expect(waiting()).toBe(0);
    await field.saveMet(ONE);
    await field.saveMet(ONE);
    expect(await field.undo()).toBe(true);
    expect(await field.undo()).toBe(false);
    expect(waiting()).toBe(1);
    await world.pass(10_001);
    await field.saveMet(ONE);
    await world.pass(10_001);
    expect(await field.undo()).toBe(false);
    expect(waiting()).toBe(2);
  });

  test("stays saved when the phone dies before the ten seconds are over, with night and neighbourhood", async () => {
    await field.setArea(12);
    await field.saveMet(ONE);
    world.kill();
    field = await world.open();
    expect([waiting(), field.area(), field.night()?.program]).toEqual([1, 12, "Practice program"]);
    await field.handIn();
    expect(atOffice()).toBe(1);
  });

  test("the night is over on the phone the day after next, and what waits still goes", async () => {
    await field.saveMet(ONE);
    world.now += 2 * 86_400_000;
    field = await world.open();
    expect(field.night()).toBeNull();
    await expect(field.saveMet(ONE)).rejects.toMatchObject({ sentence: "trouble.no_night" });
    await field.handIn();
    expect(atOffice()).toBe(1);
  });

  test("and doors on the same evening leave each other alone", async () => {
    await field.signIn("Ana", PRACTICE.passphrase, PRACTICE.enrolment);
    await field.take(PRACTICE.turfCode);
    await field.startNight(PRACTICE.nightCode);
    await field.saveVisit({ door: door(field, 0), outcome: "no_answer" }, null);
    await field.saveMet(ONE);
    expect(await field.undo()).toBe(true);
    expect([field.counts().savedHere, waiting()]).toEqual([1, 1]);
    await field.saveMet(ONE);
    await field.saveVisit({ door: door(field, 1), outcome: "no_answer" }, null);
    expect(await field.undo()).toBe(true);
    expect([field.counts().savedHere, waiting()]).toEqual([1, 2]);
    await field.handIn();
    expect(atOffice()).toBe(2);
  });

  test("an area that was chosen stands in the sealed slot, one that was not is none", async () => {
    await field.saveMet(ONE);
    await field.setArea(12);
    await field.saveMet({ items: [], barriers: [2], met: { people: 3 } });
    await field.handIn();
    const { private: key } = world.peer.monthKey;
    const slots = [...world.peer.holdings.slots.values()].map(fromBase64);
    const place = bind("slot", "2026-11");
    const plain = await Promise.all(slots.map((slot) => unseal(key, slot, "waymeet care slot v1", place)));
    expect(plain.map((bytes) => [bytes[0], bytes[3], bytes[7]]).sort()).toEqual([
      [2, 0, 1],
      [2, 12, 3],
    ]);
  });
});

describe("what a slot takes", () => {
  const rough = { area: 0, week: "2026-W47" };
  const said = fc.record(
    {
      secondary: fc.boolean(),
      reached: fc.integer({ min: 0, max: 65535 }),
      reason: fc.integer({ min: 0, max: 5 }),
      code: fc.constantFrom("", "BCD2344"),
    },
    { requiredKeys: [] },
  );

  test("one item is enough, and everything else may be left out in any combination", () => {
    fc.assert(
      fc.property(said, fc.integer({ min: 1, max: 255 }), (some, people) => {
        const facts = slotFacts(rough, { ...ONE, met: { ...some, people } });
        expect([facts[0], facts[1], facts[7], facts[12]]).toEqual([2, 1, people, 1]);
      }),
    );
  });

  test("a code with one wrong sign is none", () => {
    expect(isCardCode("BCD2344")).toBe(true);
    expect(checkSign("ZZZZZZ")).toBe("L");
    for (const wrong of ["BCD2343", "BCD234", "BCD23444", "bcd2344", "CCD2344"]) {
      expect(isCardCode(wrong)).toBe(false);
      expect(() => slotFacts(rough, { ...ONE, met: { people: 1, code: wrong } })).toThrow("trouble.bad_code");
    }
  });
});
