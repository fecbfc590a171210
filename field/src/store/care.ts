/**
 * What care keeps on the phone: a fixed store of sealed slots, filled with random bytes beforehand.
 *
 * Every save of a door writes exactly one slot of 400 bytes at a place chosen at random, whether kits changed hands or
 * not. Nothing is counted, numbered or timed; a place says only whether its bytes are filler, not yet final, waiting
 * or handed in, and for which night's code. A copy of these files tells how many doors were saved, no more.
 */
import type { DBSchema } from "idb";
import { trouble } from "../core/trouble.ts";
import type { NightInfo } from "../core/types.ts";
import { type Bytes, randomBytes, sameBytes } from "../seal/bytes.ts";
import { SLOT_BYTES } from "../seal/slot.ts";
import { dayAfterWeek, KEEP_DAYS } from "./days.ts";
import { Shelf, type Writing } from "./shelf.ts";

export const PLACES = 512;

const FILLER = 0;
const PENDING = 1;
const WAITING = 2;
const HELD = 3;
/** Of somebody met without a door, while it can be taken back: a save of its own, so that nothing else decides it. */
const MET = 4;
const HEAD = 2;

/** `number` is 1 to 255 and used again; `current` is the night whose code was scanned last on this sign-in. */
export type NightRow = {
  number: number;
  code: string;
  info: NightInfo;
  current: boolean;
  /** Where people are met without a door: an area of the night's list, 0 for none. */
  area?: number;
  /** The day (since 1970) on which its code was scanned here. */
  day?: number;
};

export type PlacedSlot = { place: number; slot: Bytes };

export type CareCounts = { waiting: number; held: number };

/** One place: state, night number, then the 400 bytes. One value of one size, so that every write looks the same. */
type Place = Bytes;

interface Tables extends DBSchema {
  place: { key: number; value: Place };
  night: { key: number; value: NightRow };
  server: { key: "incarnation"; value: string };
}

export class CareStore {
  readonly #shelf = new Shelf<Tables>("waymeet-care", ["place", "night", "server"], (db) => {
    db.createObjectStore("place");
    db.createObjectStore("night", { keyPath: "number" });
    db.createObjectStore("server");
  });

  close(): Promise<void> {
    return this.#shelf.close();
  }

  /** Fills the store with random bytes at the first start, long before anything is handed out. */
  async prepare(): Promise<void> {
    await this.#shelf.write(async (tx) => {
      if ((await tx.objectStore("place").count()) === 0) await addPlaces(tx, 0);
    });
  }

  /** Writes each slot at a random free place, not yet final. */
  async write(slots: Bytes[], night: number): Promise<void> {
    await this.#surely(slots, night, PENDING);
  }

  /** As `write`, of somebody met without a door; the one before it counts from now on. */
  async writeMet(slot: Bytes, night: number): Promise<void> {
    await this.settleMet();
    await this.#surely([slot], night, MET);
  }

  /** Writes nothing where nobody was met. */
  async settleMet(): Promise<boolean> {
    if (!(await this.#places()).some(({ value }) => value[0] === MET)) return false;
    return this.#change(counted);
  }

  /** Whether this very slot was still open; if so it is filler now. */
  takeBackMet(slot: Bytes): Promise<boolean> {
    return this.#change((place) => (place[0] === MET && sameBytes(place.subarray(HEAD), slot) ? filler() : null));
  }

  /** The slots of the last save count from now on. */
  settle(): Promise<boolean> {
    return this.#change((place) => (place[0] === PENDING ? withState(place, WAITING) : counted(place)));
  }

  /** The last save at a door was undone, or never finished: its slots become filler again. Whoever was met counts. */
  voidPending(): Promise<boolean> {
    return this.#change((place) => (place[0] === PENDING ? filler() : counted(place)));
  }

  async hasPending(): Promise<boolean> {
    return (await this.#places()).some(({ value }) => value[0] === PENDING);
  }

  /** Slots of a night that no server has promised to hold, in the order of their (random) places. */
  async waiting(night: number): Promise<PlacedSlot[]> {
    const places = await this.#places();
    return places
      .filter(({ value }) => value[0] === WAITING && value[1] === night)
      .map(({ key, value }) => ({ place: key, slot: value.slice(HEAD) }));
  }

  /** Marks exactly what was sent; a place written anew meanwhile is left alone. */
  async markHeld(sent: PlacedSlot[]): Promise<void> {
    await this.#shelf.write(async (tx) => {
      for (const { place, slot } of sent) {
        const value = await tx.objectStore("place").get(place);
        if (value?.[0] !== WAITING || !sameBytes(value.subarray(HEAD), slot)) continue;
        await tx.objectStore("place").put(withState(value, HELD), place);
      }
    });
  }

  /** Another incarnation of the server answered: it is remembered, and everything held is offered again. */
  async restartedAs(incarnation: string): Promise<void> {
    await this.#shelf.write(async (tx) => {
      const before = await tx.objectStore("server").get("incarnation");
      if (before === incarnation) return;
      await tx.objectStore("server").put(incarnation, "incarnation");
      if (before !== undefined)
        await changePlaces(tx, (place) => (place[0] === HELD ? withState(place, WAITING) : null));
    });
  }

  async incarnation(): Promise<string> {
    return (await this.#shelf.read((tx) => tx.objectStore("server").get("incarnation"))) ?? "";
  }

  nights(): Promise<NightRow[]> {
    return this.#shelf.read((tx) => tx.objectStore("night").getAll());
  }

  /** The night that doors are saved for from now on; scanning the same code again changes nothing. */
  startNight(code: string, info: NightInfo, day?: number): Promise<NightRow> {
    return this.#shelf.write(async (tx) => {
      const nights = await tx.objectStore("night").getAll();
      for (const night of nights) if (night.current) await tx.objectStore("night").put({ ...night, current: false });
      const known = nights.find((night) => night.code === code && night.info.week === info.week);
      const row = { number: known?.number ?? freeNumber(nights), code, info, current: true, area: known?.area, day };
      await tx.objectStore("night").put(row);
      return row;
    });
  }

  async endNight(): Promise<void> {
    await this.#shelf.write(async (tx) => {
      for (const night of await tx.objectStore("night").getAll()) {
        if (night.current) await tx.objectStore("night").put({ ...night, current: false });
      }
    });
  }

  async setArea(area: number): Promise<void> {
    await this.#shelf.write(async (tx) => {
      for (const night of await tx.objectStore("night").getAll()) {
        if (night.current) await tx.objectStore("night").put({ ...night, area });
      }
    });
  }

  /** A night whose code was scanned before yesterday is over, also where nobody signs out. */
  async endOld(today: number): Promise<void> {
    const now = (await this.nights()).find(({ current }) => current);
    if (now?.day !== undefined && Math.abs(today - now.day) > 1) await this.endNight();
  }

  async counts(heldOf: number | null): Promise<CareCounts> {
    const places = await this.#places();
    const waiting = places.filter(({ value }) => [WAITING, PENDING, MET].includes(value[0] ?? 0)).length;
    const held = places.filter(({ value }) => value[0] === HELD && value[1] === heldOf).length;
    return { waiting, held };
  }

  /** Thirty days after its week, a night's handed-in slots become filler; a night with nothing left is forgotten. */
  async forgetOld(today: number): Promise<void> {
    await this.#shelf.write(async (tx) => {
      const nights = await tx.objectStore("night").getAll();
      const old = new Set(
        nights.filter((night) => dayAfterWeek(night.info.week) + KEEP_DAYS < today).map((night) => night.number),
      );
      if (old.size === 0) return;
      await changePlaces(tx, (place) => (place[0] === HELD && old.has(place[1] ?? 0) ? filler() : null));
      const used = new Set((await tx.objectStore("place").getAll()).map((place) => place[1]));
      for (const night of old) if (!used.has(night)) await tx.objectStore("night").delete(night);
    });
  }

  async #surely(slots: Bytes[], night: number, state: number): Promise<void> {
    if (await this.#written(slots, night, state)) return;
    await this.#shelf.close();
    if (!(await this.#written(slots, night, state))) throw trouble("storage");
  }

  async #written(slots: Bytes[], night: number, state: number): Promise<boolean> {
    await this.#shelf.write(async (tx) => {
      // A first try whose answer was lost may have written some already.
      const there = (await tx.objectStore("place").getAll()).filter((place) => place[0] === state);
      const missing = slots.filter((slot) => !there.some((place) => sameBytes(place.subarray(HEAD), slot)));
      const free = await freePlaces(tx, missing.length);
      for (const [index, slot] of missing.entries()) {
        await tx.objectStore("place").put(placed(state, night, slot), free[index]);
      }
    });
    return this.#holds(slots, state);
  }

  async #holds(slots: Bytes[], state: number): Promise<boolean> {
    const pending = (await this.#places()).filter(({ value }) => value[0] === state);
    return slots.every((slot) => pending.some(({ value }) => sameBytes(value.subarray(HEAD), slot)));
  }

  #places(): Promise<{ key: number; value: Place }[]> {
    return this.#shelf.read(async (tx) => {
      const [keys, values] = await Promise.all([
        tx.objectStore("place").getAllKeys(),
        tx.objectStore("place").getAll(),
      ]);
      return values.map((value, index) => ({ key: keys[index] ?? 0, value }));
    });
  }

  #change(next: (place: Place) => Place | null): Promise<boolean> {
    return this.#shelf.write((tx) => changePlaces(tx, next));
  }
}

async function changePlaces(tx: Writing<Tables>, next: (place: Place) => Place | null): Promise<boolean> {
  const store = tx.objectStore("place");
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  let changed = false;
  for (const [index, value] of values.entries()) {
    const after = next(value);
    if (after === null) continue;
    await store.put(after, keys[index]);
    changed = true;
  }
  return changed;
}

/** `wanted` free places in random order: filler first, then what was handed in longest ago, then a further block. */
async function freePlaces(tx: Writing<Tables>, wanted: number): Promise<number[]> {
  const values = await tx.objectStore("place").getAll();
  const weeks = new Map((await tx.objectStore("night").getAll()).map((night) => [night.number, night.info.week]));
  const free = shuffled(placesWith(values, (place) => place[0] === FILLER));
  if (free.length < wanted) {
    const held = shuffled(placesWith(values, (place) => place[0] === HELD));
    const week = (place: number) => weeks.get(values[place]?.[1] ?? 0) ?? "";
    free.push(...held.sort((a, b) => week(a).localeCompare(week(b))));
  }
  for (let end = values.length; free.length < wanted; end += PLACES) {
    free.push(...shuffled(await addPlaces(tx, end)));
  }
  return free.slice(0, wanted);
}

async function addPlaces(tx: Writing<Tables>, start: number): Promise<number[]> {
  const added = Array.from({ length: PLACES }, (_, index) => start + index);
  for (const place of added) await tx.objectStore("place").put(filler(), place);
  return added;
}

/** Places are numbered from 0 without holes, so an index is a key. */
function placesWith(values: Place[], fits: (place: Place) => boolean): number[] {
  return values.flatMap((value, index) => (fits(value) ? [index] : []));
}

function filler(): Place {
  return placed(FILLER, 0, randomBytes(SLOT_BYTES));
}

function placed(state: number, night: number, slot: Bytes): Place {
  const place = new Uint8Array(HEAD + SLOT_BYTES);
  place[0] = state;
  place[1] = night;
  place.set(slot, HEAD);
  return place;
}

/** Of somebody met, what was open counts from now on. */
function counted(place: Place): Place | null {
  return place[0] === MET ? withState(place, WAITING) : null;
}

function withState(place: Place, state: number): Place {
  return placed(state, place[1] ?? 0, place.slice(HEAD));
}

function freeNumber(nights: NightRow[]): number {
  const used = new Set(nights.map((night) => night.number));
  for (let number = 1; number < 255; number += 1) if (!used.has(number)) return number;
  return 255;
}

/** A fair shuffle with the system's randomness. */
function shuffled(places: number[]): number[] {
  const mixed = [...places];
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] ?? 0, mixed[i] ?? 0];
  }
  return mixed;
}

/** A whole number from 0 to `limit` - 1, each equally likely. */
function below(limit: number): number {
  const ceiling = Math.floor(0x1_0000_0000 / limit) * limit;
  const draw = new Uint32Array(1);
  do crypto.getRandomValues(draw);
  while ((draw[0] ?? 0) >= ceiling);
  return (draw[0] ?? 0) % limit;
}
