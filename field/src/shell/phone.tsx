/** What is on this phone, in plain words, and how to keep it safe. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { useWords } from "../words";
import { useInstall } from "./install";
import { UpdateNotice } from "./update-notice";

export const Phone = () => {
  const words = useWords();
  const { core } = useField();
  const turf = core.turf();
  const { savedHere, handedIn } = core.counts();
  return (
    <Screen title={words.phone.title}>
      <UpdateNotice />
      <p class="soft">{words.phone.intro}</p>
      <ul class="plain-list">
        <li>
          <Icon name="map" />
          <span>{turf === null ? words.phone.noTurf : words.phone.doors(turf.doors.length)}</span>
        </li>
        {core.week() !== null && (
          <li>
            <Icon name="talk" />
            <span>{words.phone.week}</span>
          </li>
        )}
        <li>
          <Icon name="phone" />
          <span>{words.phone.work(savedHere)}</span>
        </li>
        <li>
          <Icon name="sent" />
          <span>{words.phone.sent(handedIn)}</span>
        </li>
        <li>
          <Icon name="kit" />
          <span>{words.phone.kits}</span>
        </li>
        <li>
          <Icon name="lock" />
          <span>{words.phone.never}</span>
        </li>
      </ul>
      <Space />
      <Install />
    </Screen>
  );
};

const Space = () => {
  const words = useWords();
  const { core } = useField();
  const [space, setSpace] = useState<{ persisted: boolean; freeMegabytes: number | null } | null>(null);
  useEffect(() => {
    void core.storage().then(setSpace, () => undefined);
  }, [core]);
  if (space === null) return null;
  return (
    <section class="stack" aria-labelledby="space">
      <h2 id="space">{words.phone.storage}</h2>
      <Notice kind={space.persisted ? "good" : "caution"}>
        {space.persisted ? words.phone.persisted : words.phone.notPersisted}
      </Notice>
      {space.freeMegabytes !== null && <p>{words.phone.free(space.freeMegabytes)}</p>}
    </section>
  );
};

const Install = () => {
  const words = useWords();
  const install = useInstall();
  if (install.kind === "installed") return null;
  return (
    <section class="stack" aria-labelledby="install">
      <h2 id="install">{words.phone.install}</h2>
      {install.kind === "by_hand" ? (
        <p>{words.phone.installByHand}</p>
      ) : (
        <Button icon="phone" onPress={install.ask}>
          {words.phone.installButton}
        </Button>
      )}
    </section>
  );
};
