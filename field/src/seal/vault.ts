/**
 * The device data key: everything organizing keeps on the phone is encrypted under it, and it lives only in memory.
 *
 * At rest it is wrapped twice: under the passphrase (for at most a day) and sealed to the organizing team's key, so
 * that unsent work can still be opened at the desk when nobody remembers the passphrase.
 */
import { type Bytes, fromBase64, joined, randomBytes, textOf, utf8 } from "./bytes.ts";
import { bind, seal } from "./hpke.ts";
import { slowHash } from "./passphrase.ts";

const IV_BYTES = 12;

export type Wrapped = { salt: Bytes; bytes: Bytes };

/** `voucher` outlasts the day: it holds the signing key alone, opens no record, and vouches for the next sign-in. */
export type NewVault = { vault: Vault; wrapped: Wrapped; sealedKey: Bytes; voucher: Wrapped };

export class Vault {
  readonly #key: CryptoKey;
  readonly #place: Bytes;

  private constructor(key: CryptoKey, device: string) {
    this.#key = key;
    this.#place = utf8(device);
  }

  /** Makes a new key for one sign-in; `team` is the organizing team's public key, `signing` the device's own key. */
  static async create(device: string, passphrase: string, team: { public: string }, signing: Bytes): Promise<NewVault> {
    const raw = randomBytes(32);
    const salt = randomBytes(16);
    const wrapping = await aesKey(await slowHash(passphrase, salt));
    const wrapped = { salt, bytes: await encrypt(wrapping, raw, utf8(device)) };
    const sealedKey = await seal(fromBase64(team.public), raw, "waymeet bundle v1", bind("bundle", device));
    const voucher = { salt, bytes: await encrypt(wrapping, signing, vouching(device)) };
    const vault = new Vault(await aesKey(raw), device);
    raw.fill(0);
    return { vault, wrapped, sealedKey, voucher };
  }

  /** The signing key of an earlier sign-in; null when the passphrase does not fit. */
  static async openVoucher(device: string, passphrase: string, voucher: Wrapped): Promise<Bytes | null> {
    const wrapping = await aesKey(await slowHash(passphrase, voucher.salt));
    return decrypt(wrapping, voucher.bytes, vouching(device)).catch(() => null);
  }

  /** Null when the passphrase does not fit. */
  static async open(device: string, passphrase: string, wrapped: Wrapped): Promise<Vault | null> {
    const wrapping = await aesKey(await slowHash(passphrase, wrapped.salt));
    const raw = await decrypt(wrapping, wrapped.bytes, utf8(device)).catch(() => null);
    if (raw === null) return null;
    const vault = new Vault(await aesKey(raw), device);
    raw.fill(0);
    return vault;
  }

  /** iv (12 bytes), ciphertext, tag; bound to this device. */
  lock(plain: Bytes): Promise<Bytes> {
    return encrypt(this.#key, plain, this.#place);
  }

  unlock(locked: Bytes): Promise<Bytes> {
    return decrypt(this.#key, locked, this.#place);
  }

  lockText(text: string): Promise<Bytes> {
    return this.lock(utf8(text));
  }

  async unlockText(locked: Bytes): Promise<string> {
    return textOf(await this.unlock(locked));
  }
}

function vouching(device: string): Bytes {
  return utf8(`voucher ${device}`);
}

function aesKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function encrypt(key: CryptoKey, plain: Bytes, additionalData: Bytes): Promise<Bytes> {
  const iv = randomBytes(IV_BYTES);
  return joined(iv, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plain)));
}

async function decrypt(key: CryptoKey, locked: Bytes, additionalData: Bytes): Promise<Bytes> {
  const iv = locked.subarray(0, IV_BYTES);
  const sealed = locked.subarray(IV_BYTES);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, sealed));
}
