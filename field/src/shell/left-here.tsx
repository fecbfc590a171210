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
  const [done, setDone] = useState(false);
  const { savedHere, sealedThere, slotsSavedHere } = field.core.counts();
  const toSend = savedHere - sealedThere;
  const handIn = async () => {
    setBusy(true);
    const sent = await field.attempt(async () => {
      const { sealedThere: sealed } = await field.core.handIn();
      field.say(sealed > 0 ? words.handIn.sealedThere(sealed) : words.handIn.allDone);
    });
    setDone(sent);
    setBusy(false);
  };
  if (toSend + slotsSavedHere === 0) {
    if (sealedThere > 0) return <Notice kind="good">{words.handIn.sealedThere(sealedThere)}</Notice>;
    return done ? <Notice kind="good">{words.handIn.allDone}</Notice> : null;
  }
  return (
    <Notice kind="news" icon="lock">
      <div class="stack-tight">
        <p>{toSend > 0 ? words.signIn.leftHere(toSend) : words.handIn.slots(slotsSavedHere)}</p>
        <Button icon="sent" wide busy={busy} onPress={() => void handIn()}>
          {busy ? words.common.working : words.signIn.handInFirst}
        </Button>
        <SaveBundle />
      </div>
    </Notice>
  );
};
