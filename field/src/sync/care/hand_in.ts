/**
 * Hands in the sealed slots of each night: no cookie, no device, no signature, only the night's code.
 *
 * A slot counts as handed in when the server answers the same count and set hash as was sent, after its commit.
 */
import { trouble } from "../../core/trouble.ts";
import { FieldTrouble } from "../../core/types.ts";
import { toBase64 } from "../../seal/bytes.ts";
import type { CareStore, NightRow, PlacedSlot } from "../../store/care.ts";
import { type Patience, patiently } from "../pauses.ts";
import type { Wire } from "../wire.ts";
import { holdsAll, readAnswer, setHash } from "./mind.ts";

export const ADDRESS = "/field/care";
export const BATCH = 100;

export type Tools = { store: CareStore; wire: Wire; patience: Patience };

/** `done` is told of each slot held. One night's refusal does not keep the others here. */
export async function handInSlots(tools: Tools, done: (more: number) => void): Promise<void> {
  const nights = await tools.store.nights();
  await listen(tools, nights);
  // A second round, because an answer may tell that the server was restored and wants earlier slots again.
  await everyNight(tools, nights, done).catch(stopWithoutNetwork);
  await everyNight(tools, nights, done);
}

async function everyNight(tools: Tools, nights: NightRow[], done: (more: number) => void): Promise<void> {
  let first: unknown = null;
  for (const night of nights) {
    const reason = await nightTrouble(tools, night, done);
    stopWithoutNetwork(reason);
    first ??= reason;
  }
  if (first) throw first;
}

function stopWithoutNetwork(reason: unknown): void {
  if (reason instanceof FieldTrouble && (reason.code === "no_network" || reason.code === "later")) throw reason;
}

/** Asks with an empty set which incarnation the server is, so that a restored one is noticed with nothing to send. */
async function listen(tools: Tools, nights: NightRow[]): Promise<void> {
  const latest = nights.find((night) => night.current) ?? nights.at(-1);
  if (!latest) return;
  try {
    await patiently(tools.patience, () => offer(tools, latest, []));
  } catch (reason) {
    if (!(reason instanceof FieldTrouble) || reason.code !== "refused") throw reason;
  }
}

async function nightTrouble(tools: Tools, night: NightRow, done: (more: number) => void): Promise<unknown> {
  try {
    const slots = await tools.store.waiting(night.number);
    for (let at = 0; at < slots.length; at += BATCH) {
      const batch = slots.slice(at, at + BATCH);
      await patiently(tools.patience, () => offer(tools, night, batch));
      done(batch.length);
    }
    return null;
  } catch (reason) {
    return reason;
  }
}

/** Sends one set and marks it held when the server's own count and hash say so. */
async function offer(tools: Tools, night: NightRow, batch: PlacedSlot[]): Promise<void> {
  const slots = batch.map(({ slot }) => slot);
  const sent = { count: slots.length, setHash: await setHash(slots) };
  const answer = readAnswer(
    await tools.wire.want({
      method: "POST",
      address: `${ADDRESS}/slots`,
      headers: { Authorization: `Night ${night.code}` },
      body: { slots: slots.map(toBase64), count: sent.count, set_hash: sent.setHash },
      anonymous: true,
    }),
  );
  if (answer === null) throw trouble("refused", "bad_receipt");
  await tools.store.restartedAs(answer.incarnation);
  if (!holdsAll(answer, sent)) throw trouble("refused", "bad_receipt");
  await tools.store.markHeld(batch);
}
