/**
 * Hands in one phone's organizing records: ask what the server holds, send batches, believe only good receipts.
 *
 * Each step's outcome is written down before the next one, so the phone may die anywhere: at worst it sends again.
 */
import { trouble } from "../../core/trouble.ts";
import type { FieldTrouble } from "../../core/types.ts";
import { type Bytes, toBase64, utf8 } from "../../seal/bytes.ts";
import { sign } from "../../seal/device_key.ts";
import type { Vault } from "../../seal/vault.ts";
import { dayOf } from "../../store/days.ts";
import type { DeviceRow, Mark, OrganizingStore, RecordRow } from "../../store/organizing.ts";
import { type Patience, patiently } from "../pauses.ts";
import { refusal, type Wire } from "../wire.ts";
import { sealedBundle } from "./bundle.ts";
import { BATCH, type Heard, hear, isHeld, type Known, type Mind, nextBatch, type Receipt, waiting } from "./mind.ts";
import { type Hello, readHello, readReceipt } from "./receipt.ts";

export const ADDRESS = "/field/organizing";

export type OpenDevice = { device: string; vault: Vault; signing: CryptoKey };

/** `ended` is told of a device that the server no longer wants to be readable, before anything else is sent. */
export type Tools = {
  store: OrganizingStore;
  wire: Wire;
  patience: Patience;
  now(): number;
  ended(device: string): Promise<void>;
};

/** What the server says of a device to anybody who knows its number; null where it said nothing we understand. */
export async function askHello(wire: Wire, device: string): Promise<Hello | null> {
  const headers = { "Waymeet-Device": device };
  return readHello((await wire.ask({ method: "GET", address: `${ADDRESS}/hello`, headers })).json);
}

/** Hands in every device's records; `open` is the one whose key is in memory. `done` is told of each record held. */
export async function handInRecords(
  tools: Tools,
  open: OpenDevice | null,
  done: (more: number) => void,
): Promise<void> {
  let first: unknown = null;
  for (const row of await tools.store.devices()) {
    const handIn = new DeviceHandIn(tools, row, done);
    try {
      await (open?.device === row.device ? handIn.openly(open) : handIn.sealed());
    } catch (reason) {
      first ??= reason;
    }
  }
  if (first) throw first;
}

class DeviceHandIn {
  readonly #tools: Tools;
  readonly #row: DeviceRow;
  readonly #done: (more: number) => void;

  constructor(tools: Tools, row: DeviceRow, done: (more: number) => void) {
    this.#tools = tools;
    this.#row = row;
    this.#done = done;
  }

  /** Sends what waits, a batch at a time, until nothing waits or nothing moves any more. */
  async openly(open: OpenDevice): Promise<void> {
    const { length } = await this.#rows();
    if (length === 0) return;
    await this.#greet();
    // What came back without a promise waits for the next hand-in and does not block the rest.
    const setAside = new Set<number>();
    let refused: unknown = null;
    for (let sends = mostSends(length); sends > 0; sends -= 1) {
      const batch = nextBatch(await this.#mind(), setAside);
      if (batch.length === 0) break;
      const reason = await this.#sendPatiently(open, batch);
      refused ??= reason;
      for (const seq of waiting(await this.#mind())) if (batch.includes(seq)) setAside.add(seq);
    }
    if (waiting(await this.#mind()).length > 0) throw refused ?? trouble("refused");
  }

  /** Before each further try the server is asked anew: it may have been restarted, with another key. */
  #sendPatiently(open: OpenDevice, batch: number[]): Promise<FieldTrouble | null> {
    return patiently(this.#tools.patience, async (failures) => {
      if (failures > 0) await this.#greetOnce();
      return this.#send(open, batch);
    });
  }

  /** A device whose key is not in memory: its work leaves sealed, once, for the desk to open. */
  async sealed(): Promise<void> {
    if ((await this.#rows()).length === 0) return;
    const hello = await this.#greet();
    await this.#believe(hello);
    const { wire, patience, store } = this.#tools;
    const { incarnation } = await store.server();
    const left = (await this.#waitingRows()).filter((row) => !isSealedAt(row, incarnation));
    if (left.length === 0) return;
    const body = sealedBundle(this.#row, left);
    const kept = await patiently(patience, () => wire.want({ method: "POST", address: `${ADDRESS}/bundle`, body }));
    if ((kept as { held?: unknown } | null)?.held !== left.length) throw trouble("refused", "bad_receipt");
    const seqs = left.map(({ seq }) => seq);
    await store.markSealed(this.#row.device, incarnation, seqs);
    this.#done(seqs.length);
  }

  /** The signed way is closed without the key: here the server's plain word, over its own connection, is enough. */
  async #believe(hello: Hello | null): Promise<void> {
    if (hello === null) return;
    const through = (await this.#waitingRows()).filter((row) => row.seq <= hello.heldThrough);
    const marks = through.map((row): Mark => ({ seq: row.seq, outcome: "same", reason: "" }));
    await this.#tools.store.markHeld(this.#row.device, hello.incarnation, dayOf(this.#tools.now()), marks);
    this.#done(marks.length);
  }

  #greet(): Promise<Hello | null> {
    return patiently(this.#tools.patience, () => this.#greetOnce());
  }

  /** Hears what the server holds of this device, and by which keys it signs. */
  async #greetOnce(): Promise<Hello | null> {
    const { wire, store, ended } = this.#tools;
    const hello = await askHello(wire, this.#row.device);
    if (hello === null) return null;
    if (hello.ended) await ended(this.#row.device);
    const { incarnation, heldThrough, keys } = hello;
    await this.#write(await this.#mind(), { kind: "hello", incarnation, heldThrough });
    const server = await store.server();
    if (server.incarnation === incarnation) await store.setServer({ ...server, keys });
    return hello;
  }

  /** Null, or why the server's answer was no promise. */
  async #send(open: OpenDevice, seqs: number[]): Promise<FieldTrouble | null> {
    const { store, wire } = this.#tools;
    const before = await this.#mind();
    const batch = crypto.randomUUID();
    const body = await this.#body(open, batch, before.incarnation, seqs);
    const headers = { "Waymeet-Signature": toBase64(await sign(open.signing, body)) };
    const answer = await wire.ask({ method: "POST", address: `${ADDRESS}/hand-in`, body, headers });
    if (answer.status >= 300) return refusal(answer, "refused");
    const { keys } = await store.server();
    const receipt = await readReceipt(answer.json, { batch, device: open.device, keys });
    // No receipt to believe, or of a server restored meanwhile: asked anew before the next try.
    if (receipt?.incarnation !== before.incarnation) throw trouble("refused", "bad_receipt");
    const after = await this.#write(before, { kind: "receipt", receipt, sent: seqs });
    this.#done(after.records.filter((record) => seqs.includes(record.seq) && isHeld(record, after.incarnation)).length);
    return null;
  }

  /** The exact bytes that are signed: every record as the very text it was made as. */
  async #body(open: OpenDevice, batch: string, incarnation: string, seqs: number[]): Promise<Bytes> {
    const rows = await this.#rows();
    const chosen = rows.filter((row) => seqs.includes(row.seq));
    const records = await Promise.all(chosen.map((row) => open.vault.unlockText(row.sealed)));
    const head = JSON.stringify({ batch, device: open.device, incarnation }).slice(0, -1);
    return utf8(`${head},"records":[${records.join(",")}]}`);
  }

  /** Writes down what `heard` changes. The incarnation goes first: until the rest follows, all counts as unsent. */
  async #write(before: Mind, heard: Heard): Promise<Mind> {
    const { store, now } = this.#tools;
    const after = hear(before, heard);
    const server = await store.server();
    if (after.incarnation !== before.incarnation) {
      await store.setServer({ ...server, incarnation: after.incarnation });
    }
    const lost = before.records.some((record, i) => record.heldBy !== "" && after.records[i]?.heldBy === "");
    if (lost) await store.markUnheld(this.#row.device);
    if (heard.kind === "receipt") {
      const marks = promised(after, heard.receipt, heard.sent);
      await store.markHeld(this.#row.device, heard.receipt.incarnation, dayOf(now()), marks);
    }
    return after;
  }

  async #mind(): Promise<Mind> {
    const { incarnation } = await this.#tools.store.server();
    return { incarnation, records: (await this.#rows()).map(known) };
  }

  async #waitingRows(): Promise<RecordRow[]> {
    const seqs = waiting(await this.#mind());
    return (await this.#rows()).filter((row) => seqs.includes(row.seq));
  }

  async #rows(): Promise<RecordRow[]> {
    return (await this.#tools.store.records(this.#row.device)).filter((row) => row.pendingUntil === 0);
  }
}

/** A restored server names itself anew, and is brought the bundle again. */
export function isSealedAt(row: RecordRow, incarnation: string): boolean {
  return incarnation !== "" && row.sealedAt === incarnation;
}

function known(row: RecordRow): Known {
  return { seq: row.seq, heldBy: row.heldBy, outcome: row.outcome };
}

function promised(after: Mind, receipt: Receipt, sent: readonly number[]): Mark[] {
  const reasons = new Map(receipt.outcomes.map(([seq, , reason]) => [seq, reason ?? ""]));
  return after.records
    .filter((record) => sent.includes(record.seq) && isHeld(record, receipt.incarnation))
    .map(({ seq, outcome }) => ({ seq, outcome: outcome || "same", reason: reasons.get(seq) ?? "" }));
}

/** Enough for every batch several times over; a server that never settles must not empty the phone's battery. */
function mostSends(records: number): number {
  return 4 * Math.ceil(records / BATCH) + 8;
}
