/** One plain sentence for whatever went wrong. */
import { TROUBLE_SENTENCES } from "../core/trouble";
import { FieldTrouble } from "../core/types";
import { type Language, WORDS } from "../words";

/** The phone's own troubles are named by a key; the office's sentence comes in the person's language already. */
export const sentenceFor = (fault: unknown, language: Language): string => {
  const unknown = WORDS[language].trouble.unknown;
  if (!(fault instanceof FieldTrouble)) return unknown;
  const own = TROUBLE_SENTENCES[fault.sentence];
  if (own !== undefined) return own[language];
  return fault.sentence === "" || fault.sentence.startsWith("trouble.") ? unknown : fault.sentence;
};
