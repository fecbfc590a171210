/** What is being handed over at this door before it is sealed. Kept nowhere once the door is saved. */
import type { KitsDraft } from "../core/types";

export const NO_KITS: KitsDraft = { items: [], barriers: [] };

/** A sealed slot holds eight different things, each counted up to 255. */
export const MOST_THINGS = 8;
const MOST_OF_ONE = 255;

/** A note is sealed into 256 bytes, two of which hold its length. */
export const NOTE_BYTES = 254;

export const countOf = (kits: KitsDraft, number: number): number =>
  kits.items.find((item) => item.number === number)?.count ?? 0;

export const isEmpty = (kits: KitsDraft): boolean =>
  kits.items.length === 0 && kits.barriers.length === 0 && (kits.note ?? "") === "";

export const mayAdd = (kits: KitsDraft, number: number): boolean =>
  countOf(kits, number) > 0 || kits.items.length < MOST_THINGS;

export const change = (kits: KitsDraft, number: number, by: 1 | -1): KitsDraft => {
  const count = Math.min(MOST_OF_ONE, Math.max(0, countOf(kits, number) + by));
  const others = kits.items.filter((item) => item.number !== number);
  return { ...kits, items: count === 0 ? others : [...others, { number, count }] };
};

export const toggleBarrier = (kits: KitsDraft, number: number, on: boolean): KitsDraft => {
  const others = kits.barriers.filter((barrier) => barrier !== number);
  return { ...kits, barriers: on ? [...others, number] : others };
};
