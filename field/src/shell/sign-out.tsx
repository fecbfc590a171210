/** Signing out says first what stays on the phone and what goes. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { Icon } from "../ui/icon";
import { Sheet } from "../ui/sheet";
import { useWords } from "../words";

export const SignOut = () => {
  const words = useWords();
  const field = useField();
  const [asking, setAsking] = useState(false);
  const { savedHere, slotsSavedHere } = field.core.counts();
  const leave = async () => {
    if (await field.attempt(() => field.core.signOut())) field.home();
  };
  const foot = (
    <div class="dock-pair">
      <Button wide tall onPress={() => setAsking(false)}>
        {words.signOut.stay}
      </Button>
      <Button kind="stop" icon="out" wide tall onPress={() => void leave()}>
        {words.signOut.button}
      </Button>
    </div>
  );
  return (
    <>
      <Button icon="out" wide onPress={() => setAsking(true)}>
        {words.signOut.title}
      </Button>
      {asking && (
        <Sheet title={words.signOut.ask} onClose={() => setAsking(false)} foot={foot}>
          <ul class="plain-list">
            <li>
              <Icon name="lock" />
              <span>
                {savedHere === 0 && slotsSavedHere > 0
                  ? words.handIn.slots(slotsSavedHere)
                  : words.signOut.stays(savedHere)}
              </span>
            </li>
            <li>
              <Icon name="close" />
              <span>{words.signOut.goes}</span>
            </li>
          </ul>
        </Sheet>
      )}
    </>
  );
};
