/**
 * What organizing keeps on the phone: devices (one per sign-in), their records in gapless order, and a readable cache.
 *
 * Records and cache are ciphertext under the device data key. Nothing here knows that care keeps anything at all.
 */
import type { DBSchema } from "idb";
import { trouble } from "../core/trouble.ts";
import type { Why } from "../core/types.ts";
import { type Bytes, sameBytes } from "../seal/bytes.ts";
import type { Wrapped } from "../seal/vault.ts";
import { KEEP_DAYS } from "./days.ts";
import { Shelf, type Writing } from "./shelf.ts";

/** `wrapped` is null once the readable day is over or the person signed out; `until` is milliseconds since 1970. */
export type DeviceRow = {
  device: string;
  shownAs: string;
  epoch: string;
  sealedKey: Bytes;
  signing: Bytes;
  wrapped: (Wrapped & { until: number }) | null;
  lastSeq: number;
};

export type Held = "new" | "same" | "quarantined";

/**
 * `heldBy` names the server's incarnation that promised to hold it, "" when none did; `pendingUntil` 0 is settled.
 * `sealedAt` names the incarnation that keeps it in a bundle nobody has opened yet: it still counts as not handed in.
 */
export type RecordRow = {
  device: string;
  seq: number;
  sealed: Bytes;
  pendingUntil: number;
  heldBy: string;
  heldDay: number;
  outcome: Held | "";
  reason: string;
  sealedAt?: string;
};

export type Mark = { seq: number; outcome: Held; reason: string };

export type ServerRow = { incarnation: string; keys: string[] };

/** The signing key of this phone's latest sign-in, under that person's passphrase: it vouches for the next one. */
export type Voucher = Wrapped & { device: string };

export type CacheName = "person" | "turf" | "week";

interface Tables extends DBSchema {
  device: { key: string; value: DeviceRow };
  record: { key: [string, number]; value: RecordRow };
  cache: { key: CacheName; value: Bytes };
  server: { key: "server" | "voucher" | "why"; value: ServerRow | Voucher | Why };
}

const NO_SERVER: ServerRow = { incarnation: "", keys: [] };

/** Somebody else (another tab) wrote first: read again and make the records anew. */
export class Conflict extends Error {
  override name = "Conflict";
}

export class OrganizingStore {
  readonly #shelf = new Shelf<Tables>("waymeet-organizing", ["device", "record", "cache", "server"], (db) => {
    db.createObjectStore("device", { keyPath: "device" });
    db.createObjectStore("record", { keyPath: ["device", "seq"] });
    db.createObjectStore("cache");
    db.createObjectStore("server");
  });

  close(): Promise<void> {
    return this.#shelf.close();
  }

  devices(): Promise<DeviceRow[]> {
    return this.#shelf.read((tx) => tx.objectStore("device").getAll());
  }

  async addDevice(row: DeviceRow): Promise<void> {
    await this.#shelf.write((tx) => tx.objectStore("device").put(row));
  }

  /** Ends every readable day: without `wrapped` only the organizing team can open what is left. */
  async forgetReadable(): Promise<void> {
    await this.#shelf.write(async (tx) => {
      for (const row of await tx.objectStore("device").getAll()) {
        if (row.wrapped) await tx.objectStore("device").put({ ...row, wrapped: null });
      }
      await tx.objectStore("cache").clear();
    });
  }

  async keep(name: CacheName, locked: Bytes): Promise<void> {
    await this.#shelf.write((tx) => tx.objectStore("cache").put(locked, name));
  }

  async kept(name: CacheName): Promise<Bytes | null> {
    return (await this.#shelf.read((tx) => tx.objectStore("cache").get(name))) ?? null;
  }

  async forget(name: CacheName): Promise<void> {
    await this.#shelf.write((tx) => tx.objectStore("cache").delete(name));
  }

  /** Adds records numbered right after `after`, all or none; Conflict when the numbers are taken already. */
  async append(device: string, after: number, sealed: Bytes[], pendingUntil: number): Promise<void> {
    const rows = sealed.map((bytes, index) => newRow(device, after + 1 + index, bytes, pendingUntil));
    await this.#shelf.write((tx) => appendRows(tx, after, rows));
    if (await this.#holds(rows)) return;
    await this.#shelf.close();
    await this.#shelf.write((tx) => appendRows(tx, after, rows));
    if (!(await this.#holds(rows))) throw trouble("storage");
  }

  records(device: string): Promise<RecordRow[]> {
    return this.#shelf.read((tx) => tx.objectStore("record").getAll(ofDevice(device)));
  }

  all(): Promise<RecordRow[]> {
    return this.#shelf.read((tx) => tx.objectStore("record").getAll());
  }

  /** The records of the last save while it can still be undone. */
  async pending(): Promise<RecordRow[]> {
    return (await this.all()).filter((row) => row.pendingUntil > 0);
  }

  /** From now on the last save counts. */
  async settle(): Promise<void> {
    await this.#shelf.write(async (tx) => {
      for (const row of await tx.objectStore("record").getAll()) {
        if (row.pendingUntil > 0) await tx.objectStore("record").put({ ...row, pendingUntil: 0 });
      }
    });
  }

  /** Removes the last save while it is pending and frees its numbers; answers how many records went. */
  takeBack(device: string): Promise<number> {
    return this.#shelf.write(async (tx) => {
      const rows = await tx.objectStore("record").getAll(ofDevice(device));
      const pending = rows.filter((row) => row.pendingUntil > 0);
      for (const row of pending) await tx.objectStore("record").delete([device, row.seq]);
      const owner = await tx.objectStore("device").get(device);
      if (owner) await tx.objectStore("device").put({ ...owner, lastSeq: owner.lastSeq - pending.length });
      return pending.length;
    });
  }

  /** What the server promised to hold; records that went meanwhile are left alone. */
  async markHeld(device: string, incarnation: string, day: number, marks: Mark[]): Promise<void> {
    await this.#shelf.write(async (tx) => {
      for (const { seq, outcome, reason } of marks) {
        const row = await tx.objectStore("record").get([device, seq]);
        if (!row || row.pendingUntil > 0) continue;
        await tx.objectStore("record").put({ ...row, heldBy: incarnation, heldDay: day, outcome, reason });
      }
    });
  }

  /** The office keeps these, still sealed; what it holds it says itself once an organizer has opened them. */
  async markSealed(device: string, incarnation: string, seqs: number[]): Promise<void> {
    await this.#shelf.write(async (tx) => {
      for (const seq of seqs) {
        const row = await tx.objectStore("record").get([device, seq]);
        if (row && !row.heldBy) await tx.objectStore("record").put({ ...row, sealedAt: incarnation });
      }
    });
  }

  /** The server no longer holds what it promised for this device: everything is offered again. */
  async markUnheld(device: string): Promise<void> {
    await this.#shelf.write(async (tx) => {
      for (const row of await tx.objectStore("record").getAll(ofDevice(device))) {
        if (row.heldBy) await tx.objectStore("record").put({ ...row, heldBy: "", outcome: "", reason: "" });
      }
    });
  }

  async server(): Promise<ServerRow> {
    const row = await this.#shelf.read((tx) => tx.objectStore("server").get("server"));
    return (row as ServerRow | undefined) ?? NO_SERVER;
  }

  async voucher(): Promise<Voucher | null> {
    const row = await this.#shelf.read((tx) => tx.objectStore("server").get("voucher"));
    return (row as Voucher | undefined) ?? null;
  }

  async setVoucher(voucher: Voucher | null): Promise<void> {
    await this.#setOrDrop("voucher", voucher);
  }

  /** Why nobody is signed in; null after signing in, or out by oneself. */
  async why(): Promise<Why | null> {
    const row = await this.#shelf.read((tx) => tx.objectStore("server").get("why"));
    return (row as Why | undefined) ?? null;
  }

  async setWhy(why: Why | null): Promise<void> {
    await this.#setOrDrop("why", why);
  }

  async #setOrDrop(key: "voucher" | "why", value: Voucher | Why | null): Promise<void> {
    await this.#shelf.write(async (tx) => {
      if (value === null) await tx.objectStore("server").delete(key);
      else await tx.objectStore("server").put(value, key);
    });
  }

  async setServer(row: ServerRow): Promise<void> {
    await this.#shelf.write((tx) => tx.objectStore("server").put(row, "server"));
  }

  /** Drops what has been held for 30 days, and devices of earlier sign-ins that keep nothing more. */
  async forgetOld(today: number, incarnation: string): Promise<void> {
    await this.#shelf.write(async (tx) => {
      const left = new Set<string>();
      for (const row of await tx.objectStore("record").getAll()) {
        const old = row.heldBy === incarnation && incarnation !== "" && row.heldDay + KEEP_DAYS < today;
        if (old) await tx.objectStore("record").delete([row.device, row.seq]);
        else left.add(row.device);
      }
      for (const row of await tx.objectStore("device").getAll()) {
        if (!row.wrapped && !left.has(row.device)) await tx.objectStore("device").delete(row.device);
      }
    });
  }

  async #holds(rows: RecordRow[]): Promise<boolean> {
    const found = await this.#shelf.read((tx) =>
      Promise.all(rows.map((row) => tx.objectStore("record").get([row.device, row.seq]))),
    );
    return rows.every((row, index) => sameBytes(row.sealed, found[index]?.sealed ?? new Uint8Array()));
  }
}

async function appendRows(tx: Writing<Tables>, after: number, rows: RecordRow[]): Promise<void> {
  const device = rows[0] && (await tx.objectStore("device").get(rows[0].device));
  if (!device) throw new Conflict("no such device");
  for (const row of rows) {
    const there = await tx.objectStore("record").get([row.device, row.seq]);
    // The same bytes are the same save, written by a first try whose answer was lost.
    if (there && !sameBytes(there.sealed, row.sealed)) throw new Conflict("number taken");
    await tx.objectStore("record").put(row);
  }
  const last = after + rows.length;
  if (device.lastSeq !== after && device.lastSeq !== last) throw new Conflict("number taken");
  await tx.objectStore("device").put({ ...device, lastSeq: last });
}

function newRow(device: string, seq: number, sealed: Bytes, pendingUntil: number): RecordRow {
  return { device, seq, sealed, pendingUntil, heldBy: "", heldDay: 0, outcome: "", reason: "" };
}

function ofDevice(device: string): IDBKeyRange {
  return IDBKeyRange.bound([device, 0], [device, Number.MAX_SAFE_INTEGER]);
}
