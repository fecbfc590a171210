/** Where the directory lies on the phone: public knowledge, in plain, apart from both records. */
import type { DBSchema } from "idb";
import { Shelf } from "./shelf.ts";

interface Tables extends DBSchema {
  package: { key: string; value: { tag: string; text: string } };
}

export class DirectoryStore {
  readonly #shelf = new Shelf<Tables>("waymeet-directory", ["package"], (db) => {
    db.createObjectStore("package");
  });

  kept(): Promise<{ tag: string; text: string } | null> {
    return this.#shelf.read(async (tx) => (await tx.objectStore("package").get("now")) ?? null);
  }

  async keep(tag: string, text: string): Promise<void> {
    await this.#shelf.write((tx) => tx.objectStore("package").put({ tag, text }, "now"));
  }

  close(): Promise<void> {
    return this.#shelf.close();
  }
}

export const ADDRESS = "/field/care/directory";

/**
 * The directory as it lies here, or fetched anew; null where there is neither. Asked without a cookie, and the same for
 * everybody: the office learns only that some phone took it.
 */
export async function fetchDirectory(store: DirectoryStore, ask: typeof fetch): Promise<string | null> {
  const kept = await store.kept().catch(() => null);
  try {
    const headers: HeadersInit = kept === null ? {} : { "If-None-Match": kept.tag };
    const answer = await ask(ADDRESS, { credentials: "omit", cache: "no-store", headers });
    if (answer.status === 200) {
      const text = await answer.text();
      await store.keep(answer.headers.get("ETag") ?? "", text);
      return text;
    }
  } catch {
    // No signal: what lies here is used.
  }
  return kept?.text ?? null;
}
