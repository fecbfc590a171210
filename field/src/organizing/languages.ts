/** Languages a canvasser may meet. Codes are ISO 639; each is also written as its speakers write it. */

const CODES: Record<string, string> = {
  es: "Español",
  ar: "العربية",
  bn: "বাংলা",
  my: "မြန်မာ",
  zh: "中文",
  fr: "Français",
  ht: "Kreyòl ayisyen",
  ksw: "Karen",
  ne: "नेपाली",
  fa: "دری / فارسی",
  ps: "پښتو",
  pt: "Português",
  ru: "Русский",
  sw: "Kiswahili",
  uk: "Українська",
  ur: "اردو",
  vi: "Tiếng Việt",
};

/** ISO 639 for "not determined". */
export const NOT_KNOWN = "und";

export type MetLanguage = { code: string; own: string; said: string };

/** Each with its name in the language of the screen, in that language's order. */
export const languagesFor = (screen: string): MetLanguage[] => {
  const names = new Intl.DisplayNames([screen], { type: "language" });
  return Object.entries(CODES)
    .map(([code, own]) => ({ code, own, said: named(names.of(code), code, own) }))
    .sort((one, other) => one.said.localeCompare(other.said, screen));
};

/** A browser that does not know a language answers with its code. */
const named = (said: string | undefined, code: string, own: string): string =>
  said === undefined || said === code ? own : said;
