/** A week on the phone: taken along on request, written down without a signal, handed in once, and forgotten again. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { unpad, unseal } from "../../dev/opening.ts";
import type { Field } from "../../src/core/field.ts";
import { PURPOSE, SIZES } from "../../src/core/week_records.ts";
import type { ToCall, Tonight, ToSee, WriteUpDraft } from "../../src/core/week_types.ts";
import { fromBase64, sha256, textOf, toHex } from "../../src/seal/bytes.ts";
import { bind } from "../../src/seal/hpke.ts";
import { OrganizingStore } from "../../src/store/organizing.ts";
import { PRACTICE, recordsAt, rest, World } from "../world.ts";

const DAY = 86_400_000;
const SAID: WriteUpDraft = {
  heldOn: "2026-11-20",
  answer: "yes",
  cares: "The rent, and the stairs.",
  ask: "",
  promise: "bring two neighbors",
  due: "2026-11-27",
  nextStep: "",
  nextOn: "",
  story: "",
};

let world: World;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.close());

async function onTheRoad(): Promise<Field> {
  const field = await world.open();
  await field.signIn("Ana", PRACTICE.passphrase, PRACTICE.enrolment);
  await field.takeWeek(PRACTICE.passphrase);
  world.weather = () => "lost";
  return field;
}

async function comeBack(field: Field): Promise<void> {
  world.weather = () => "fine";
  await world.pass(11_000);
  await field.handIn();
}

async function reopened(): Promise<Field> {
  world.kill();
  const again = await world.open();
  await again.unlock(PRACTICE.passphrase);
  return again;
}

function first(field: Field): { one: ToSee; call: ToCall; event: Tonight } {
  const week = field.week();
  const [one] = week?.to_see ?? [];
  const [call] = week?.calls ?? [];
  const [event] = week?.events ?? [];
  if (!one || !call || !event) throw new Error("no week");
  return { one, call, event };
}

async function opened(sealed: unknown, ...place: string[]): Promise<unknown> {
  const key = world.peer.organizingKey.private;
  return JSON.parse(textOf(unpad(await unseal(key, fromBase64(String(sealed)), PURPOSE, bind(...place, "1")))));
}

const kindsAt = () => recordsAt(world.peer).map(({ kind }) => kind);

describe("taking a week along", () => {
  test("happens only on request, and the passphrase is sent with that request alone", async () => {
    const field = await world.open();
    await field.signIn("Ana", PRACTICE.passphrase, PRACTICE.enrolment);
    expect(field.week()).toBeNull();
    expect(world.seen.some(({ path }) => path.endsWith("/week/take"))).toBe(false);
    await field.takeWeek("");
    expect(field.week()?.to_see[0]).toMatchObject({ ask: "", sealed: true });
    await field.takeWeek(PRACTICE.passphrase);
    expect(field.week()?.to_see[0]).toMatchObject({ sealed: false });
    const told = world.seen.filter(({ options }) => textOfBody(options.body).includes(PRACTICE.passphrase));
    expect(told.map(({ path }) => path.split("/").at(-1))).toEqual(["sign-in", "take"]);
  });

  test("a wrong passphrase brings nothing and takes nothing away", async () => {
    const field = await world.open();
    await field.signIn("Ana", PRACTICE.passphrase, PRACTICE.enrolment);
    await expect(field.takeWeek("not these words")).rejects.toMatchObject({ code: "wrong_passphrase" });
    expect(field.week()).toBeNull();
    expect(field.session().kind).toBe("open");
  });

  test("it lies locked on the phone, and goes with the day, with signing out, and when it is put away", async () => {
    const field = await onTheRoad();
    const store = new OrganizingStore();
    const lying = String.fromCharCode(...((await store.kept("week")) ?? []));
    expect(lying.length).toBeGreaterThan(500);
    expect(lying).not.toContain("Ruiz");
    await field.putWeekAway();
    expect([field.week(), await store.kept("week")]).toEqual([null, null]);
    world.weather = () => "fine";
    await field.takeWeek("");
    await world.pass(DAY + 1000);
    expect([field.week(), await store.kept("week")]).toEqual([null, null]);
    await store.close();
  });

  test("a phone whose clock was set back does not keep it longer", async () => {
    const field = await onTheRoad();
    world.now -= 3 * DAY;
    expect(field.week()).toBeNull();
    await expect(field.tick("x", "y", true)).rejects.toMatchObject({ code: "locked" });
  });

  test("without a signal nothing changes, and what waits is handed in before the office is asked", async () => {
    const field = await onTheRoad();
    await field.head(field.week()?.events[1]?.id ?? "", 1);
    await expect(field.takeWeek("")).rejects.toMatchObject({ code: "no_network" });
    expect(field.week()).not.toBeNull();
    world.weather = () => "fine";
    await field.takeWeek("");
    const asked = world.seen.slice(-2).map(({ path }) => path.split("/").at(-1));
    expect(asked).toEqual(["hand-in", "take"]);
  });
});

describe("writing it down without a signal", () => {
  test("a write-up is sealed to the organizers, bound to its row and person, and not readable here again", async () => {
    const field = await onTheRoad();
    const { one } = first(field);
    await field.writeUp(one.id, SAID);
    expect(field.weekDone().seen.get(one.id)).toBe("held");
    await comeBack(field);
    const [{ body } = { body: {} as Record<string, unknown> }] = recordsAt(world.peer);
    expect(JSON.stringify(body)).not.toContain("rent");
    expect(body).toMatchObject({ one_on_one: one.id, contact: one.contact, answer: "yes", before: "" });
    expect(await opened(body.words, "one-on-one write-up", one.id, one.contact)).toEqual({ cares: SAID.cares });
    const promise = String(body.promise_id);
    expect(await opened(body.promise, "commitment", promise, one.contact)).toEqual({ what: SAID.promise });
    await expect(opened(body.words, "one-on-one write-up", one.contact, one.id)).rejects.toThrow();
    expect(SIZES.map((size) => size + 48)).toContain(fromBase64(String(body.words)).length);
  });

  test("a correction names what was written before, and keeps the promise one promise", async () => {
    const field = await onTheRoad();
    const { one } = first(field);
    await field.writeUp(one.id, SAID);
    await world.pass(11_000);
    await field.writeUp(one.id, { ...SAID, answer: "later" });
    await comeBack(field);
    const [before, after] = recordsAt(world.peer).map(({ body }) => body);
    expect(after?.before).toBe(toHex(await sha256(fromBase64(String(before?.words)))));
    expect(after?.promise_id).toBe(before?.promise_id);
  });

  test("ten seconds to undo a write-up, a call and somebody new; nothing of it was written", async () => {
    const field = await onTheRoad();
    const { one, call, event } = first(field);
    for (const save of [
      () => field.writeUp(one.id, SAID),
      () => field.notHeld(one.id, "missed"),
      () => field.call(call.id, { outcome: "reached", note: "later" }),
      () => field.newcomer(event.id, { name: "Sol", phone: "" }),
    ]) {
      expect((await save()).undoUntil).toBe(world.now + 10_000);
      expect(await field.undo()).toBe(true);
    }
    expect(field.counts().savedHere).toBe(0);
    await comeBack(field);
    expect(kindsAt()).toEqual([]);
  });

  test("a call's note is sealed beside it; do not call and a wrong number say what the office needs", async () => {
    const field = await onTheRoad();
    const { call } = first(field);
    const point = call.phones[0]?.id;
    await field.call(call.id, { outcome: "reached", point, note: "Ring after six." });
    await field.call(call.id, { outcome: "wrong", point });
    await field.call(call.id, { outcome: "do_not_call", point });
    await comeBack(field);
    const [reached, wrong, refused] = recordsAt(world.peer);
    expect(await opened(reached?.body.note, "call note", reached?.id ?? "", call.id)).toEqual({
      words: "Ring after six.",
    });
    expect(wrong?.body).toEqual({ outcome: "wrong", contact: call.id, point });
    expect(refused?.body).toEqual({ outcome: "do_not_call", contact: call.id });
  });

  test("a talk nobody planned is written up from the call list, and a correction is of the same talk", async () => {
    const field = await onTheRoad();
    const { call } = first(field);
    await field.writeUp(call.id, SAID);
    expect(field.weekDone().seen.get(call.id)).toBe("held");
    await world.pass(11_000);
    await field.writeUp(call.id, { ...SAID, answer: "later" });
    const introduced = field.week()?.calls.find(({ contact }) => contact === null);
    await expect(field.writeUp(introduced?.id ?? "", SAID)).rejects.toMatchObject({ code: "refused" });
    await comeBack(field);
    const [before, after] = recordsAt(world.peer).map(({ body }) => body);
    expect(before).toMatchObject({ contact: call.id, begun: true, before: "" });
    expect(after).toMatchObject({ one_on_one: before?.one_on_one, promise_id: before?.promise_id });
    const talk = String(before?.one_on_one);
    expect(await opened(after?.words, "one-on-one write-up", talk, call.id)).toEqual({ cares: SAID.cares });
    expect(field.week()?.calls.map(({ id }) => id)).not.toContain(call.id);
  });

  test("somebody who asked to be called is named as that, and no note is made about them", async () => {
    const field = await onTheRoad();
    const asked = field.week()?.calls.find(({ introduction }) => introduction !== null);
    await field.call(asked?.id ?? "", { outcome: "reached", note: "gone" });
    await comeBack(field);
    expect(recordsAt(world.peer)[0]?.body).toEqual({ outcome: "reached", introduction: asked?.introduction });
  });

  test("somebody new is sealed to the event; in a circle that chose names, under the circle's own", async () => {
    const field = await onTheRoad();
    const [meeting, , circle] = field.week()?.events ?? [];
    await field.newcomer(meeting?.id ?? "", { name: " Sol Vega ", phone: "555 010 0177" });
    await field.newcomer(circle?.id ?? "", { name: "Sol", phone: "" });
    await comeBack(field);
    const [one, other] = recordsAt(world.peer);
    const event = String(one?.body.event);
    expect(await opened(one?.body.words, "event slip", one?.id ?? "", event)).toEqual({
      name: "Sol Vega",
      phone: "555 010 0177",
    });
    const at = String(other?.body.event);
    expect(await opened(other?.body.words, "circle name", other?.id ?? "", at)).toEqual({ name: "Sol" });
  });

  test("ticks and heads count at once, and each survives a tab that is killed right after it", async () => {
    let field = await onTheRoad();
    const { event } = first(field);
    const circle = field.week()?.events[1]?.id ?? "";
    const [ana, ben] = event.people.map(({ contact }) => contact);
    await field.tick(event.id, ana ?? "", true);
    field = await reopened();
    await field.tick(event.id, ben ?? "", true);
    await field.tick(event.id, ana ?? "", false);
    for (const by of [1, 1, 1, -1] as const) await field.head(circle, by);
    field = await reopened();
    expect([...(field.weekDone().here.get(event.id) ?? [])]).toEqual([ben]);
    expect(field.weekDone().heads.get(circle)).toBe(2);
    await comeBack(field);
    expect(kindsAt()).toEqual(["sign_in", "sign_in", "sign_in", ...Array(4).fill("head_count")]);
  });

  test("a write-up saved in a tab that dies in the middle is whole or not there", async () => {
    let field = await onTheRoad();
    const { one } = first(field);
    void field.writeUp(one.id, SAID).catch(() => null);
    world.kill();
    await rest();
    field = await reopened();
    const saved = field.counts().savedHere;
    expect(field.weekDone().seen.has(one.id)).toBe(saved === 1);
    await field.writeUp(one.id, SAID);
    await comeBack(field);
    expect(recordsAt(world.peer).map(({ seq }) => seq)).toEqual(saved === 1 ? [1, 2] : [1]);
  });

  test("two tabs at one door skip no number and lose no head", async () => {
    const field = await onTheRoad();
    const other = await world.open();
    await other.unlock(PRACTICE.passphrase);
    const circle = field.week()?.events[1]?.id ?? "";
    await Promise.all([field.head(circle, 1), other.head(circle, 1), field.head(circle, 1), other.head(circle, 1)]);
    await rest();
    expect([field, other].map((tab) => tab.weekDone().heads.get(circle))).toEqual([4, 4]);
    await comeBack(field);
    expect(recordsAt(world.peer).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });
});

describe("handing in", () => {
  test("an answer that is lost and a batch that arrives twice leave each record once", async () => {
    const field = await onTheRoad();
    const { one, call, event } = first(field);
    await field.writeUp(one.id, SAID);
    await field.call(call.id, { outcome: "message" });
    await field.tick(event.id, event.people[0]?.contact ?? "", true);
    let tries = 0;
    world.weather = (path) => (path.endsWith("/hand-in") ? (["answer lost", "twice"][tries++] as "twice") : "fine");
    await world.pass(11_000);
    expect(await field.handIn()).toMatchObject({ savedHere: 0, handedIn: 3, quarantined: 0 });
    expect(kindsAt()).toEqual(["write_up", "call", "sign_in"]);
  });

  test("takes off the phone whom the office has heard about, and keeps whom somebody is still to call", async () => {
    const field = await onTheRoad();
    const { one, call } = first(field);
    const [, second] = field.week()?.calls ?? [];
    await field.writeUp(one.id, SAID);
    await field.call(call.id, { outcome: "reached" });
    await field.call(second?.id ?? "", { outcome: "message" });
    expect(field.week()?.to_see.map(({ id }) => id)).toContain(one.id);
    await comeBack(field);
    expect(field.week()?.to_see.map(({ id }) => id)).not.toContain(one.id);
    const left = field.week()?.calls.map(({ id }) => id) ?? [];
    expect([left.includes(call.id), left.includes(second?.id ?? "")]).toEqual([false, true]);
  });

  test("a server that came back from an older backup is given all of it again", async () => {
    const field = await onTheRoad();
    const backup = world.peer.backup();
    const { one, event } = first(field);
    await field.writeUp(one.id, SAID);
    await field.tick(event.id, event.people[0]?.contact ?? "", true);
    await comeBack(field);
    world.peer.restore(backup);
    expect(kindsAt()).toEqual([]);
    await field.handIn();
    expect(kindsAt()).toEqual(["write_up", "sign_in"]);
  });

  test("a phone signed out in the middle still brings it, sealed, for an organizer to open", async () => {
    const field = await onTheRoad();
    const { one } = first(field);
    await field.writeUp(one.id, SAID);
    await world.pass(11_000);
    await field.signOut();
    expect(field.week()).toBeNull();
    world.weather = () => "fine";
    expect(await field.handIn()).toMatchObject({ savedHere: 1, sealedThere: 1 });
    await world.peer.openBundles();
    expect(kindsAt()).toEqual(["write_up"]);
  });

  test("what was about somebody who asked to go is off the phone, and it says so", async () => {
    const field = await onTheRoad();
    const { one, event } = first(field);
    await field.writeUp(one.id, SAID);
    await field.tick(event.id, event.people[0]?.contact ?? "", true);
    world.peer.askedToGo.add(one.contact);
    await comeBack(field);
    expect(field.counts()).toMatchObject({ savedHere: 0, handedIn: 2, quarantined: 0, gone: 2 });
  });

  test("a clock in another year makes no difference to what is held", async () => {
    const field = await onTheRoad();
    const { call } = first(field);
    world.now += 3600_000 * 5;
    await field.call(call.id, { outcome: "reached" });
    await comeBack(field);
    expect(kindsAt()).toEqual(["call"]);
  });
});

function textOfBody(body: unknown): string {
  return body instanceof Uint8Array ? textOf(new Uint8Array(body)) : String(body ?? "");
}
