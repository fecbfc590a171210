/** Two tabs of one phone: no number is used twice, each sees what the other did, only one hands in at a time. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { inTurn } from "../../src/core/surroundings.ts";
import { door, PRACTICE, recordsAt, rest, World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.close());

test("saving in both at once loses nothing and skips no number", async () => {
  const one = await world.ready();
  const two = await world.open();
  await two.unlock(PRACTICE.passphrase);
  const saves = [0, 1, 2, 3, 4, 5].map((index) =>
    (index % 2 === 0 ? one : two).saveVisit({ door: door(one, index), outcome: "no_answer" }, null),
  );
  await Promise.all(saves);
  await rest();
  expect(one.counts()).toMatchObject({ savedHere: 6, slotsSavedHere: 6 });
  expect(two.doors().size).toBe(6);
  await Promise.all([one.handIn(), two.handIn()]);
  expect(recordsAt(world.peer).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(world.seen.filter(({ path }) => path.endsWith("/hand-in"))).toHaveLength(1);
});

test("opening a second tab does not settle or void what the first one just saved", async () => {
  const one = await world.ready();
  await one.saveVisit({ door: door(one, 0), outcome: "answered" }, { items: [{ number: 1, count: 1 }], barriers: [] });
  await world.open();
  expect(one.counts().slotsSavedHere).toBe(1);
  expect(await one.undo()).toBe(true);
  expect(one.counts()).toMatchObject({ savedHere: 0, slotsSavedHere: 0 });
});

test("signing out in one tab locks the other out at once", async () => {
  const one = await world.ready();
  const two = await world.open();
  await two.unlock(PRACTICE.passphrase);
  await one.signOut();
  await rest();
  expect(two.session()).toMatchObject({ kind: "signed_out" });
  expect(two.turf()).toBeNull();
});

test("where the browser has Web Locks, they are what tabs wait for", async () => {
  const asked: string[] = [];
  const locks = {
    request: async (name: string, run: () => Promise<unknown>) => {
      asked.push(name);
      return run();
    },
  } as unknown as LockManager;
  const alone = inTurn(locks);
  const order: number[] = [];
  const first = alone("save", async () => {
    await rest();
    order.push(1);
  });
  await Promise.all([first, alone("save", async () => void order.push(2))]);
  expect(order).toEqual([1, 2]);
  expect(asked).toEqual(["waymeet-save", "waymeet-save"]);
});
