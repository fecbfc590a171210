/** The script, one step at a time, in English and Spanish side by side (or one of them on a narrow phone). */
import { useState } from "preact/hooks";
import type { ScriptStep, TwoLanguages } from "../core/types";
import { OneOf } from "../ui/fields";
import { Icon } from "../ui/icon";
import { type Language, useLanguage, useWords } from "../words";
import { answerUpTo, type TalkDraft, whereInScript } from "./talk-draft";

type Shown = Language | "both";
type ScriptProps = {
  steps: ScriptStep[];
  answers: TalkDraft["answers"];
  onAnswers: (answers: TalkDraft["answers"]) => void;
};

export const Script = ({ steps, answers, onAnswers }: ScriptProps) => {
  const words = useWords();
  const own = useLanguage();
  const [shown, setShown] = useState<Shown>(own);
  const { asked, now } = whereInScript(steps, answers);
  if (steps.length === 0) return <p class="soft">{words.script.none}</p>;
  const languages = [
    { value: "en" as const, label: words.language.en, lang: "en" },
    { value: "es" as const, label: words.language.es, lang: "es" },
    { value: "both" as const, label: words.script.both },
  ];
  return (
    <section class={`script script-${shown}`} aria-labelledby="script-title">
      <div class="script-head">
        <h2 id="script-title">{words.script.title}</h2>
        <OneOf
          legend={words.script.language}
          hideLegend
          segments
          choices={languages}
          value={shown}
          onChoose={setShown}
        />
      </div>
      {asked.map(({ step, choice }) => (
        <div class="script-asked" key={step.id}>
          <Icon name="sent" />
          <Both text={choice.label} />
          <button type="button" class="link-button" onClick={() => onAnswers(answerUpTo(answers, step.id))}>
            {words.script.change}
          </button>
        </div>
      ))}
      <div class="script-now" aria-live="polite">
        {now === null ? (
          <p>{words.script.end}</p>
        ) : (
          <Step step={now} key={now.id} onChoose={(a) => onAnswers([...answers, { q: now.id, a }])} />
        )}
      </div>
    </section>
  );
};

const Step = ({ step, onChoose }: { step: ScriptStep; onChoose: (choice: string) => void }) => (
  <>
    <div class="script-say">
      <Both text={step.text} />
    </div>
    <div class="script-choices">
      {step.choices.map((choice) => (
        <button
          type="button"
          class="button button-plain button-wide"
          key={choice.id}
          onClick={() => onChoose(choice.id)}
        >
          <Both text={choice.label} />
        </button>
      ))}
    </div>
  </>
);

/** Both languages are always there; the style sheet shows the one chosen, or both where there is room. */
const Both = ({ text }: { text: TwoLanguages }) => (
  <span class="both">
    <span class="both-en" lang="en">
      {text.en}
    </span>
    <span class="both-es" lang="es">
      {text.es}
    </span>
  </span>
);
