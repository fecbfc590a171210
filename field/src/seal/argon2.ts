/** Argon2id with the strength the whole system uses. */
import { argon2id } from "hash-wasm";
import type { Bytes } from "./bytes.ts";

export async function argon2(passphrase: string, salt: Bytes): Promise<Bytes> {
  const hash = await argon2id({
    password: passphrase,
    salt,
    iterations: 3,
    parallelism: 1,
    memorySize: 65_536,
    hashLength: 32,
    outputType: "binary",
  });
  return new Uint8Array(hash);
}
