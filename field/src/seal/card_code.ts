/** A participant's own code: six signs and one that catches a slip (ISO 7064 hybrid, over our 28 signs). */

const SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ";
const BEFORE = 6;

export const CARD_CODE_LENGTH = BEFORE + 1;

export function isCardCode(code: string): boolean {
  if (code.length !== CARD_CODE_LENGTH || [...code].some((sign) => !SIGNS.includes(sign))) return false;
  return checkSign(code.slice(0, BEFORE)) === code[BEFORE];
}

export function checkSign(signs: string): string {
  const base = SIGNS.length;
  let product = base;
  for (const sign of signs) {
    const total = (product + SIGNS.indexOf(sign)) % base || base;
    product = (total * 2) % (base + 1);
  }
  return SIGNS[(base + 1 - product) % base] ?? "";
}
