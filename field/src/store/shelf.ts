/**
 * One database on the phone: every write is strict (on disk before it counts), and a lost connection is opened again
 * once. Browsers close databases behind an app's back; a full disk is told apart from everything else.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import { trouble } from "../core/trouble.ts";
import { FieldTrouble } from "../core/types.ts";

export type Reading<T extends DBSchema> = IDBPTransaction<T, StoreNames<T>[], "readonly">;
export type Writing<T extends DBSchema> = IDBPTransaction<T, StoreNames<T>[], "readwrite">;

export class Shelf<T extends DBSchema> {
  readonly #name: string;
  readonly #tables: StoreNames<T>[];
  readonly #lay: (db: IDBPDatabase<T>) => void;
  #db: Promise<IDBPDatabase<T>> | null = null;

  /** `lay` makes the tables of version 1. */
  constructor(name: string, tables: StoreNames<T>[], lay: (db: IDBPDatabase<T>) => void) {
    this.#name = name;
    this.#tables = tables;
    this.#lay = lay;
  }

  read<A>(run: (tx: Reading<T>) => Promise<A>): Promise<A> {
    return this.#twice((db) => settled(db.transaction(this.#tables, "readonly"), run));
  }

  /** All of `run`'s changes, or none. It may run a second time, so it must not count on running once. */
  write<A>(run: (tx: Writing<T>) => Promise<A>): Promise<A> {
    return this.#twice((db) => settled(db.transaction(this.#tables, "readwrite", { durability: "strict" }), run));
  }

  async close(): Promise<void> {
    const db = this.#db;
    this.#db = null;
    (await db?.catch(() => null))?.close();
  }

  async #twice<A>(run: (db: IDBPDatabase<T>) => Promise<A>): Promise<A> {
    try {
      return await run(await this.#open());
    } catch (first) {
      if (isOurs(first)) throw first;
      if (isFull(first)) throw trouble("disk_full");
    }
    await this.close();
    try {
      return await run(await this.#open());
    } catch (second) {
      if (isOurs(second)) throw second;
      throw isFull(second) ? trouble("disk_full") : trouble("storage");
    }
  }

  #open(): Promise<IDBPDatabase<T>> {
    this.#db ??= openDB<T>(this.#name, 1, {
      upgrade: (db) => this.#lay(db),
      blocking: () => void this.close(),
      terminated: () => {
        this.#db = null;
      },
    });
    return this.#db;
  }
}

async function settled<X extends { done: Promise<void>; abort(): void; error: DOMException | null }, A>(
  tx: X,
  run: (tx: X) => Promise<A>,
): Promise<A> {
  // Listened to from the start: a transaction may fail while `run` still works.
  const done = tx.done.then(
    () => null,
    (reason: unknown) => reason ?? new Error("the transaction was given up"),
  );
  try {
    const answer = await run(tx);
    const reason = await done;
    if (reason !== null) throw reason;
    return answer;
  } catch (reason) {
    giveUp(tx);
    await done;
    throw tx.error ?? reason;
  }
}

function giveUp(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It ended by itself.
  }
}

function isFull(reason: unknown): boolean {
  return reason instanceof Error && reason.name === "QuotaExceededError";
}

/** Refusals of our own rules inside a transaction are passed on as they are. */
function isOurs(reason: unknown): boolean {
  return reason instanceof FieldTrouble || (reason instanceof Error && reason.name === "Conflict");
}
