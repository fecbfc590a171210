/** How long to wait before asking again: twice as long each time, a little uneven, never more than a minute. */

export const TRIES = 6;

/** Milliseconds before try number `failures` + 1; `chance` is from 0 to 1. */
export function pauseBefore(failures: number, chance: number): number {
  const longest = Math.min(60_000, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + chance / 2));
}
