/**
 * The key with which this phone signs its batches (Ed25519, WebCrypto).
 *
 * Browsers keep "non-extractable" keys readable on disk, so a taken phone could sign. The private key is therefore
 * stored only encrypted under the device data key, and used only as a non-extractable key in memory. A locked phone
 * cannot sign; it does not need to, its work leaves as a sealed bundle.
 */
import { FieldTrouble } from "../core/types.ts";
import type { Bytes } from "./bytes.ts";

export type NewDeviceKey = { publicKey: Bytes; privateBytes: Bytes };

export async function newDeviceKey(): Promise<NewDeviceKey> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]).catch(() => {
    throw new FieldTrouble("old_browser", "trouble.old_browser");
  });
  const { publicKey, privateKey } = pair as CryptoKeyPair;
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey("raw", publicKey)),
    privateBytes: new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey)),
  };
}

export function signingKey(privateBytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("pkcs8", privateBytes, "Ed25519", false, ["sign"]);
}

export async function sign(key: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign("Ed25519", key, message));
}

export async function verify(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, message);
}
