/** A passphrase field that can be shown, because six words are hard to type blind. */
import { useState } from "preact/hooks";
import { useWords } from "../words";
import { TextField } from "./fields";
import { Icon } from "./icon";

export const Passphrase = ({ value, onInput }: { value: string; onInput: (value: string) => void }) => {
  const words = useWords();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={words.signIn.passphrase}
      value={value}
      onInput={onInput}
      secret={!shown}
      autocomplete="current-password"
    >
      <button
        type="button"
        class="reveal"
        aria-pressed={shown}
        aria-label={shown ? words.signIn.hide : words.signIn.show}
        onClick={() => setShown(!shown)}
      >
        <Icon name={shown ? "close" : "eye"} />
      </button>
    </TextField>
  );
};
