/** The turf as a walk: which stops there are, how far along we are, which one comes next. No drawing here. */
import type { Building, Door, DoorState, Flag, TurfPackage } from "../core/types";

export type States = ReadonlyMap<string, DoorState>;

/** A house with one door, or a building whose doors are worked together. */
export type Stop =
  | { kind: "door"; id: string; door: Door }
  | { kind: "building"; id: string; building: Building; doors: Door[] };

export const isDone = (state: DoorState | undefined): boolean => state !== undefined && state.outcome !== null;

/** What the package warned of and what was marked on this phone since. */
export const flagsOf = (door: Door, states: States): Flag[] => states.get(door.id)?.flags ?? door.flags;

/** People who asked us not to knock are not suggested as the next door, nor are they given a quick button. */
export const mayKnock = (door: Door, states: States): boolean => !flagsOf(door, states).includes("do_not_knock");

export const wholeLabel = (door: Door): string => (door.unit === "" ? door.label : `${door.label}, ${door.unit}`);

/** Stops in walk order; a building stands where its first door stands. */
export const stopsOf = (turf: TurfPackage): Stop[] => {
  const byBuilding = new Map<string, Door[]>();
  for (const door of turf.doors) {
    const there = byBuilding.get(door.building);
    if (there === undefined) byBuilding.set(door.building, [door]);
    else there.push(door);
  }
  const buildings = new Map(turf.buildings.map((building) => [building.id, building]));
  const stops: Stop[] = [];
  for (const [id, doors] of byBuilding) {
    const [first] = doors;
    if (first === undefined) continue;
    const building = buildings.get(id) ?? { id, label: first.label, units: doors.length, ring: [] };
    stops.push(
      doors.length === 1 ? { kind: "door", id: first.id, door: first } : { kind: "building", id, building, doors },
    );
  }
  return stops;
};

export const doorsAt = (stop: Stop): Door[] => (stop.kind === "door" ? [stop.door] : stop.doors);

export const labelOf = (stop: Stop): string => (stop.kind === "door" ? wholeLabel(stop.door) : stop.building.label);

export const waitsAt = (stop: Stop, states: States): boolean =>
  doorsAt(stop).some((door) => !isDone(states.get(door.id)) && mayKnock(door, states));

/** The first stop that still waits after `from`, else the first that waits at all. */
export const nextStop = (stops: Stop[], states: States, from: string | null): Stop | null => {
  const start = stops.findIndex((stop) => stop.id === from) + 1;
  const inOrder = [...stops.slice(start), ...stops.slice(0, start)];
  return inOrder.find((stop) => waitsAt(stop, states)) ?? null;
};

export const progress = (turf: TurfPackage, states: States): { done: number; all: number } => ({
  done: turf.doors.filter((door) => isDone(states.get(door.id))).length,
  all: turf.doors.length,
});

/** "12 Clinton Avenue" on Clinton Avenue: the walker looks for the number, so it is shown apart. */
export const splitLabel = (door: Door): { number: string; street: string } => {
  const number =
    door.street !== "" && door.label.endsWith(door.street) ? door.label.slice(0, -door.street.length).trim() : "";
  return /^\d/.test(number) ? { number, street: door.street } : { number: "", street: door.label };
};

/** Which stop of the walk it is, from 1, for a door that nothing else tells from its neighbours; null for all others. */
export const unnumberedPlace = (door: Door, stops: Stop[]): number | null => {
  if (splitLabel(door).number !== "") return null;
  const at = stops.findIndex((stop) => stop.id === door.id);
  return at < 0 ? null : at + 1;
};

export type Floor = { floor: string; doors: Door[] };

const asNumber = (floor: string): number => (/^-?\d+$/.test(floor) ? Number(floor) : Number.NaN);

/** Floors from the top down, as they stand; those nobody noted come last. Units inside a floor read 2, 3, 10. */
export const floorsOf = (doors: Door[]): Floor[] => {
  const floors = new Map<string, Door[]>();
  for (const door of doors) floors.set(door.floor, [...(floors.get(door.floor) ?? []), door]);
  const higher = (one: string, other: string): number => {
    if (one === "" || other === "") return one === other ? 0 : one === "" ? 1 : -1;
    const difference = asNumber(other) - asNumber(one);
    return Number.isNaN(difference) ? other.localeCompare(one, undefined, { numeric: true }) : difference;
  };
  return [...floors]
    .sort(([one], [other]) => higher(one, other))
    .map(([floor, there]) => ({
      floor,
      doors: there.sort((a, b) => a.unit.localeCompare(b.unit, undefined, { numeric: true })),
    }));
};
