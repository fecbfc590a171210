/**
 * The one way a text becomes the address of a program here (Trusted Types).
 *
 * The page's policy refuses every such address that has not passed this, so a mistake elsewhere starts nothing. Only
 * our own files pass. Browsers without Trusted Types are given the address as it is.
 */

type Rules = { createScriptURL?(address: string): string; createHTML?(text: string): string | null };
type Policy = { createScriptURL(address: string): unknown };
type Factory = { createPolicy(name: string, rules: Rules): Policy };

/** What Leaflet writes into an element of its own, which is in no page, to learn what the browser can draw. */
const LOOKS: readonly string[] = ["<svg/>", '<v:shape adj="1"/>'];

let policy: Policy | null = null;

/** Throws TypeError where the address is not one of this app's own files. */
export function ownProgram(address: string): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (!factory) return ours(address);
  policy ??= factory.createPolicy("waymeet", { createScriptURL: ours });
  return policy.createScriptURL(address) as string;
}

/** Once, before anything is drawn: no text becomes HTML, but for the two constants above. */
export function refuseHtml(): void {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  factory?.createPolicy("default", { createHTML: (text) => (LOOKS.includes(text) ? text : null) });
}

function ours(address: string): string {
  const { origin, pathname } = new URL(address, location.href);
  const base = import.meta.env.BASE_URL;
  if (origin !== location.origin || !pathname.startsWith(base) || !pathname.endsWith(".js")) {
    throw new TypeError("not a program of this app");
  }
  return address;
}
