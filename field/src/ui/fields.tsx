/**
 * The few ways of putting something in: a line of text, a longer note, one of several, any of several, yes or no.
 *
 * Every one is kept out of what the browser remembers: it would write ticks and words to its session file.
 */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon, type IconName } from "./icon";

type TextProps = {
  label: string;
  value: string;
  onInput: (value: string) => void;
  help?: string;
  fault?: string | undefined;
  secret?: boolean;
  autocomplete?: string;
  inputMode?: "text" | "tel" | "email" | "numeric";
  capitals?: boolean;
  /** So many letters fit; more cannot be typed. */
  most?: number;
  code?: boolean;
  long?: boolean;
  children?: ComponentChildren;
};

export const TextField = (props: TextProps) => {
  const id = useId();
  const shared = {
    id,
    class: `input${props.code ? " input-code" : ""}`,
    value: props.value,
    onInput: (event: Event) => props.onInput((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value),
    autocomplete: props.autocomplete ?? "off",
    autocapitalize: props.capitals ? ("characters" as const) : ("off" as const),
    spellcheck: false,
    maxLength: props.most,
    "aria-describedby": `${props.help ? `${id}-help` : ""} ${props.fault ? `${id}-fault` : ""}`.trim() || undefined,
    "aria-invalid": props.fault ? true : undefined,
  };
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.help && (
        <p class="field-help" id={`${id}-help`}>
          {props.help}
        </p>
      )}
      <div class="field-row">
        {props.long && <textarea rows={3} {...shared} />}
        {!props.long && props.secret && <input type="password" {...shared} />}
        {!props.long && !props.secret && <input type="text" inputMode={props.inputMode} {...shared} />}
        {props.children}
      </div>
      {props.fault && <Fault id={`${id}-fault`} words={props.fault} />}
    </div>
  );
};

type DayProps = { label: string; value: string; onInput: (day: string) => void; fault?: string | undefined };

/** A day as in "2026-11-27"; the phone brings its own calendar. */
export const DayField = ({ label, value, onInput, fault }: DayProps) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="date"
        autocomplete="off"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
        aria-describedby={fault ? `${id}-fault` : undefined}
        aria-invalid={fault ? true : undefined}
      />
      {fault && <Fault id={`${id}-fault`} words={fault} />}
    </div>
  );
};

const Fault = ({ id, words }: { id: string; words: string }) => (
  <p class="field-fault" id={id}>
    <Icon name="warning" />
    {words}
  </p>
);

export type Choice<Value extends string> = { value: Value; label: string; icon?: IconName; lang?: string };

type ChoiceProps<Value extends string> = {
  legend: string;
  hideLegend?: boolean;
  choices: Choice<Value>[];
  value: Value | null;
  onChoose: (value: Value) => void;
  segments?: boolean;
};

/** One of several: real radio buttons, drawn big. */
export const OneOf = <Value extends string>(props: ChoiceProps<Value>) => {
  const name = useId();
  return (
    <fieldset class={props.segments ? "choices segments" : "choices"}>
      <legend class={props.hideLegend ? "unseen" : undefined}>{props.legend}</legend>
      {props.choices.map((choice) => (
        <label class="choice" key={choice.value} lang={choice.lang}>
          <input
            type="radio"
            name={name}
            autocomplete="off"
            checked={props.value === choice.value}
            onChange={() => props.onChoose(choice.value)}
          />
          <span class="choice-face">
            {choice.icon && <Icon name={choice.icon} />}
            <span>{choice.label}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
};

type CheckProps = { label: string; checked: boolean; onChange: (on: boolean) => void; icon?: IconName };

export const Check = ({ label, checked, onChange, icon }: CheckProps) => (
  <label class="choice">
    <input
      type="checkbox"
      autocomplete="off"
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    <span class="choice-face">
      {icon && <Icon name={icon} />}
      <span>{label}</span>
    </span>
  </label>
);
