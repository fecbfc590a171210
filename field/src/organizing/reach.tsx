/** How to reach somebody: their numbers as big buttons that call, and what they said about it. */
import type { WeekPerson } from "../core/week_types";
import { Icon } from "../ui/icon";
import { useWords } from "../words";

type ReachProps = { person: WeekPerson; onCall?: (point: string) => void };

export const Reach = ({ person, onCall }: ReachProps) => {
  const words = useWords();
  return (
    <div class="stack-tight">
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
      {[person.pronouns, person.languages, person.when && words.week.when(person.when)].filter(Boolean).map((line) => (
        <p class="soft" key={line}>
          {line}
        </p>
      ))}
    </div>
  );
};
