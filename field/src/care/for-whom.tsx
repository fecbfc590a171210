/** Whom the things are for: why they take a kit, whether they hand it on, their card code. All of it only if they want. */
import type { NightInfo } from "../core/types";
import { Check, OneOf, TextField } from "../ui/fields";
import { useLanguage, useWords } from "../words";
import { codeFault, codeTyped, reachedFault, type Somebody, tidyCardCode } from "./somebody";

type Props = { night: NightInfo; now: Somebody; onChange: (part: Partial<Somebody>) => void };

export const ForWhom = ({ night, now, onChange }: Props) => {
  const words = useWords();
  const language = useLanguage();
  const reasons = (night.reasons ?? []).map(({ number, name }) => ({ value: String(number), label: name[language] }));
  return (
    <>
      {reasons.length > 0 && (
        <OneOf
          legend={words.street.reason}
          choices={[...reasons, { value: "0", label: words.common.notSaid }]}
          value={String(now.reason)}
          onChoose={(value) => onChange({ reason: Number(value) })}
        />
      )}
      <Check
        label={words.street.secondary}
        checked={now.secondary}
        onChange={(secondary) => onChange({ secondary, reached: "" })}
      />
      {now.secondary && (
        <TextField
          label={words.street.reached}
          value={now.reached}
          inputMode="numeric"
          onInput={(reached) => onChange({ reached })}
          fault={reachedFault(now) ? words.street.reachedFault : undefined}
        />
      )}
      <TextField
        label={words.street.code}
        help={words.street.codeHelp}
        value={now.code}
        onInput={(code) => onChange({ code: tidyCardCode(code) })}
        fault={codeTyped(now) && codeFault(now) ? words.street.codeFault : undefined}
        capitals
        code
      />
    </>
  );
};
