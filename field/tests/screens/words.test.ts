/** The phone's words: both languages say everything, nobody is called a name, and a twelve-year-old can read it. */
import { describe, expect, it } from "vitest";
import { en } from "../../src/words/en";
import { es } from "../../src/words/es";

type Said = { key: string; text: string };

/** All sentences, with the ones that take a number or a name filled in. */
const said = (words: object, key = ""): Said[] =>
  Object.entries(words).flatMap(([name, value]) => {
    const here = key === "" ? name : `${key}.${name}`;
    if (typeof value === "function") return [{ key: here, text: String(value(3, 5)) }];
    return typeof value === "object" ? said(value, here) : [{ key: here, text: String(value) }];
  });

/** Names and words that are the same in both languages. */
const SAME = new Set(["language.en", "language.es", "brand.name", "kits.open"]);
const BANNED = /\b(clients?|addicts?|abus\w*|offenders?|junk\w*|clientes?|adict\w*|drogadict\w*|delincuentes?)\b/i;
/** Flesch and Kincaid's grade for American schools, with syllables counted as groups of vowels. */
const grade = (text: string): number => {
  const sentences = text.split(/[.!?:]+\s/).filter((each) => each.trim() !== "");
  const list = text.toLowerCase().match(/[a-z']+/g) ?? [];
  const syllables = list.reduce(
    (sum, word) => sum + Math.max(1, (word.replace(/e$/, "").match(/[aeiouy]+/g) ?? []).length),
    0,
  );
  return 0.39 * (list.length / sentences.length) + 11.8 * (syllables / list.length) - 15.59;
};

describe("words", () => {
  it("are said in Spanish, not left in English", () => {
    const english = new Map(said(en).map(({ key, text }) => [key, text]));
    const left = said(es).filter(({ key, text }) => english.get(key) === text && !SAME.has(key));
    expect(left).toEqual([]);
  });

  it("call nobody a name", () => {
    expect([...said(en), ...said(es)].filter(({ text }) => BANNED.test(text))).toEqual([]);
  });

  it("can be read in sixth grade", () => {
    const sentences = said(en).filter(({ text }) => text.split(" ").length > 4);
    expect(sentences.length).toBeGreaterThan(50);
    expect(grade(sentences.map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`)).join(" "))).toBeLessThan(6);
  });
});
