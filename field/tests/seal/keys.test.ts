/**
 * The server's key operations in a second hand: the written vectors open here too, with WebCrypto and @hpke/core, and
 * what was changed is refused here too. The phone itself opens none of these; only this test can.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { teamKeyOf, unpad, unseal } from "../../dev/opening.ts";
import { type Bytes, joined, textOf, toHex, utf8 } from "../../src/seal/bytes.ts";
import { bind } from "../../src/seal/hpke.ts";

type Sealed = { name: string; why?: string; private: string; purpose: string; place: string[]; sealed: string };
type Wrapped = { name: string; why?: string; key: string; place: string[]; sealed: string };
type Recorded = {
  why?: string;
  key: string;
  case: string;
  generation: number;
  store: string;
  record: string;
  version: number;
  sealed: string;
};
type Vectors = {
  sealed: (Sealed & { plain: string })[];
  wrapped: (Wrapped & { plain: string })[];
  records: (Recorded & { content: Record<string, unknown> })[];
  derived: { secret: string; purpose: string; length: number; bytes: string }[];
  refused: { sealed: Sealed[]; wrapped: Wrapped[]; records: Recorded[] };
};

const FILE = new URL("../../../tests/vectors/keys.json", import.meta.url);
const written = JSON.parse(readFileSync(FILE, "utf8")) as Vectors;
const FORM = "01";
const WRAPPED_TO = 61;

function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

async function unwrap(key: Bytes, wrapped: Bytes, place: Bytes): Promise<Bytes> {
  if (key.length !== 32) throw new Error("a key has 32 bytes");
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const how = { name: "AES-GCM", iv: wrapped.slice(0, 12), additionalData: place };
  return new Uint8Array(await crypto.subtle.decrypt(how, aes, wrapped.slice(12)));
}

async function derive(secret: Bytes, purpose: string, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(purpose) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8));
}

async function openRecord(said: Recorded): Promise<Record<string, unknown>> {
  const sealed = fromHex(said.sealed);
  if (toHex(sealed.slice(0, 1)) !== FORM) throw new Error("another form");
  const { store, case: file, record, version, generation } = said;
  const place = bind(FORM, store, file, record, String(version), String(generation));
  const own = await unwrap(fromHex(said.key), sealed.slice(1, WRAPPED_TO), joined(utf8("key"), place));
  const padded = await unwrap(own, sealed.slice(WRAPPED_TO), joined(utf8("record"), place));
  return JSON.parse(textOf(unpad(padded))) as Record<string, unknown>;
}

async function openSealed(said: Sealed): Promise<Bytes> {
  return unseal(await teamKeyOf(fromHex(said.private)), fromHex(said.sealed), said.purpose, bind(...said.place));
}

function openWrapped(said: Wrapped): Promise<Bytes> {
  return unwrap(fromHex(said.key), fromHex(said.sealed), bind(...said.place));
}

describe("what the server wrote down opens", () => {
  test.each(written.sealed)("$name", async (said) => {
    expect(toHex(await openSealed(said))).toBe(said.plain);
  });
  test.each(written.wrapped)("$name", async (said) => {
    expect(toHex(await openWrapped(said))).toBe(said.plain);
  });
  test.each(written.records)("version $version of a record", async (said) => {
    expect(await openRecord(said)).toEqual(said.content);
  });
  test.each(written.derived)("'$purpose' of a secret", async ({ secret, purpose, length, bytes }) => {
    expect(toHex(await derive(fromHex(secret), purpose, length))).toBe(bytes);
  });
});

describe("what was changed is refused", () => {
  test.each(written.refused.sealed)("$name: $why", async (said) => {
    await expect(openSealed(said)).rejects.toThrow();
  });
  test.each(written.refused.wrapped)("$name: $why", async (said) => {
    await expect(openWrapped(said)).rejects.toThrow();
  });
  test.each(written.refused.records)("a record: $why", async (said) => {
    await expect(openRecord(said)).rejects.toThrow();
  });
  test("padding that points past its end, or hides something", () => {
    for (const padded of ["", "00", "000361", "00016162", "0000000001"]) {
      expect(() => unpad(fromHex(padded))).toThrow();
    }
    expect(toHex(unpad(fromHex("00026162")))).toBe("6162");
  });
});
