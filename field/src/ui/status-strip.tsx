/** What is saved on this phone and what the office has, seen at all times. */
import { useWords } from "../words";
import { useField } from "./field";
import { Icon } from "./icon";
import { useOnline } from "./online";

export const StatusStrip = ({ kits }: { kits?: boolean | undefined }) => {
  const words = useWords();
  const { core } = useField();
  const online = useOnline();
  const counts = core.counts();
  const [savedHere, handedIn] = kits
    ? [counts.slotsSavedHere, counts.slotsHandedIn]
    : [counts.savedHere, counts.handedIn];
  return (
    <section class="status" aria-label={words.status.label}>
      <p>
        <Icon name="phone" />
        {words.status.savedHere(savedHere)}
      </p>
      <p>
        <Icon name="sent" />
        {words.status.handedIn(handedIn)}
      </p>
      {!online && (
        <p class="status-offline">
          <Icon name="nosignal" />
          {words.status.offline}
        </p>
      )}
    </section>
  );
};
