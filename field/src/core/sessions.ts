/**
 * Who is signed in on this phone, and the key that opens what it keeps: one device and one key for each sign-in.
 *
 * Readable for a day at most. After that, or after signing out, what is unsent stays sealed to the organizing team.
 */
import { type Bytes, joined, toBase64, utf8 } from "../seal/bytes.ts";
import { newDeviceKey, sign, signingKey } from "../seal/device_key.ts";
import { Vault } from "../seal/vault.ts";
import type { DeviceRow, OrganizingStore } from "../store/organizing.ts";
import { ADDRESS, type OpenDevice } from "../sync/organizing/hand_in.ts";
import type { Wire } from "../sync/wire.ts";
import type { Surroundings } from "./surroundings.ts";
import { trouble } from "./trouble.ts";
import type { OrganizingKey, Session, Why } from "./types.ts";

const DAY = 86_400_000;
const VOUCHED = utf8("waymeet voucher v1 ");

type Person = { name: string; shown_as: string; roles: string[]; language: string; may?: string[] };

type Welcome = {
  person: Person;
  device: string;
  organizing_key: OrganizingKey;
  server: { incarnation: string; keys: string[] };
};

export class Sessions {
  readonly #store: OrganizingStore;
  readonly #wire: Wire;
  readonly #around: Surroundings;
  #row: DeviceRow | null = null;
  #open: OpenDevice | null = null;
  #roles: string[] = [];
  #may: string[] = [];
  #why: Why | null = null;
  #known = false;

  constructor(store: OrganizingStore, wire: Wire, around: Surroundings) {
    this.#store = store;
    this.#wire = wire;
    this.#around = around;
  }

  /** Reads who was here; a readable day that is over is forgotten now. Answers false when one was forgotten. */
  async load(): Promise<boolean> {
    const row = (await this.#store.devices()).find(({ wrapped }) => wrapped !== null) ?? null;
    if (row?.device !== this.#row?.device) this.#open = null;
    this.#row = row;
    this.#known = (await this.#store.voucher()) !== null;
    this.#why = await this.#store.why();
    if (!row || this.#isReadable(row)) return true;
    await this.forget("day_over");
    return false;
  }

  session(): Session {
    if (!this.#row || !this.#isReadable(this.#row)) return { kind: "signed_out", why: this.#why, known: this.#known };
    const { shownAs } = this.#row;
    return this.#open ? { kind: "open", shownAs, roles: this.#roles, may: this.#may } : { kind: "locked", shownAs };
  }

  /** The open device; null while locked or signed out. */
  get open(): OpenDevice | null {
    return this.session().kind === "open" ? this.#open : null;
  }

  get device(): string | null {
    return this.#row?.device ?? null;
  }

  /** Milliseconds since 1970 until which this sign-in can be read here, or null. */
  get until(): number | null {
    return this.#row?.wrapped?.until ?? null;
  }

  needOpen(): OpenDevice {
    const open = this.open;
    if (!open) throw trouble("locked");
    return open;
  }

  /** Needs the network: the server knows the person, and gives the phone its name and the team's key. */
  async signIn(name: string, passphrase: string, enrolment: string): Promise<void> {
    const key = await newDeviceKey();
    const letIn = enrolment ? { enrolment } : await this.#vouch(passphrase, key.publicKey);
    const body = {
      name: name.trim(),
      passphrase,
      device_public_key: toBase64(key.publicKey),
      device_label: deviceLabel(globalThis.navigator?.userAgent ?? ""),
      ...letIn,
    };
    const ask = { method: "POST" as const, address: `${ADDRESS}/sign-in`, body };
    const welcome = (await this.#wire.want(ask, { 401: "wrong_passphrase", 403: "wrong_passphrase" })) as Welcome;
    await this.#store.setServer({ incarnation: welcome.server.incarnation, keys: welcome.server.keys });
    const made = await Vault.create(welcome.device, passphrase, welcome.organizing_key, key.privateBytes);
    await this.forget();
    const row: DeviceRow = {
      device: welcome.device,
      shownAs: welcome.person.shown_as,
      epoch: welcome.organizing_key.epoch,
      sealedKey: made.sealedKey,
      signing: await made.vault.lock(key.privateBytes),
      wrapped: { ...made.wrapped, until: this.#around.now() + DAY },
      lastSeq: 0,
    };
    await this.#store.keep("person", await made.vault.lockText(JSON.stringify(welcome.person)));
    await this.#store.addDevice(row);
    await this.#store.setVoucher({ ...made.voucher, device: welcome.device });
    this.#known = true;
    key.privateBytes.fill(0);
    this.#row = row;
    await this.#enter(row, made.vault);
  }

  async unlock(passphrase: string): Promise<void> {
    const row = this.#row;
    if (!row?.wrapped || !this.#isReadable(row)) throw trouble("locked");
    const vault = await Vault.open(row.device, passphrase, row.wrapped);
    if (!vault) throw trouble("wrong_passphrase");
    await this.#enter(row, vault);
  }

  /** Ends the server's session too when there is a network; without one it runs out by itself. */
  async signOut(): Promise<void> {
    await this.forget();
    // Not waited for: signing out works at once without a signal.
    void this.#wire.ask({ method: "POST", address: `${ADDRESS}/sign-out`, body: {} }).catch(() => null);
  }

  /** The office ended this sign-in: nothing stays readable, and this phone no longer vouches for itself. */
  async end(device: string): Promise<boolean> {
    const voucher = await this.#store.voucher();
    if (voucher?.device === device) {
      await this.#store.setVoucher(null);
      this.#known = false;
    }
    if (this.#row?.device !== device) return false;
    await this.forget("ended");
    return true;
  }

  /** Forgets the key and all that can be read; what is unsent stays, sealed. `why` is told where a person asks. */
  async forget(why: Why | null = null): Promise<void> {
    await this.#store.forgetReadable();
    await this.#store.setWhy(why);
    this.#why = why;
    this.#row = null;
    this.#open = null;
    this.#roles = [];
    this.#may = [];
  }

  /** The last sign-in's key speaks for the new one, where the same person signs in again. */
  async #vouch(passphrase: string, newKey: Bytes): Promise<{ vouched_by?: string; voucher?: string }> {
    const voucher = await this.#store.voucher();
    const bytes = voucher && (await Vault.openVoucher(voucher.device, passphrase, voucher));
    if (!bytes) return {};
    const key = await signingKey(bytes);
    bytes.fill(0);
    return { vouched_by: voucher.device, voucher: toBase64(await sign(key, joined(VOUCHED, newKey))) };
  }

  async #enter(row: DeviceRow, vault: Vault): Promise<void> {
    const signing = await signingKey(await vault.unlock(row.signing));
    const locked = await this.#store.kept("person");
    const person = locked ? (JSON.parse(await vault.unlockText(locked)) as Person) : null;
    this.#roles = person?.roles ?? [];
    this.#may = person?.may ?? [];
    this.#open = { device: row.device, vault, signing };
  }

  /** A clock that was set back does not make the day longer. */
  #isReadable(row: DeviceRow): boolean {
    const left = (row.wrapped?.until ?? 0) - this.#around.now();
    return left > 0 && left <= DAY;
  }
}

/** Enough for an administrator to tell two phones apart, and no more. */
export function deviceLabel(userAgent: string): string {
  if (/iPhone|iPad/.test(userAgent)) return "iPhone or iPad";
  return /Android/.test(userAgent) ? "Android" : "Computer";
}
