/** How long to wait before asking again: twice as long each time, a little uneven, never more than a minute. */
import { FieldTrouble } from "../core/types.ts";

export const TRIES = 6;

/** `sleep` takes milliseconds; `chance` answers a number from 0 to 1; `tries` is TRIES unless told. */
export type Patience = { sleep(milliseconds: number): Promise<void>; chance(): number; tries?: number };

/** Milliseconds before the next try after so many failures in a row; `chance` is from 0 to 1. */
export function pauseAfter(failures: number, chance: number): number {
  const longest = Math.min(60_000, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + chance / 2));
}

/** Runs `attempt` until it answers, refuses for good, or has failed to get through too often. */
export async function patiently<A>(patience: Patience, attempt: (failures: number) => Promise<A>): Promise<A> {
  for (let failures = 0; ; ) {
    try {
      return await attempt(failures);
    } catch (reason) {
      failures += 1;
      if (!mayPass(reason) || failures >= (patience.tries ?? TRIES)) throw reason;
      await patience.sleep(pauseAfter(failures, patience.chance()));
    }
  }
}

/** No answer, or "later", or an answer without a receipt to believe (a Wi-Fi log-in page, a server just restarted). */
function mayPass(reason: unknown): boolean {
  if (!(reason instanceof FieldTrouble)) return false;
  return reason.code === "no_network" || reason.code === "later" || reason.sentence === "trouble.bad_receipt";
}
