/** A whole evening on one phone: sign in, take a turf, work it without a signal, hand it in. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { door, recordsAt, World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.close());

test("an evening reaches the server once, each side in its own place", async () => {
  const field = await world.ready();
  world.weather = () => "lost";
  await field.saveVisit({ door: door(field, 0), outcome: "no_answer" }, null);
  await field.saveVisit(
    { door: door(field, 1), outcome: "answered", followUp: true, note: "call first" },
    {
      items: [{ number: 1, count: 2 }],
      barriers: [1],
    },
  );
  await field.saveMany([2, 3, 4].map((index) => ({ door: door(field, index), outcome: "no_answer" as const })));
  await field.setFlag(door(field, 0), "dog", true);
  await field.introduce({ wants: "call", language: "es", name: "Luz", contactPoint: "555 0100" });
  expect(field.counts()).toMatchObject({ savedHere: 7, slotsSavedHere: 5, handedIn: 0 });
  await expect(field.handIn()).rejects.toMatchObject({ code: "no_network" });
  expect(field.counts()).toMatchObject({ savedHere: 7, slotsSavedHere: 5, handedIn: 0 });

  world.weather = () => "fine";
  const steps: number[] = [];
  const counts = await field.handIn((done) => steps.push(done));
  expect(counts).toEqual({
    savedHere: 0,
    sealedThere: 0,
    handedIn: 7,
    quarantined: 0,
    gone: 0,
    slotsSavedHere: 0,
    slotsHandedIn: 5,
  });
  expect(steps.at(-1)).toBe(12);
  expect(recordsAt(world.peer).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(world.peer.holdings.slots.size).toBe(5);
  expect(field.doors().get(door(field, 1))).toMatchObject({ outcome: "answered", followUp: true });
  expect(field.doors().get(door(field, 0))).toMatchObject({ outcome: "no_answer", flags: ["dog"] });
});
