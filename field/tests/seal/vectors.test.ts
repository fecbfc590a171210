/** Both languages seal and open the same bytes: vectors made by the server, and ours for the server to open. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { teamKeyOf, unpad, unseal } from "../../dev/opening.ts";
import type { KitsDraft, Met } from "../../src/core/types.ts";
import { sealedWords } from "../../src/core/week_records.ts";
import { type Bytes, fromBase64, sha256, textOf, toBase64, toHex, utf8 } from "../../src/seal/bytes.ts";
import { newDeviceKey, sign, signingKey, verify } from "../../src/seal/device_key.ts";
import { bind, pad, seal } from "../../src/seal/hpke.ts";
import { sealSlot, slotFacts } from "../../src/seal/slot.ts";
import { Vault } from "../../src/seal/vault.ts";
import { setHash } from "../../src/sync/care/mind.ts";
import { sealedBundle } from "../../src/sync/organizing/bundle.ts";

type Place = string[];
type SlotCase = {
  kits: { items: [number, number][]; barriers: number[]; takenBack?: boolean; met?: Met } | null;
  area: number;
  week: string;
  note: string;
  facts: string;
  sealed: string;
};
type Vectors = {
  private: string;
  public: string;
  epoch: string;
  binds: { place: Place; bytes: string }[];
  pads: { words: string; size: number; bytes: string }[];
  sealed: { purpose: string; place: Place; words: string; sealed: string }[];
  slots: SlotCase[];
};

const FOLDER = new URL("../../../tests/vectors/", import.meta.url);
const OURS = new URL("seal_phone.json", FOLDER);
const server = JSON.parse(readFileSync(new URL("seal.json", FOLDER), "utf8")) as Vectors;
const teamKey = await teamKeyOf(fromHex(server.private));
const team = { epoch: server.epoch, public: toBase64(fromHex(server.public)) };

function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function kitsOf(said: SlotCase): KitsDraft | null {
  if (said.kits === null) return null;
  const items = said.kits.items.map(([number, count]) => ({ number, count }));
  return { ...said.kits, items, note: said.note };
}

describe("what the server made", () => {
  test.each(server.binds)("$place binds to the same bytes", ({ place, bytes }) => {
    expect(toHex(bind(...place))).toBe(bytes);
  });

  test.each(server.pads)("'$words' pads to the same bytes", ({ words, size, bytes }) => {
    expect(toHex(pad(utf8(words), size))).toBe(bytes);
  });

  test.each(server.sealed)("'$words' opens at $place and nowhere else", async ({ purpose, place, words, sealed }) => {
    expect(textOf(await unseal(teamKey, fromHex(sealed), purpose, bind(...place)))).toBe(words);
    await expect(unseal(teamKey, fromHex(sealed), purpose, bind(...place, "x"))).rejects.toThrow();
    await expect(unseal(teamKey, fromHex(sealed), "another purpose", bind(...place))).rejects.toThrow();
  });

  test.each(server.slots)("slot of $week has the same facts", async (said) => {
    const facts = slotFacts({ area: said.area, week: said.week }, kitsOf(said));
    expect(toHex(facts).slice(0, 96)).toBe(said.facts);
    const plain = await unseal(teamKey, fromHex(said.sealed), "waymeet care slot v1", bind("slot", server.epoch));
    expect(toHex(plain).slice(0, 96)).toBe(said.facts);
    const note = await unseal(teamKey, plain.slice(48), "waymeet care note v1", bind("note", server.epoch));
    expect(textOf(unpad(note))).toBe(said.note);
  });
});

async function ourVectors(): Promise<Record<string, unknown>> {
  const publicKey = fromHex(server.public);
  const sealed = await Promise.all(
    server.sealed.map(async ({ purpose, place, words }) => {
      const bytes = await seal(publicKey, utf8(words), purpose, bind(...place));
      return { purpose, place, words, sealed: toHex(bytes) };
    }),
  );
  const slots = await Promise.all(
    server.slots.map(async ({ kits, area, week, note, facts, sealed: _theirs }) => {
      const ours = await sealSlot(team, { area, week }, kitsOf({ kits, area, week, note, facts, sealed: _theirs }));
      return { kits, area, week, note, sealed: toHex(ours) };
    }),
  );
  const slotBytes = slots.map((slot) => fromHex(slot.sealed));
  const digests = (await Promise.all(slotBytes.map(sha256))).map(toHex);
  const set = { digests, hash: await setHash(slotBytes) };
  return {
    private: server.private,
    epoch: server.epoch,
    sealed,
    slots,
    set,
    words: await weekWords(),
    ...(await signedAndBundled()),
  };
}

/** Words of a week on the phone, as the server's own words about a contact. */
async function weekWords(): Promise<Record<string, unknown>[]> {
  const row = "01890000-0000-7000-8000-000000000001";
  const about = "01890000-0000-7000-8000-000000000002";
  const kinds = ["one-on-one write-up", "commitment", "call note", "event slip", "circle name"];
  const said: Record<string, string>[] = [{ what: "ñandú 🦤" }, { cares: "x".repeat(1100), ask: "" }];
  const cases = kinds.flatMap((kind) => said.map((one) => ({ kind, row, about, said: one })));
  return Promise.all(
    cases.map(async (one) => ({ ...one, sealed: toHex(fromBase64(await sealedWords(team, one, one.said))) })),
  );
}

async function signedAndBundled(): Promise<Record<string, unknown>> {
  const device = "6f1f4f5e-0000-4000-8000-000000000002";
  const key = await newDeviceKey();
  const body = '{"batch":"b","device":"d","incarnation":"i","records":[{"id":"1","body":{"note":"ñ"}}]}';
  const signature = await sign(await signingKey(key.privateBytes), utf8(body));
  const signed = { public: toBase64(key.publicKey), signature: toBase64(signature), body };
  const bundle_records = ['{"id":"1","seq":1}', '{"id":"2","seq":2,"body":{"unit":"3ñ"}}'];
  const { vault, sealedKey, wrapped } = await Vault.create(device, "not used here", team, new Uint8Array(32));
  const rows = await Promise.all(bundle_records.map(async (text) => row(device, await vault.lockText(text))));
  const owner = { device, shownAs: "", epoch: "1", sealedKey, signing: new Uint8Array(), wrapped: null, lastSeq: 2 };
  expect(wrapped.salt.length).toBe(16);
  return { signed, bundle: sealedBundle(owner, rows), bundle_records };
}

function row(device: string, sealed: Bytes) {
  return { device, seq: 1, sealed, pendingUntil: 0, heldBy: "", heldDay: 0, outcome: "" as const, reason: "" };
}

describe("what this phone makes", () => {
  test("every slot is 400 bytes and never twice the same", async () => {
    const empty = await sealSlot(team, { area: 1, week: "2026-W47" }, null);
    const again = await sealSlot(team, { area: 1, week: "2026-W47" }, null);
    const full = await sealSlot(
      team,
      { area: 1, week: "2026-W47" },
      {
        items: [{ number: 1, count: 1 }],
        barriers: [],
        note: "n".repeat(254),
      },
    );
    expect([empty.length, again.length, full.length]).toEqual([400, 400, 400]);
    expect(toHex(empty)).not.toBe(toHex(again));
  });

  test("the written samples still open, and are made anew when asked", async () => {
    const made = await ourVectors();
    if (process.env.WAYMEET_WRITE_VECTORS === "1") writeFileSync(OURS, `${JSON.stringify(made, null, 1)}\n`);
    const written = JSON.parse(readFileSync(OURS, "utf8")) as Vectors & { signed: Record<string, string> };
    for (const { purpose, place, words, sealed } of [...written.sealed, ...(made.sealed as Vectors["sealed"])]) {
      expect(textOf(await unseal(teamKey, fromHex(sealed), purpose, bind(...place)))).toBe(words);
    }
    const { public: key, signature, body } = written.signed;
    const bytes = (text = "") => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    expect(await verify(bytes(key), bytes(signature), utf8(body ?? ""))).toBe(true);
  });

  test("what does not fit is refused with a sentence", () => {
    const rough = { area: 1, week: "2026-W47" };
    const nine = Array.from({ length: 9 }, (_, i) => ({ number: i + 1, count: 1 }));
    expect(() => pad(new Uint8Array(255), 256)).toThrow("trouble.too_long");
    expect(() => slotFacts(rough, { items: nine, barriers: [] })).toThrow("trouble.too_many_items");
    expect(() => slotFacts(rough, { items: [{ number: 1, count: 256 }], barriers: [] })).toThrow("trouble.bad_count");
    expect(() => slotFacts(rough, { items: [{ number: 1, count: 1.5 }], barriers: [] })).toThrow("trouble.bad_count");
  });
});
