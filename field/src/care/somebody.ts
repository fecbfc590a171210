/** Somebody met without a door, before it is sealed. */
import type { KitsDraft, Met } from "../core/types";
import { CARD_CODE_LENGTH, isCardCode } from "../seal/card_code";
import { NO_KITS } from "./kits-draft";

export const MOST_PEOPLE = 255;
const MOST_REACHED = 0xffff;

/** `more`: what is asked only if they want is shown. `reached` and `code` are as typed. */
export type Somebody = {
  kits: KitsDraft;
  people: number;
  more: boolean;
  reason: number;
  secondary: boolean;
  reached: string;
  code: string;
};

export const NOBODY: Somebody = {
  kits: NO_KITS,
  people: 1,
  more: false,
  reason: 0,
  secondary: false,
  reached: "",
  code: "",
};

export const tidyCardCode = (typed: string): string => {
  const tidy = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return tidy.length > 3 ? `${tidy.slice(0, 3)}-${tidy.slice(3)}` : tidy;
};

const bare = (code: string): string => code.replace("-", "");

/** Also while it is half typed: it is not saved like that. */
export const codeFault = ({ code }: Somebody): boolean => code !== "" && !isCardCode(bare(code));

export const reachedFault = ({ reached }: Somebody): boolean =>
  reached.trim() !== "" && !(/^\d{1,5}$/.test(reached.trim()) && Number(reached) <= MOST_REACHED);

/** Said only once all of it is typed. */
export const codeTyped = ({ code }: Somebody): boolean => bare(code).length >= CARD_CODE_LENGTH;

/** What is sealed: only what was said. */
export const draftOf = (now: Somebody): KitsDraft => {
  const met: Met = { people: now.people };
  if (now.reason > 0) met.reason = now.reason;
  if (now.secondary) met.secondary = true;
  if (now.secondary && now.reached.trim() !== "") met.reached = Number(now.reached);
  if (now.code !== "") met.code = bare(now.code);
  return { ...now.kits, met };
};
