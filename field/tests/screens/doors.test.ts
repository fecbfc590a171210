/** The walk's rules: stops, the next one, floors, and what the walker looks for. */
import { describe, expect, it } from "vitest";
import type { Door, DoorState, TurfPackage } from "../../src/core/types";
import { floorsOf, nextStop, progress, type Stop, splitLabel, stopsOf, waitsAt } from "../../src/organizing/doors";

const door = (id: string, more: Partial<Door> = {}): Door => ({
  id,
  building: `b-${id}`,
  label: `${id} Elm Street`,
  unit: "",
  floor: "",
  street: "Elm Street",
  lat: 0,
  lon: 0,
  area: 1,
  flags: [],
  last: "",
  ...more,
});

const turfOf = (doors: Door[]): TurfPackage => ({ doors, buildings: [] }) as unknown as TurfPackage;
const done: DoorState = { outcome: "no_answer", flags: [] };
const ids = (stops: Stop[]): string[] => stops.map((stop) => stop.id);

describe("stops", () => {
  it("puts the doors of one building together, where its first door stands", () => {
    const doors = [door("1"), door("2", { building: "flats" }), door("3"), door("4", { building: "flats" })];
    expect(ids(stopsOf(turfOf(doors)))).toEqual(["1", "flats", "3"]);
  });

  it("waits at a building while one of its doors is undone", () => {
    const [stop] = stopsOf(turfOf([door("1", { building: "flats" }), door("2", { building: "flats" })]));
    if (stop === undefined) throw new Error("no stop");
    expect(waitsAt(stop, new Map([["1", done]]))).toBe(true);
    expect(
      waitsAt(
        stop,
        new Map([
          ["1", done],
          ["2", done],
        ]),
      ),
    ).toBe(false);
  });
});

describe("the next stop", () => {
  const stops = stopsOf(turfOf([door("1"), door("2", { flags: ["do_not_knock"] }), door("3"), door("4")]));

  it("comes after the last one, passing those who asked us not to knock", () => {
    expect(nextStop(stops, new Map([["1", done]]), "1")?.id).toBe("3");
  });

  it("goes back to what was left out before", () => {
    const states = new Map([
      ["3", done],
      ["4", done],
    ]);
    expect(nextStop(stops, states, "4")?.id).toBe("1");
  });

  it("is nothing when all that may be knocked at was visited", () => {
    const states = new Map(["1", "3", "4"].map((id) => [id, done]));
    expect(nextStop(stops, states, "4")).toBeNull();
  });

  it("heeds a mark made on this phone", () => {
    const states = new Map<string, DoorState>([["1", { outcome: null, flags: ["do_not_knock"] }]]);
    expect(nextStop(stops, states, null)?.id).toBe("3");
  });
});

it("counts doors with an outcome, not marks", () => {
  const states = new Map<string, DoorState>([
    ["1", done],
    ["2", { outcome: null, flags: ["dog"] }],
  ]);
  expect(progress(turfOf([door("1"), door("2")]), states)).toEqual({ done: 1, all: 2 });
});

it("shows the number apart, and a door without one as it is described", () => {
  expect(splitLabel(door("12"))).toEqual({ number: "12", street: "Elm Street" });
  const nameless = "no number, east side of Elm Street";
  expect(splitLabel(door("x", { label: nameless }))).toEqual({ number: "", street: nameless });
});

it("orders floors from the top down, cellars under the ground, unknown ones last, and 10 after 9", () => {
  const doors = ["1", "-1", "", "10", "9", "G"].map((floor, at) => door(String(at), { floor, unit: floor }));
  expect(floorsOf(doors).map(({ floor }) => floor)).toEqual(["G", "10", "9", "1", "-1", ""]);
  const units = ["10", "9", "9B"].map((unit) => door(unit, { floor: "1", unit }));
  expect(floorsOf(units)[0]?.doors.map(({ unit }) => unit)).toEqual(["9", "9B", "10"]);
});
