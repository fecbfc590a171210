/** The person who is actually there says "I want to help" or "call me". They choose what to give; nothing is required. */
import { useState } from "preact/hooks";
import type { TurfPackage } from "../core/types";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { Check, OneOf, TextField } from "../ui/fields";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { type Language, useLanguage, useWords, WORDS } from "../words";
import { ReadAloud } from "./read-aloud";

const HOWS = ["call", "text", "email", "visit"] as const;
const WHENS = ["morning", "day", "evening", "weekend"] as const;

type Person = {
  wants: "help" | "call";
  language: Language;
  name: string;
  contactPoint: string;
  how: (typeof HOWS)[number] | null;
  when: (typeof WHENS)[number][];
};

const given = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());

export const Introduce = ({ turf, door }: { turf: TurfPackage; door: string | null }) => {
  const words = useWords();
  const field = useField();
  const own = useLanguage();
  const [person, setPerson] = useState<Person>({
    wants: "help",
    language: own,
    name: "",
    contactPoint: "",
    how: null,
    when: [],
  });
  const change = (part: Partial<Person>) => setPerson((before) => ({ ...before, ...part }));
  const save = async () => {
    const kept = await field.attempt(() =>
      field.core.introduce({
        door: door ?? undefined,
        wants: person.wants,
        language: person.language,
        name: given(person.name),
        contactPoint: given(person.contactPoint),
        how: person.how ?? undefined,
        when: given(person.when.join(", ")),
      }),
    );
    if (!kept) return;
    field.say(words.introduce.saved);
    field.back();
  };
  return (
    <Screen
      title={words.introduce.title}
      dock={
        <Button kind="main" icon="sent" wide tall onPress={() => void save()}>
          {words.introduce.agree}
        </Button>
      }
    >
      <p class="soft">{words.introduce.intro}</p>
      <OneOf
        legend={words.introduce.wants}
        choices={[
          { value: "help", label: words.introduce.help },
          { value: "call", label: words.introduce.call },
        ]}
        value={person.wants}
        onChoose={(wants) => change({ wants })}
      />
      <TextField label={words.introduce.name} value={person.name} onInput={(name) => change({ name })} />
      <TextField
        label={words.introduce.contactPoint}
        value={person.contactPoint}
        onInput={(contactPoint) => change({ contactPoint })}
      />
      {person.contactPoint.trim() === "" && <Notice kind="news">{words.introduce.nobodyCanCall}</Notice>}
      <HowAndWhen person={person} onChange={change} />
      <Consent turf={turf} language={person.language} onLanguage={(language) => change({ language })} />
    </Screen>
  );
};

const HowAndWhen = ({ person, onChange }: { person: Person; onChange: (part: Partial<Person>) => void }) => {
  const words = useWords();
  const toggle = (when: Person["when"][number], on: boolean) =>
    onChange({ when: WHENS.filter((each) => (each === when ? on : person.when.includes(each))) });
  return (
    <>
      <OneOf
        legend={words.introduce.how}
        choices={HOWS.map((value) => ({ value, label: words.introduce.hows[value] }))}
        value={person.how}
        onChoose={(how) => onChange({ how })}
      />
      <fieldset class="choices">
        <legend>{words.introduce.when}</legend>
        {WHENS.map((when) => (
          <Check
            key={when}
            label={words.introduce.whens[when]}
            checked={person.when.includes(when)}
            onChange={(on) => toggle(when, on)}
          />
        ))}
      </fieldset>
    </>
  );
};

type ConsentProps = { turf: TurfPackage; language: Language; onLanguage: (language: Language) => void };

const Consent = ({ turf, language, onLanguage }: ConsentProps) => {
  const words = useWords();
  const sentence = turf.sentence[language].text;
  const languages = (["en", "es"] as const).map((value) => ({ value, label: WORDS[value].language.own, lang: value }));
  return (
    <section class="consent" aria-labelledby="consent-title">
      <h2 id="consent-title">{words.introduce.consent}</h2>
      <OneOf legend={words.introduce.language} segments choices={languages} value={language} onChoose={onLanguage} />
      <blockquote lang={language}>{sentence}</blockquote>
      <ReadAloud text={sentence} language={language} />
    </section>
  );
};
