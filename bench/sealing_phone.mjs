// Sealing on the phone: what the phone does for every saved door (@hpke/core), beside the bare steps in WebCrypto.
// Prints {"hpke": slots a second, "bare": slots a second}, the median of five rounds.
import { createRequire } from "node:module";

const field = createRequire(new URL("../field/package.json", import.meta.url));
const { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } = await import(field.resolve("@hpke/core"));
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const SLOTS = 300;
const plain = crypto.getRandomValues(new Uint8Array(352));
const info = new TextEncoder().encode("waymeet care slot v1, at its place");

const pair = await suite.kem.generateKeyPair();
const publicBytes = new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey));

async function hpke() {
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicBytes);
  await suite.seal({ recipientPublicKey, info }, plain);
}

// One key agreement, one key drawn from it, one encryption: the least that sealing to a public key can be.
async function bare() {
  const own = await crypto.subtle.generateKey("X25519", true, ["deriveBits"]);
  const to = await crypto.subtle.importKey("raw", publicBytes, "X25519", true, []);
  await crypto.subtle.exportKey("raw", own.publicKey);
  const shared = await crypto.subtle.deriveBits({ name: "X25519", public: to }, own.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  const key = await crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, plain);
}

async function rate(sealOne) {
  const began = performance.now();
  for (let n = 0; n < SLOTS; n += 1) await sealOne();
  return (SLOTS * 1000) / (performance.now() - began);
}

const rounds = { hpke: [], bare: [] };
for (let round = 0; round < 6; round += 1) {
  const measured = { hpke: await rate(hpke), bare: await rate(bare) };
  if (round) for (const [name, value] of Object.entries(measured)) rounds[name].push(value); // the first one warms up
}
const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
console.log(JSON.stringify({ hpke: middle(rounds.hpke), bare: middle(rounds.bare) }));
