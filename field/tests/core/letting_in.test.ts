/** Who is let in on a phone, and what happens to one that the office signs out: nothing readable, nothing lost. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Field } from "../../src/core/field.ts";
import { OrganizingStore } from "../../src/store/organizing.ts";
import { door, PRACTICE, recordsAt, rest, World } from "../world.ts";

const DAY = 86_400_000;
let world: World;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.close());

function revokeAll(): void {
  for (const device of world.peer.holdings.devices.values()) device.revoked = true;
}

async function worked(): Promise<Field> {
  const field = await world.ready();
  world.weather = () => "lost";
  await field.saveVisit({ door: door(field, 0), outcome: "no_answer" }, null);
  await field.saveVisit({ door: door(field, 1), outcome: "refused" }, null);
  await world.pass(11_000);
  world.weather = () => "fine";
  return field;
}

async function leftToRead(): Promise<unknown[]> {
  const store = new OrganizingStore();
  const wraps = (await store.devices()).map(({ wrapped }) => wrapped);
  const left = [...wraps, await store.kept("turf"), await store.kept("person"), await store.voucher()];
  await store.close();
  return left.filter((one) => one !== null);
}

test("a new phone is let in with a code, and the same person's next sign-in needs none", async () => {
  const field = await world.open();
  expect(field.session()).toEqual({ kind: "signed_out", why: null, known: false });
  await expect(field.signIn("Ana", PRACTICE.passphrase)).rejects.toMatchObject({
    code: "not_enrolled",
    sentence: "This phone is not known here yet.",
  });
  await field.signIn("Ana", PRACTICE.passphrase, "newp-hne2");
  await field.signOut();
  expect(field.session()).toEqual({ kind: "signed_out", why: null, known: true });
  await field.signIn("Ana", PRACTICE.passphrase);
  expect(field.session().kind).toBe("open");
  expect(world.peer.holdings.devices.size).toBe(2);
});

test("somebody else on a known phone needs a code of their own", async () => {
  const field = await world.ready();
  await field.signOut();
  await expect(field.signIn("Ben", PRACTICE.passphrase)).rejects.toMatchObject({ code: "not_enrolled" });
});

test("the code for a new phone goes with no other request, and with a wrong passphrase nothing is vouched for", async () => {
  const field = await world.ready();
  await field.signOut();
  await expect(field.signIn("Ana", "not these words")).rejects.toMatchObject({ code: "wrong_passphrase" });
  const bodies = world.seen.map(({ path, options }) => `${path} ${String(options.body ?? "")}`);
  expect(bodies.filter((body) => body.includes(PRACTICE.enrolment))).toHaveLength(1);
  expect(bodies.at(-1)).not.toContain("voucher");
});

test("when the day is over the phone forgets, says why, and the same person signs in again without a code", async () => {
  const field = await worked();
  await world.pass(DAY + 1000);
  expect(field.session()).toEqual({ kind: "signed_out", why: "day_over", known: true });
  expect(field.counts().savedHere).toBe(2);
  world.kill();
  const later = await world.open();
  expect(later.session()).toMatchObject({ why: "day_over" });
  await later.signIn("Ana", PRACTICE.passphrase);
  expect(later.session().kind).toBe("open");
  await later.signOut();
  expect(later.session()).toMatchObject({ why: null });
});

test("a phone the office signed out forgets at its next start, keeps its sealed work, and still hands it in", async () => {
  await worked();
  revokeAll();
  world.kill();
  const field = await world.open();
  await rest();
  expect(field.session()).toEqual({ kind: "signed_out", why: "ended", known: false });
  expect(await leftToRead()).toEqual([]);
  expect(field.counts().savedHere).toBe(2);
  const counts = await field.handIn();
  expect(counts).toMatchObject({ savedHere: 2, sealedThere: 2, slotsSavedHere: 0 });
  await world.peer.openBundles();
  expect(recordsAt(world.peer)).toHaveLength(2);
  expect(world.peer.holdings.setAside.map(({ reason }) => reason)).toEqual(["revoked", "revoked"]);
  await expect(field.signIn("Ana", PRACTICE.passphrase)).rejects.toMatchObject({ code: "not_enrolled" });
});

test("without a signal a phone that was signed out notices with the first answer, before it sends anything", async () => {
  const field = await worked();
  revokeAll();
  const before = world.seen.length;
  let readable: unknown[] = ["not looked at"];
  world.rewrite = (path, json) => {
    if (path.endsWith("/hand-in") || path.endsWith("/bundle")) void leftToRead().then((left) => (readable = left));
    return json;
  };
  await field.handIn().catch(() => null);
  await rest();
  expect(world.seen.slice(before).map(({ path }) => path.split("/").at(-1))[0]).toBe("hello");
  expect(readable).toEqual([]);
  expect(field.session()).toMatchObject({ kind: "signed_out", why: "ended" });
  expect(recordsAt(world.peer)).toHaveLength(2);
});

test("a locked phone is asked about as well, and a turf taken again after signing in says nothing of the last time", async () => {
  await worked();
  world.kill();
  const field = await world.open();
  expect(field.session().kind).toBe("locked");
  revokeAll();
  await field.unlock(PRACTICE.passphrase);
  await rest();
  expect(field.session()).toMatchObject({ why: "ended" });
  await field.signIn("Ana", PRACTICE.passphrase, PRACTICE.enrolment);
  expect(field.turf()).toBeNull();
  await field.signOut();
  expect(field.session()).toMatchObject({ why: null, known: true });
});

test("an office that is busy is a reason to wait, never to lose or to give up on the other side", async () => {
  const field = await worked();
  world.weather = () => "busy";
  await expect(field.handIn()).rejects.toMatchObject({ code: "later", sentence: "Please wait a moment." });
  expect(field.counts()).toMatchObject({ savedHere: 2, slotsSavedHere: 2 });
  let busy = 5;
  world.weather = (path) => (path.endsWith("/hand-in") && busy-- > 0 ? "busy" : "fine");
  expect(await field.handIn()).toMatchObject({ savedHere: 0, slotsSavedHere: 0, handedIn: 2 });
});
