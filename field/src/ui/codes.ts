/** Short codes: what people type, and what a square code or a link holds after its "#". */

export const CODE_LENGTH = 8;

export type CodeKind = "take" | "night" | "enrol";

/** Letters and numbers only, capitals, as the code is compared. */
export const tidyCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, "");

/** Two groups of four, easier to read aloud. */
export const showCode = (code: string): string => {
  const tidy = tidyCode(code);
  return tidy.length > CODE_LENGTH / 2 ? `${tidy.slice(0, CODE_LENGTH / 2)}-${tidy.slice(CODE_LENGTH / 2)}` : tidy;
};

/** A scanned text is either a bare code or a link such as "…/field/#take=ABCD2345". */
export const codeFrom = (scanned: string): string => {
  const hash = scanned.indexOf("#");
  return tidyCode(hash < 0 ? scanned : scanned.slice(scanned.indexOf("=", hash) + 1));
};

/** The code in the page's own address, if somebody's camera app opened us with one. */
export const codeInAddress = (hash: string): { kind: CodeKind; code: string } | null => {
  const found = /^#(take|night|enrol)=([A-Za-z0-9-]+)$/.exec(hash);
  return found ? { kind: found[1] as CodeKind, code: tidyCode(found[2] ?? "") } : null;
};
