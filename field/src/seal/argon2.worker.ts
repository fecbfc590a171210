/** Runs the slow hash beside the page, so that the screen does not freeze. */
import { argon2 } from "./argon2.ts";
import type { Bytes } from "./bytes.ts";

self.onmessage = async (message: MessageEvent<{ passphrase: string; salt: Bytes }>) => {
  const hash = await argon2(message.data.passphrase, message.data.salt);
  self.postMessage(hash);
};
