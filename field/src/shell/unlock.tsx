/** Opening tonight's doors again with the passphrase; works without a signal. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { Passphrase } from "../ui/passphrase";
import { useWords } from "../words";
import { WithoutSignIn } from "./on-street";
import { PlainPage } from "./plain-page";
import { SignOut } from "./sign-out";

export const Unlock = ({ shownAs }: { shownAs: string }) => {
  const words = useWords();
  const field = useField();
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const opened = await field.attempt(() => field.core.unlock(passphrase));
    if (!opened) setBusy(false);
  };
  return (
    <PlainPage title={words.signIn.unlockTitle(shownAs)}>
      <p>{words.signIn.unlockHelp}</p>
      <form class="stack" onSubmit={(event) => void send(event)}>
        <Passphrase value={passphrase} onInput={setPassphrase} />
        <Button kind="main" wide tall submit busy={busy}>
          {busy ? words.common.working : words.signIn.unlock}
        </Button>
      </form>
      <WithoutSignIn />
      <SignOut />
    </PlainPage>
  );
};
