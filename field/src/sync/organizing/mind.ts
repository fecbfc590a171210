/**
 * What the phone believes the server holds of one device's records: a pure function of what it heard.
 *
 * A record counts as handed in only while the incarnation that signed for it is the newest one heard of. So a restored
 * server (another incarnation) makes everything of the last 30 days be offered again without any bookkeeping.
 */

export type Outcome = "new" | "same" | "quarantined";

export type Known = { seq: number; heldBy: string; outcome: Outcome | "" };

/** `incarnation` is "" before the first answer. */
export type Mind = { incarnation: string; records: readonly Known[] };

export type Receipt = {
  batch: string;
  device: string;
  incarnation: string;
  heldThrough: number;
  outcomes: readonly (readonly [number, Outcome, string])[];
};

/** `hello` is the server's own word on a device; an unknown device has `heldThrough` 0. */
export type Heard =
  | { kind: "hello"; incarnation: string; heldThrough: number }
  | { kind: "receipt"; receipt: Receipt; sent: readonly number[] };

export const BATCH = 100;

export function isHeld(record: Known, incarnation: string): boolean {
  return incarnation !== "" && record.heldBy === incarnation;
}

/** Numbers not handed in, lowest first. */
export function waiting(mind: Mind): number[] {
  return mind.records.filter((record) => !isHeld(record, mind.incarnation)).map((record) => record.seq);
}

/** The next numbers to send, at most a batch; those answered without a promise just now do not block the rest. */
export function nextBatch(mind: Mind, answeredNow: ReadonlySet<number> = new Set()): number[] {
  return waiting(mind)
    .filter((seq) => !answeredNow.has(seq))
    .slice(0, BATCH);
}

/** Only a hello tells which incarnation there is now; a receipt of another one, early or late, promises nothing. */
export function hear(mind: Mind, heard: Heard): Mind {
  if (heard.kind === "hello") return afterHello({ ...mind, incarnation: heard.incarnation }, heard.heldThrough);
  const { receipt, sent } = heard;
  return receipt.incarnation === mind.incarnation ? afterReceipt(mind, receipt, sent) : mind;
}

/** A server that holds less than it signed for has lost something: offer everything again. */
function afterHello(mind: Mind, heldThrough: number): Mind {
  if (heldThrough >= promisedThrough(mind)) return mind;
  return { ...mind, records: mind.records.map((record) => ({ ...record, heldBy: "", outcome: "" })) };
}

/** The highest number up to which every record here was taken without question (set-aside ones may not count). */
export function promisedThrough(mind: Mind): number {
  let through = 0;
  for (const record of mind.records) {
    if (!isHeld(record, mind.incarnation) || record.outcome === "quarantined") break;
    through = record.seq;
  }
  return through;
}

/** Only numbers that were in this batch, and only outcomes we know, count as promised. */
function afterReceipt(mind: Mind, receipt: Receipt, sent: readonly number[]): Mind {
  const promised = new Map(receipt.outcomes.map(([seq, outcome]) => [seq, outcome]));
  const records = mind.records.map((record) => {
    const outcome = sent.includes(record.seq) ? promised.get(record.seq) : undefined;
    return outcome ? { ...record, heldBy: receipt.incarnation, outcome } : record;
  });
  return { ...mind, records };
}
