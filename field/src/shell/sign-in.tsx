/** Signing in, the only moment that needs a signal before the walk. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { TextField } from "../ui/fields";
import { Passphrase } from "../ui/passphrase";
import { useWords } from "../words";
import { LeftHere } from "./left-here";
import { PlainPage } from "./plain-page";

export const SignIn = () => {
  const words = useWords();
  const field = useField();
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const entered = await field.attempt(() => field.core.signIn(name.trim(), passphrase));
    if (!entered) setBusy(false);
  };
  return (
    <PlainPage title={words.signIn.title}>
      <p class="soft">{words.brand.line}</p>
      <form class="stack" onSubmit={(event) => void send(event)}>
        <TextField label={words.signIn.name} value={name} onInput={setName} autocomplete="username" />
        <Passphrase value={passphrase} onInput={setPassphrase} />
        <Button kind="main" wide tall submit busy={busy}>
          {busy ? words.common.working : words.signIn.button}
        </Button>
        <p class="soft">{words.signIn.help}</p>
      </form>
      <LeftHere />
    </PlainPage>
  );
};
