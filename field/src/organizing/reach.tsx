/** How to reach somebody: their numbers as big buttons that call, and what they said about it. */
import type { WeekPerson } from "../core/week_types";
import { Icon } from "../ui/icon";
import { type Language, useLanguage, useWords } from "../words";

type ReachProps = { person: WeekPerson; onCall?: (point: string) => void };

export const Reach = ({ person, onCall }: ReachProps) => {
  const words = useWords();
  const speaks = spoken(person.languages, useLanguage());
  const about = [person.pronouns, speaks, person.when && words.week.when(person.when)].filter(Boolean);
  return (
    <div class="stack-tight">
      {about.length > 0 && <p class="soft">{about.join(" · ")}</p>}
      {person.phones.length === 0 && <p class="soft">{words.week.noPhone}</p>}
      {person.phones.map(({ id, number }) => (
        <a
          class="button button-plain button-wide button-tall tel"
          key={id + number}
          href={`tel:${number.replace(/[^\d+*#]/g, "")}`}
          onClick={() => onCall?.(id)}
        >
          <Icon name="speak" />
          <span>{words.week.call(number)}</span>
        </a>
      ))}
    </div>
  );
};

/** "es" in words; what somebody wrote themselves stays as it is. */
const spoken = (languages: string, own: Language): string =>
  /^[a-z]{2}$/.test(languages)
    ? (new Intl.DisplayNames(own, { type: "language" }).of(languages) ?? languages)
    : languages;
