/** The directory on the phone: fetched once without a cookie, used without a signal. */
import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import { DirectoryStore, fetchDirectory } from "../../src/store/directory";

const answers = (status: number, text = "", tag = '"one"') => {
  const asked: RequestInit[] = [];
  const ask = async (_address: string | URL | Request, how?: RequestInit) => {
    asked.push(how ?? {});
    return new Response(status === 304 ? null : text, { status, headers: { ETag: tag } });
  };
  return { ask: ask as typeof fetch, asked };
};
const noSignal = (async () => {
  throw new TypeError("no signal");
}) as typeof fetch;

describe("the directory", () => {
  const store = new DirectoryStore();
  afterEach(() => store.close());

  it("is null before it was ever fetched, then lies here without a signal", async () => {
    expect(await fetchDirectory(store, noSignal)).toBeNull();
    const first = answers(200, "{}");
    expect(await fetchDirectory(store, first.ask)).toBe("{}");
    expect(first.asked[0]?.credentials).toBe("omit");
    expect(await fetchDirectory(store, noSignal)).toBe("{}");
    const again = answers(304);
    expect(await fetchDirectory(store, again.ask)).toBe("{}");
    expect(again.asked[0]?.headers).toEqual({ "If-None-Match": '"one"' });
    expect(await fetchDirectory(store, answers(500).ask)).toBe("{}");
    expect(await fetchDirectory(store, answers(200, "{2}", '"two"').ask)).toBe("{2}");
    expect((await store.kept())?.tag).toBe('"two"');
  });
});
