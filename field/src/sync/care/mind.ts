/** What the phone believes the server holds of a night's slots: decided by count and set hash alone. */
import { type Bytes, compareBytes, joined, sha256, toHex } from "../../seal/bytes.ts";

export type SlotsAnswer = { count: number; setHash: string; incarnation: string };

/** SHA-256 over the sorted SHA-256 digests of the slots: the same for any order. */
export async function setHash(slots: readonly Bytes[]): Promise<string> {
  const digests = await Promise.all(slots.map(sha256));
  return toHex(await sha256(joined(...digests.sort(compareBytes))));
}

/** Null when anything is missing. */
export function readAnswer(answer: unknown): SlotsAnswer | null {
  if (typeof answer !== "object" || answer === null) return null;
  const { count, set_hash, incarnation } = answer as Record<string, unknown>;
  if (typeof count !== "number" || typeof set_hash !== "string" || typeof incarnation !== "string") return null;
  return { count, setHash: set_hash, incarnation };
}

/** The server holds all that was sent, or we do not know what it holds. */
export function holdsAll(answer: SlotsAnswer, sent: { count: number; setHash: string }): boolean {
  return answer.count === sent.count && answer.setHash === sent.setHash;
}
