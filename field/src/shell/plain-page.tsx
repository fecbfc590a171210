/** The page before one is in: the mark, the languages, and one thing to do. */
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { Dock } from "../ui/dock";
import { OneOf } from "../ui/fields";
import { Mark } from "../ui/icon";
import { WORDS, WordsContext } from "../words";
import { UpdateNotice } from "./update-notice";

export const LanguageChoice = ({ hideLegend }: { hideLegend?: boolean }) => {
  const { words, language, choose } = useContext(WordsContext);
  const choices = (["en", "es"] as const).map((value) => ({ value, label: WORDS[value].language.own, lang: value }));
  return (
    <OneOf
      legend={words.language.choose}
      hideLegend={hideLegend}
      segments
      choices={choices}
      value={language}
      onChoose={choose}
    />
  );
};

export const PlainPage = ({ title, children }: { title: string; children: ComponentChildren }) => {
  const { words } = useContext(WordsContext);
  return (
    <div class="screen">
      <header class="plain-head">
        <p class="brand">
          <Mark />
          <span>{words.brand.name}</span>
        </p>
        <LanguageChoice hideLegend />
      </header>
      <main class="page">
        <div class="content">
          <UpdateNotice />
          <h1>{title}</h1>
          {children}
        </div>
        <Dock />
      </main>
    </div>
  );
};
