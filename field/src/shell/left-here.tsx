/** Work that stayed on this phone after somebody signed out: it can still be handed in or saved as a sealed file. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { Notice } from "../ui/notice";
import { useWords } from "../words";
import { SaveBundle } from "./save-bundle";

export const LeftHere = () => {
  const words = useWords();
  const field = useField();
  const [busy, setBusy] = useState(false);
  const waiting = field.core.counts().savedHere;
  if (waiting === 0) return null;
  const handIn = async () => {
    setBusy(true);
    await field.attempt(async () => {
      const { handedIn } = await field.core.handIn();
      field.say(words.handIn.handedIn(handedIn));
    });
    setBusy(false);
  };
  return (
    <Notice kind="news" icon="lock">
      <div class="stack-tight">
        <p>{words.signIn.leftHere(waiting)}</p>
        <Button icon="sent" wide busy={busy} onPress={() => void handIn()}>
          {words.signIn.handInFirst}
        </Button>
        <SaveBundle />
      </div>
    </Notice>
  );
};
