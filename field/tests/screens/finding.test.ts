/** Finding a service on the phone: near, open now, no ID; words in both languages; nothing needs a signal. */
import { describe, expect, it } from "vitest";
import {
  type Directory,
  Finder,
  frameOf,
  isOpen,
  isStale,
  NOTHING_ASKED,
  type Opening,
  placeAt,
  QUICK,
} from "../../src/care/finding";

const MONDAY = (hour: number, minute = 0) => new Date(2026, 10, 30, hour, minute);
const HERE: [number, number] = [42_652_000, -73_756_000];
const DIRECTORY: Directory = {
  kind: "waymeet-directory-1",
  day: "2026-11-27",
  stale: 180,
  needs: { food: { en: "food", es: "comida" }, housing: { en: "housing, shelter", es: "vivienda, albergue" } },
  doors: {
    id_required: { easy: "no", yes: { en: "asks for an ID", es: "pide" }, no: { en: "no ID asked", es: "sin" } },
    walk_in: { easy: "yes", yes: { en: "walk in", es: "sin cita" }, no: { en: "appointment", es: "cita" } },
  },
  areas: [["Center Square", 42_655_000, -73_760_000, [42_660_000, -73_765_000, 0, 10_000, -10_000, 0, 0, -10_000]]],
  services: [
    {
      i: "1",
      n: "Soup at noon",
      k: ["food"],
      at: [[42_653_000, -73_757_000]],
      h: [[0, 660, 840]],
      d: { id_required: ["no", "2026-11-01"] },
    },
    {
      i: "2",
      n: "Beds for tonight",
      k: ["housing"],
      at: [HERE],
      h: [[0, 1200, 480]],
      d: { id_required: ["yes", "2026-11-01"] },
    },
    { i: "3", n: "Peñón pantry", k: ["food"], at: [[42_653_500, -73_757_000]], h: [[0, 600, 900]] },
    {
      i: "4",
      n: "Far away soup",
      k: ["food"],
      at: [[43_652_000, -73_756_000]],
      h: [[0, 0, 1439]],
      d: { id_required: ["no", ""] },
    },
    { i: "5", n: "By telephone", a: "Anything, any time." },
  ],
};
const finder = new Finder(DIRECTORY);
const names = (asked: Partial<typeof NOTHING_ASKED>, now = MONDAY(12)) =>
  finder.find({ ...NOTHING_ASKED, ...asked }, now).found.map(({ service }) => service.n);

describe("one tap", () => {
  it("finds what is near, open now and asks for no ID, and counts where nobody told us", () => {
    const answer = finder.find({ ...NOTHING_ASKED, ...QUICK, near: HERE }, MONDAY(12));
    expect(answer.found.map(({ service }) => service.n)).toEqual(["Soup at noon"]);
    expect(answer.found[0]?.metres).toBeGreaterThan(100);
    expect(answer.untold).toBe(1);
    expect(finder.find({ ...NOTHING_ASKED, ...QUICK, near: HERE }, MONDAY(15)).found).toEqual([]);
  });
});

describe("finding", () => {
  it("looks at the beginnings of words, without accents, in both languages", () => {
    expect(names({ words: "penon" })).toEqual(["Peñón pantry"]);
    expect(names({ words: "albergue" })).toEqual(["Beds for tonight"]);
    expect(names({ words: "oup" })).toEqual([]);
    expect(names({ words: "any TIME" })).toEqual(["By telephone"]);
  });
  it("puts the nearest first, and leaves out what lies nowhere near", () => {
    expect(names({ near: HERE })).toEqual(["Beds for tonight", "Soup at noon", "Peñón pantry"]);
  });
  it("asks for every door that was chosen", () => {
    expect(names({ doors: ["id_required", "walk_in"] })).toEqual([]);
    expect(names({ need: "food", doors: ["id_required"] })).toEqual(["Far away soup", "Soup at noon"]);
  });
});

describe("hours", () => {
  const late: Opening[] = [[0, 1200, 480]];
  it.each([
    [late, MONDAY(20), true],
    [late, MONDAY(7), false],
    [late, new Date(2026, 11, 1, 7), true],
    [late, new Date(2026, 11, 1, 9), false],
    [[["2026-11-30", 540, 600]] as Opening[], MONDAY(9, 30), true],
    [[["2026-12-01", 540, 600]] as Opening[], MONDAY(9, 30), false],
    [
      [
        [0, 0, 60],
        [6, 1380, 60],
      ] as Opening[],
      MONDAY(0, 30),
      true,
    ],
    [[], MONDAY(9), null],
  ])("%j", (hours, now, open) => {
    expect(isOpen(hours, now)).toBe(open);
  });
});

describe("what was told", () => {
  it("is stale after so many days, and where nobody said when", () => {
    expect(isStale("2026-11-01", 180, MONDAY(9))).toBe(false);
    expect(isStale("2026-05-01", 180, MONDAY(9))).toBe(true);
    expect(isStale("", 180, MONDAY(9))).toBe(true);
  });
});

it("takes a tap on the map for the place under it, and lets no far place shrink it", () => {
  const crowd = Array.from({ length: 40 }, (_, at) => ({
    i: `${at}`,
    n: "",
    at: [[42_650_000 + at * 100, -73_760_000]],
  }));
  const frame = frameOf({
    ...DIRECTORY,
    services: [...crowd, { i: "x", n: "", at: [[10, 10]] }] as Directory["services"],
  });
  if (frame === null) throw new Error("no frame");
  expect(frame.north - frame.south).toBeLessThan(40_000);
  const [lat, lon] = placeAt(frame, 0.5, 0.5);
  expect(Math.abs(lat - 42_655_000)).toBeLessThan(3000);
  expect(Math.abs(lon + 73_760_000)).toBeLessThan(3000);
  expect(placeAt(frame, 0, 0)).toEqual([Math.round(frame.north), Math.round(frame.west)]);
});
