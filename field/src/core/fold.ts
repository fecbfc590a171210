/** From the records of this phone to what the screens show: the state of each door, and the turf with added units. */
import type { FieldRecord, VisitBody } from "./records.ts";
import type { Door, DoorState, Flag, TurfPackage } from "./types.ts";

/** A record together with how long it can still be taken back (0: it has settled). */
export type Kept = { record: FieldRecord; pendingUntil: number };

type Visit = { id: string; body: VisitBody; pendingUntil: number };

/** Doors of the turf at which this phone saved something that still stands. */
export function foldDoors(turf: TurfPackage, kept: readonly Kept[]): Map<string, DoorState> {
  const visits = standingVisits(turf, kept);
  const flags = foldFlags(turf, kept);
  const doors = new Map<string, DoorState>();
  for (const door of new Set([...visits.keys(), ...flags.keys()])) {
    const known = flags.get(door) ?? packageFlags(turf, door);
    doors.set(door, doorState(visits.get(door)?.at(-1), [...known]));
  }
  return doors;
}

/** Visits by door, oldest first, without those that were undone. */
export function standingVisits(turf: TurfPackage, kept: readonly Kept[]): Map<string, Visit[]> {
  const undone = new Set(kept.flatMap(({ record }) => (record.kind === "undo" ? [record.body.undoes] : [])));
  const visits = new Map<string, Visit[]>();
  for (const { record, pendingUntil } of kept) {
    if (record.kind !== "visit" || record.turf !== turf.turf || undone.has(record.id)) continue;
    const earlier = visits.get(record.body.door) ?? [];
    visits.set(record.body.door, [...earlier, { id: record.id, body: record.body, pendingUntil }]);
  }
  return visits;
}

function foldFlags(turf: TurfPackage, kept: readonly Kept[]): Map<string, Set<Flag>> {
  const flags = new Map<string, Set<Flag>>();
  for (const { record } of kept) {
    if (record.kind !== "flag" || record.turf !== turf.turf) continue;
    const { door, flag, on } = record.body;
    const set = flags.get(door) ?? new Set(packageFlags(turf, door));
    if (on) set.add(flag);
    else set.delete(flag);
    flags.set(door, set);
  }
  return flags;
}

function packageFlags(turf: TurfPackage, door: string): Flag[] {
  return turf.doors.find(({ id }) => id === door)?.flags ?? [];
}

function doorState(visit: Visit | undefined, flags: Flag[]): DoorState {
  const state: DoorState = { outcome: visit?.body.outcome ?? null, flags };
  if (visit?.body.person) state.person = visit.body.person;
  if (visit?.body.follow_up) state.followUp = true;
  if (visit?.pendingUntil) state.undoableUntil = visit.pendingUntil;
  return state;
}

/** The turf with the units added on this phone, each after the last door of its building. */
export function withUnits(turf: TurfPackage, kept: readonly Kept[]): TurfPackage {
  const doors = [...turf.doors];
  for (const { record } of kept) {
    if (record.kind !== "unit" || record.turf !== turf.turf) continue;
    const { door: id, building, unit, floor } = record.body;
    const at = doors.findLastIndex((door) => door.building === building);
    const neighbour = doors[at];
    if (!neighbour) continue;
    doors.splice(at + 1, 0, unitBeside(neighbour, { id, unit, floor: floor ?? "" }));
  }
  return doors.length === turf.doors.length ? turf : { ...turf, doors };
}

/** A door nobody knew of: same building, street and area as its neighbour. */
export function unitBeside(neighbour: Door, added: { id: string; unit: string; floor: string }): Door {
  return { ...neighbour, ...added, flags: [], last: "" };
}
