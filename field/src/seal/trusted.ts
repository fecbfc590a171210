/**
 * The one way a text becomes the address of a program here (Trusted Types).
 *
 * The page's policy refuses every such address that has not passed this, so a mistake elsewhere starts nothing. Only
 * our own files pass. Browsers without Trusted Types are given the address as it is.
 */

type Policy = { createScriptURL(address: string): unknown };
type Factory = { createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy };

let policy: Policy | null = null;

/** Throws TypeError where the address is not one of this app's own files. */
export function ownProgram(address: string): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (!factory) return ours(address);
  policy ??= factory.createPolicy("waymeet", { createScriptURL: ours });
  return policy.createScriptURL(address) as string;
}

function ours(address: string): string {
  const { origin, pathname } = new URL(address, location.href);
  const base = import.meta.env.BASE_URL;
  if (origin !== location.origin || !pathname.startsWith(base) || !pathname.endsWith(".js")) {
    throw new TypeError("not a program of this app");
  }
  return address;
}
