/** What only the team can do, for the practice server and the tests: open what a phone sealed. */
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import type { Bytes } from "../src/seal/bytes.ts";
import { purposeAndPlace } from "../src/seal/hpke.ts";

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

export type TeamKey = { private: CryptoKey; public: Bytes };

export async function newTeamKey(): Promise<TeamKey> {
  const pair = await suite.kem.generateKeyPair();
  return { private: pair.privateKey, public: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)) };
}

export function teamKeyOf(privateBytes: Bytes): Promise<CryptoKey> {
  return suite.kem.deserializePrivateKey(privateBytes);
}

/** Throws when the key, the purpose, the place or a single bit is another. */
export async function unseal(key: CryptoKey, sealed: Bytes, purpose: string, place: Bytes): Promise<Bytes> {
  const enc = sealed.slice(0, 32);
  const recipient = await suite.createRecipientContext({
    recipientKey: key,
    enc,
    info: purposeAndPlace(purpose, place),
  });
  return new Uint8Array(await recipient.open(sealed.slice(32)));
}

/** Throws when the length points past the end, or when anything but zeros follows. */
export function unpad(padded: Bytes): Bytes {
  const length = ((padded[0] ?? 0) << 8) | (padded[1] ?? 0);
  if (padded.length < 2 + length || padded.subarray(2 + length).some(Boolean)) throw new Error("wrong padding");
  return padded.slice(2, 2 + length);
}
