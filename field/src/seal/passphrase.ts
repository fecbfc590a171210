/** The slow hash over a passphrase: Argon2id, 64 MiB, three passes; in a worker where there is one. */
import workerAddress from "./argon2.worker.ts?worker&url";
import type { Bytes } from "./bytes.ts";
import { ownProgram } from "./trusted.ts";

/** Case and spacing do not matter (phones capitalize the first word); the server reads passphrases the same way. */
export function normalized(passphrase: string): string {
  return passphrase.toLowerCase().replaceAll("-", " ").split(/\s+/).filter(Boolean).join(" ");
}

/** 32 bytes; takes around half a second on purpose. */
export async function slowHash(passphrase: string, salt: Bytes): Promise<Bytes> {
  const plain = normalized(passphrase);
  // Only tests run where there are no workers; the app itself need not carry the hash twice.
  if (!import.meta.env.PROD && typeof Worker === "undefined") return (await import("./argon2.ts")).argon2(plain, salt);
  return inWorker(plain, salt);
}

function inWorker(passphrase: string, salt: Bytes): Promise<Bytes> {
  const worker = new Worker(ownProgram(workerAddress), { type: "module" });
  return new Promise<Bytes>((resolve, reject) => {
    worker.onmessage = (message: MessageEvent<Bytes>) => resolve(message.data);
    worker.onerror = (trouble) => reject(new Error(trouble.message || "the passphrase worker did not start"));
    worker.postMessage({ passphrase, salt });
  }).finally(() => worker.terminate());
}
