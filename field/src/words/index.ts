/** Which language the phone speaks, and how screens get at its words. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en, type Words } from "./en";
import { es } from "./es";

export type Language = "en" | "es";
export type { Words };

export const WORDS: Record<Language, Words> = { en, es };

const KEY = "waymeet-language";

export const otherLanguage = (language: Language): Language => (language === "en" ? "es" : "en");

/** The language chosen before, else the phone's own, else English. */
export const firstLanguage = (): Language => {
  const chosen = remembered();
  if (chosen === "en" || chosen === "es") return chosen;
  return navigator.language.toLowerCase().startsWith("es") ? "es" : "en";
};

const remembered = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is switched off; the choice then lasts until the page closes
  }
};

/** Keeps the choice and tells the page, so screen readers pronounce it and later requests ask for it. */
export const rememberLanguage = (language: Language): void => {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // see remembered()
  }
};

export const WordsContext = createContext<{ words: Words; language: Language; choose: (to: Language) => void }>({
  words: en,
  language: "en",
  choose: () => undefined,
});

export const useWords = (): Words => useContext(WordsContext).words;
export const useLanguage = (): Language => useContext(WordsContext).language;
