/** Who comes next on the call list. */
import type { ToCall, WeekDone } from "../core/week_types";

/** The next one after `at` whom nobody has called yet, starting over at the end; null when all were called. */
export const nextToCall = (calls: readonly ToCall[], called: ReadonlySet<string>, at: string): string | null => {
  const here = calls.findIndex(({ id }) => id === at);
  const inOrder = [...calls.slice(here + 1), ...calls.slice(0, here + 1)];
  return inOrder.find(({ id }) => !called.has(id))?.id ?? null;
};

/** Called, or seen in person with nothing planned. */
export const isCalled = (done: WeekDone, id: string): boolean => done.called.has(id) || done.seen.has(id);

/** People whose name holds every part of what was typed, accents or not. */
export const named = <Person extends { called: string }>(people: readonly Person[], typed: string): Person[] => {
  const parts = plain(typed).split(/\s+/).filter(Boolean);
  return people.filter(({ called }) => parts.every((part) => plain(called).includes(part)));
};

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
