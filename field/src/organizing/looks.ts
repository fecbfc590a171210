/** Which drawing goes with which outcome and warning; the word always stands beside it. */
import type { Flag, Outcome } from "../core/types";
import type { IconName } from "../ui/icon";

export const OUTCOME_ICON: Record<Outcome, IconName> = {
  answered: "talk",
  no_answer: "quiet",
  refused: "refused",
  come_back: "later",
  inaccessible: "gate",
  vacant: "empty",
  address_not_found: "missing",
  language_barrier: "tongue",
  do_not_knock: "hand",
  unsafe: "warning",
};

export const FLAG_ICON: Record<Flag, IconName> = {
  dog: "dog",
  unsafe: "warning",
  do_not_knock: "hand",
  no_entry: "lock",
};

/** All but the two that have a place of their own under the thumb. */
export const OTHER_OUTCOMES: Outcome[] = [
  "refused",
  "come_back",
  "inaccessible",
  "language_barrier",
  "vacant",
  "address_not_found",
  "do_not_knock",
  "unsafe",
];
