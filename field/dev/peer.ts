/**
 * A server in memory that keeps the phone's protocol with real keys, signatures, hashes and seals.
 *
 * For working on the screens without the desk, and for tests: it can be restored from a backup, and revoke a phone.
 */

import type { NightInfo, TurfPackage } from "../src/core/types.ts";
import {
  type Bytes,
  compareBytes,
  fromBase64,
  joined,
  sha256,
  textOf,
  toBase64,
  toHex,
  utf8,
} from "../src/seal/bytes.ts";
import { sign, verify } from "../src/seal/device_key.ts";
import { bind } from "../src/seal/hpke.ts";
import { SLOT_BYTES } from "../src/seal/slot.ts";
import { exactRecords } from "./exact.ts";
import { newTeamKey, type TeamKey, unseal } from "./opening.ts";
import { sampleWeek } from "./sample-week.ts";

export type Request = { method: string; path: string; headers: Record<string, string>; body: Bytes };
export type Reply = { status: number; json: unknown };

type HeldRecord = { seq: number; id: string; hash: string; text: string };
type Device = { publicKey: Bytes; revoked: boolean; of: string; held: Map<number, HeldRecord> };
type SignInSaid = {
  name: string;
  passphrase: string;
  device_public_key: string;
  enrolment?: string;
  vouched_by?: string;
  voucher?: string;
};
type SetAside = { device: string; text: string; reason: string };
type Bundle = { device: string; sealed_key: string; records: string[] };
type Outcome = [number, "new" | "same" | "quarantined", string];

/** All that a backup would hold. */
export type Holdings = {
  incarnation: string;
  careIncarnation: string;
  devices: Map<string, Device>;
  setAside: SetAside[];
  bundles: Bundle[];
  slots: Map<string, string>;
};

export type Town = { turf: Omit<TurfPackage, "organizing_key">; night: Omit<NightInfo, "key" | "incarnation"> };

export const PRACTICE = {
  passphrase: "paper lantern river walk",
  enrolment: "NEWPHNE2",
  turfCode: "WALK8585",
  nightCode: "NGHT2345",
  may: ["hold_one_on_ones", "run_events"],
};

const WEEK = ["write_up", "not_held", "call", "sign_in", "newcomer", "head_count"];
const KINDS = new Set(["visit", "undo", "unit", "flag", "introduction", "returned", ...WEEK]);

export class Peer {
  readonly #town: Town;
  #signing!: { key: CryptoKey; public: string };
  readonly #publicKeys: string[] = [];
  organizingKey!: TeamKey;
  monthKey!: TeamKey;
  holdings: Holdings;
  /** Contacts about whom nothing is kept any more. */
  readonly askedToGo = new Set<string>();

  private constructor(town: Town) {
    this.#town = town;
    this.holdings = {
      incarnation: crypto.randomUUID(),
      careIncarnation: crypto.randomUUID(),
      devices: new Map(),
      setAside: [],
      bundles: [],
      slots: new Map(),
    };
  }

  static async create(town: Town): Promise<Peer> {
    const peer = new Peer(town);
    peer.organizingKey = await newTeamKey();
    peer.monthKey = await newTeamKey();
    await peer.restart();
    return peer;
  }

  /** A new process signs with a new key; everything held stays. */
  async restart(): Promise<void> {
    const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
    const publicKey = toBase64(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
    this.#signing = { key: pair.privateKey, public: publicKey };
    this.#publicKeys.push(publicKey);
  }

  backup(): Holdings {
    return structuredClone(this.holdings);
  }

  restore(backup: Holdings): void {
    const fresh = { incarnation: crypto.randomUUID(), careIncarnation: crypto.randomUUID() };
    this.holdings = { ...structuredClone(backup), ...fresh };
  }

  /** What the desk does with a sealed bundle: opens the device's key, then takes each record as if handed in. */
  async openBundles(): Promise<void> {
    for (const bundle of this.holdings.bundles.splice(0)) {
      const place = bind("bundle", bundle.device);
      const raw = await unseal(this.organizingKey.private, fromBase64(bundle.sealed_key), "waymeet bundle v1", place);
      const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
      for (const record of bundle.records) {
        const locked = fromBase64(record);
        const how = { name: "AES-GCM", iv: locked.slice(0, 12), additionalData: utf8(bundle.device) };
        const text = textOf(new Uint8Array(await crypto.subtle.decrypt(how, key, locked.slice(12))));
        await this.#take(bundle.device, text);
      }
    }
  }

  async handle(request: Request): Promise<Reply> {
    const path = request.path.replace(/^\/field\//, "");
    const answers: Record<string, () => Promise<Reply> | Reply> = {
      "POST organizing/sign-in": () => this.#signIn(request),
      "POST organizing/sign-out": () => ok({}),
      "GET organizing/hello": () => this.#hello(request),
      "POST organizing/week/take": () => this.#takeWeek(request),
      "POST organizing/take": () => this.#takeTurf(request),
      "POST organizing/give-back": () => ok({}),
      "POST organizing/hand-on": () => ok({ code: "HANDED" }),
      "POST organizing/hand-in": () => this.#handIn(request),
      "POST organizing/bundle": () => this.#bundle(request),
      "GET care/night": () => this.#night(request),
      "POST care/slots": () => this.#slots(request),
    };
    const answer = answers[`${request.method} ${path}`];
    if (!answer) return refuse(404, "There is nothing here.");
    if (path.startsWith("care/") && (request.headers.cookie || request.headers.referer)) {
      return refuse(400, "A care request must come without a cookie and without a referrer.");
    }
    return answer();
  }

  async #signIn({ body }: Request): Promise<Reply> {
    const said = JSON.parse(textOf(body)) as SignInSaid;
    if (!said.name || said.passphrase !== PRACTICE.passphrase) {
      return refuse(403, "Name and passphrase do not fit together. Check both and try again.");
    }
    const device = crypto.randomUUID();
    const publicKey = fromBase64(said.device_public_key);
    if (said.enrolment !== PRACTICE.enrolment && !(await this.#vouched(said, publicKey))) {
      return { status: 403, json: { sentence: "This phone is not known here yet.", reason: "not_enrolled" } };
    }
    this.holdings.devices.set(device, { publicKey, revoked: false, of: said.name, held: new Map() });
    return ok({
      person: { name: said.name, shown_as: said.name, roles: ["organizer"], language: "en", may: PRACTICE.may },
      device,
      organizing_key: { team: "organizing", epoch: "1", public: toBase64(this.organizingKey.public) },
      server: { incarnation: this.holdings.incarnation, keys: this.#publicKeys },
    });
  }

  /** A phone that was let in before speaks for its new key. */
  async #vouched(said: SignInSaid, publicKey: Bytes): Promise<boolean> {
    const earlier = this.holdings.devices.get(said.vouched_by ?? "");
    if (!earlier || earlier.revoked || earlier.of !== said.name) return false;
    const told = joined(utf8("waymeet voucher v1 "), publicKey);
    return verify(earlier.publicKey, fromBase64(said.voucher ?? ""), told);
  }

  #hello({ headers }: Request): Reply {
    const { incarnation, devices } = this.holdings;
    const device = devices.get(headers["waymeet-device"] ?? "");
    const server = { incarnation, keys: this.#publicKeys };
    if (!device) return { status: 404, json: { sentence: "This phone is not known here.", ...server } };
    return ok({ ...server, held_through: heldThrough(device), ended: device.revoked });
  }

  #takeTurf({ body }: Request): Reply {
    const { code } = JSON.parse(textOf(body)) as { code: string };
    if (code.toUpperCase() !== PRACTICE.turfCode) {
      return refuse(409, "This code is not known. Ask your field lead for a new one.");
    }
    const key = { epoch: "1", public: toBase64(this.organizingKey.public) };
    return ok({ ...this.#town.turf, organizing_key: key });
  }

  /** With the passphrase everything, without it no words; what was signed in or counted is known to the office. */
  #takeWeek({ body }: Request): Reply {
    const { passphrase } = JSON.parse(textOf(body)) as { passphrase: string };
    if (passphrase && passphrase !== PRACTICE.passphrase) return refuse(403, "The passphrase does not fit.");
    const key = { epoch: "1", public: toBase64(this.organizingKey.public) };
    const week = { ...sampleWeek(), organizing_key: key, opened: passphrase !== "" };
    if (passphrase) return ok(week);
    const to_see = week.to_see.map((one) => ({ ...one, why: "", ask: "", sealed: true }));
    return ok({ ...week, to_see, calls: week.calls.filter(({ introduction }) => !introduction) });
  }

  async #handIn({ body, headers }: Request): Promise<Reply> {
    const text = textOf(body);
    let batch: { batch: string; device: string };
    try {
      batch = JSON.parse(text);
    } catch {
      return refuse(400, "This batch is not readable.");
    }
    const device = this.holdings.devices.get(batch.device);
    const signature = fromBase64(headers["waymeet-signature"] ?? "");
    const signed = device !== undefined && (await verify(device.publicKey, signature, body));
    const outcomes: Outcome[] = [];
    for (const record of exactRecords(text)) {
      outcomes.push(
        signed ? await this.#take(batch.device, record) : this.#setAside(batch.device, record, "signature"),
      );
    }
    return this.#receipt(batch, device, outcomes);
  }

  async #receipt(
    batch: { batch: string; device: string },
    device: Device | undefined,
    outcomes: Outcome[],
  ): Promise<Reply> {
    const receipt = JSON.stringify({
      batch: batch.batch,
      device: batch.device,
      incarnation: this.holdings.incarnation,
      held_through: device ? heldThrough(device) : 0,
      outcomes,
    });
    const signature = toBase64(await sign(this.#signing.key, utf8(receipt)));
    return ok({ receipt, signature, key: this.#signing.public });
  }

  async #take(deviceId: string, text: string): Promise<Outcome> {
    const device = this.holdings.devices.get(deviceId);
    const { seq, id, kind, schema } = JSON.parse(text) as { seq: number; id: string; kind: string; schema: number };
    if (!device) return this.#setAside(deviceId, text, "signature");
    const hash = toHex(await sha256(utf8(text)));
    const known = [...device.held.values()].find((record) => record.id === id || record.seq === seq);
    if (known) return known.hash === hash ? [seq, "same", ""] : this.#setAside(deviceId, text, "same id, other bytes");
    device.held.set(seq, { seq, id, hash, text });
    if (device.revoked) return this.#setAside(deviceId, text, "revoked");
    if (!KINDS.has(kind)) return this.#setAside(deviceId, text, "unknown kind");
    if (schema !== 1) return this.#setAside(deviceId, text, "unknown schema");
    const { contact } = (JSON.parse(text) as { body: { contact?: string } }).body;
    return [seq, "new", contact !== undefined && this.askedToGo.has(contact) ? "gone" : ""];
  }

  #setAside(device: string, text: string, reason: string): Outcome {
    const there = this.holdings.setAside.some((one) => one.device === device && one.text === text);
    if (!there) this.holdings.setAside.push({ device, text, reason });
    return [(JSON.parse(text) as { seq: number }).seq, "quarantined", reason];
  }

  #bundle({ body }: Request): Reply {
    const bundle = JSON.parse(textOf(body)) as Bundle;
    this.holdings.bundles.push(bundle);
    return ok({ held: bundle.records.length });
  }

  #night({ headers }: Request): Reply {
    if (!knowsNight(headers)) return refuse(403, "Tonight's code is not known or is over. Ask for a new one.");
    const key = { epoch: "2026-11", public: toBase64(this.monthKey.public) };
    return ok({ ...this.#town.night, key, incarnation: this.holdings.careIncarnation });
  }

  async #slots({ headers, body }: Request): Promise<Reply> {
    if (!knowsNight(headers)) return refuse(403, "Tonight's code is not known or is over. Ask for a new one.");
    const { slots } = JSON.parse(textOf(body)) as { slots: string[] };
    const digests: Bytes[] = [];
    for (const slot of slots.map(fromBase64)) {
      const digest = await sha256(slot);
      if (slot.length === SLOT_BYTES) this.holdings.slots.set(toHex(digest), toBase64(slot));
      digests.push(digest);
    }
    const set_hash = toHex(await sha256(joined(...digests.sort(compareBytes))));
    return ok({ count: slots.length, set_hash, incarnation: this.holdings.careIncarnation });
  }
}

function knowsNight(headers: Record<string, string>): boolean {
  return headers.authorization?.toUpperCase() === `NIGHT ${PRACTICE.nightCode}`;
}

function heldThrough(device: Device): number {
  let through = 0;
  while (device.held.has(through + 1)) through += 1;
  return through;
}

function ok(json: unknown): Reply {
  return { status: 200, json };
}

function refuse(status: number, sentence: string): Reply {
  return { status, json: { sentence } };
}
