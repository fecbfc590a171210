/** The rules behind the screens of a week: who is called next, who is found, what is missing before it is saved. */
import { expect, test } from "vitest";
import { sampleWeek } from "../../dev/sample-week.ts";
import { named, nextToCall } from "../../src/organizing/calls.ts";
import { emptyWriteUp, faultsOf } from "../../src/organizing/write-up.tsx";
import { inDays, shownDay, today } from "../../src/ui/days.ts";

const calls = sampleWeek().calls;
const [a, b, c] = calls.map(({ id }) => id) as [string, string, string];

test("after a call comes the next person nobody has called, from the beginning again, then nobody", () => {
  expect(nextToCall(calls, new Set([a]), a)).toBe(b);
  expect(nextToCall(calls, new Set([c]), c)).toBe(a);
  expect(nextToCall(calls, new Set([a, b, c]), c)).toBeNull();
  expect(nextToCall([], new Set(), a)).toBeNull();
});

test("somebody skipped comes again, and alone on the list they stay in front", () => {
  expect(nextToCall(calls, new Set(), b)).toBe(c);
  expect(nextToCall(calls.slice(0, 1), new Set(), a)).toBe(a);
});

test("a name is found by any part of it, without accents and in any order", () => {
  const people = sampleWeek().events[0]?.people ?? [];
  expect(named(people, "nun").map(({ called }) => called)).toEqual(["Carmen Núñez"]);
  expect(named(people, "ruiz an").map(({ called }) => called)).toEqual(["Ana Ruiz"]);
  expect(named(people, "")).toHaveLength(people.length);
  expect(named(people, "zzz")).toEqual([]);
});

test("a promise needs a day, and nothing promised needs none", () => {
  const begun = emptyWriteUp("Will you come?");
  expect(begun).toMatchObject({ ask: "Will you come?", heldOn: today(), answer: null });
  expect(faultsOf({ ...begun, due: "" })).toEqual({ due: false, heldOn: false });
  expect(faultsOf({ ...begun, promise: "bring keys", due: "" })).toEqual({ due: true, heldOn: false });
  expect(faultsOf({ ...begun, heldOn: "" })).toEqual({ due: false, heldOn: true });
});

test("days are the phone's own, across the end of a month and of a year", () => {
  expect(today(new Date(2026, 10, 27, 23, 59))).toBe("2026-11-27");
  expect(inDays(7, new Date(2026, 11, 28))).toBe("2027-01-04");
  expect(shownDay("2026-11-27", "en")).toBe("Fri, Nov 27");
  expect(shownDay("2026-11-27", "es")).toContain("27");
  expect(shownDay("soon", "en")).toBe("soon");
});
