/**
 * Sealing to a team's public key: HPKE (RFC 9180) base mode, X25519, HKDF-SHA256, AES-256-GCM.
 *
 * The same bytes as the server's sealing module: the purpose and the place a value is bound to both enter HPKE's
 * `info` (length of the purpose in two bytes, purpose, place), HPKE's own aad stays empty. A sealed value is the
 * 32-byte encapsulated key, the ciphertext and its 16-byte tag. The phone can only seal; nothing here opens.
 */
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { FieldTrouble } from "../core/types.ts";
import { type Bytes, joined, u16, utf8 } from "./bytes.ts";

export const OVERHEAD = 48;

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** `publicKey` is 32 raw bytes; `purpose` names what is sealed, `place` (see `bind`) where it belongs. */
export async function seal(publicKey: Bytes, plaintext: Bytes, purpose: string, place: Bytes): Promise<Bytes> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: purposeAndPlace(purpose, place) }, plaintext);
  return joined(new Uint8Array(enc), new Uint8Array(ct));
}

export function purposeAndPlace(purpose: string, place: Bytes): Bytes {
  const name = utf8(purpose);
  return joined(u16(name.length), name, place);
}

/** Each part as a two-byte length and UTF-8, so that no two lists of parts give the same bytes. */
export function bind(...parts: string[]): Bytes {
  return joined(...parts.map(utf8).flatMap((part) => [u16(part.length), part]));
}

/** Length (two bytes), data, zeros: always `size` bytes, so that length tells nothing. */
export function pad(data: Bytes, size: number): Bytes {
  if (data.length > size - 2) throw new FieldTrouble("refused", "trouble.too_long");
  const padded = new Uint8Array(size);
  padded.set(u16(data.length));
  padded.set(data, 2);
  return padded;
}
