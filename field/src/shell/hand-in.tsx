/** Handing in: what the office has now, what still waits here, and what to do without a signal. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { useOnline } from "../ui/online";
import { Screen } from "../ui/screen";
import { useWords } from "../words";
import { SaveBundle } from "./save-bundle";
import { HandedOn, TurfEnd } from "./turf-end";

type Step = { done: number; of: number };

export const HandIn = () => {
  const words = useWords();
  const field = useField();
  const online = useOnline();
  const [step, setStep] = useState<Step | null>(null);
  const [tried, setTried] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const { savedHere, sealedThere } = field.core.counts();
  const send = async () => {
    setStep({ done: 0, of: savedHere - sealedThere });
    const sent = await field.attempt(async () => {
      const counts = await field.core.handIn((done, of) => setStep({ done, of }));
      field.say(
        `${words.handIn.handedIn(counts.handedIn)}. ${words.handIn.waiting(counts.savedHere - counts.sealedThere)}.`,
      );
    });
    setTried(sent);
    setStep(null);
    scrollTo(0, 0); // the result stands at the top
  };
  const button = (
    <Button kind="main" icon="sent" wide tall busy={step !== null} onPress={() => void send()}>
      {step !== null ? words.common.working : tried ? words.handIn.again : words.handIn.button}
    </Button>
  );
  return (
    <Screen title={words.handIn.title} dock={button}>
      <p class="soft">{words.handIn.intro}</p>
      {!online && (
        <Notice kind="news" icon="nosignal">
          {words.handIn.noSignal}
        </Notice>
      )}
      {step !== null && <Sending step={step} />}
      <Result tried={tried} />
      <section class="stack" aria-labelledby="sealed-file">
        <h2 id="sealed-file">{words.handIn.bundle}</h2>
        <p class="soft">{words.handIn.bundleHelp}</p>
        <SaveBundle />
      </section>
      {field.core.turf() !== null && <TurfEnd onCode={setCode} />}
      {code !== null && <HandedOn code={code} onClose={() => setCode(null)} />}
    </Screen>
  );
};

const Sending = ({ step }: { step: Step }) => {
  const words = useWords();
  return (
    <div class="sending">
      <p id="sending">{words.handIn.progress(step.done, step.of)}</p>
      <progress max={Math.max(1, step.of)} value={step.done} aria-labelledby="sending" />
    </div>
  );
};

const Result = ({ tried }: { tried: boolean }) => {
  const words = useWords();
  const { savedHere, sealedThere, handedIn, quarantined, gone, slotsSavedHere, slotsHandedIn } =
    useField().core.counts();
  const nothing = savedHere === 0 && handedIn === 0;
  if (nothing) return <Notice kind="news">{words.handIn.nothing}</Notice>;
  return (
    <>
      {tried && savedHere === sealedThere && slotsSavedHere === 0 && (
        <Notice kind="good">{words.handIn.allDone}</Notice>
      )}
      <ul class="plain-list">
        <li>
          <Icon name="sent" />
          <span>{words.handIn.handedIn(handedIn)}</span>
        </li>
        <li>
          <Icon name="phone" />
          <span>{words.handIn.waiting(savedHere - sealedThere)}</span>
        </li>
        {sealedThere > 0 && (
          <li>
            <Icon name="lock" />
            <span>{words.handIn.sealedThere(sealedThere)}</span>
          </li>
        )}
        {quarantined > 0 && (
          <li>
            <Icon name="info" />
            <span>{words.handIn.aside(quarantined)}</span>
          </li>
        )}
        {gone > 0 && (
          <li>
            <Icon name="give" />
            <span>{words.handIn.gone(gone)}</span>
          </li>
        )}
        {slotsSavedHere + slotsHandedIn > 0 && (
          <li>
            <Icon name="kit" />
            <span>{words.handIn.slots(slotsSavedHere)}</span>
          </li>
        )}
      </ul>
    </>
  );
};
