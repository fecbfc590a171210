/** The end of a turf: give back what could not be reached, or hand it on to the next person. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { showCode } from "../ui/codes";
import { useField } from "../ui/field";
import { Qr } from "../ui/qr";
import { Sheet } from "../ui/sheet";
import { useWords } from "../words";

const addressFor = (code: string): string => `${location.origin}${import.meta.env.BASE_URL}#take=${code}`;

/** Handing on takes the turf off this phone, so the code it gives is kept by the screen that stays. */
export const TurfEnd = ({ onCode }: { onCode: (code: string) => void }) => {
  const words = useWords();
  const field = useField();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const handOn = async () => {
    setBusy(true);
    await field.attempt(async () => onCode(await field.core.handOn()));
    setBusy(false);
  };
  return (
    <section class="stack" aria-labelledby="turf-end">
      <h2 id="turf-end">{words.handIn.turf}</h2>
      <div class="stack-tight">
        <p class="soft">{words.handIn.handOnHelp}</p>
        <Button icon="pass" wide busy={busy} onPress={() => void handOn()}>
          {busy ? words.common.working : words.handIn.handOn}
        </Button>
      </div>
      <div class="stack-tight">
        <p class="soft">{words.handIn.giveBackHelp}</p>
        <Button icon="give" wide onPress={() => setAsking(true)}>
          {words.handIn.giveBack}
        </Button>
      </div>
      {asking && <GiveBack onClose={() => setAsking(false)} />}
    </section>
  );
};

export const HandedOn = ({ code, onClose }: { code: string; onClose: () => void }) => {
  const words = useWords();
  return (
    <Sheet title={words.handIn.handOn} onClose={onClose} whole>
      <p>{words.handIn.handOnCode}</p>
      <p class="big-code">{showCode(code)}</p>
      <Qr text={addressFor(code)} label={words.handIn.qr} />
    </Sheet>
  );
};

const GiveBack = ({ onClose }: { onClose: () => void }) => {
  const words = useWords();
  const field = useField();
  const give = async () => {
    const given = await field.attempt(() => field.core.giveBack());
    if (!given) return onClose();
    field.say(words.handIn.gaveBack);
    onClose();
  };
  const foot = (
    <div class="dock-pair">
      <Button wide tall onPress={onClose}>
        {words.common.cancel}
      </Button>
      <Button kind="main" icon="give" wide tall onPress={() => void give()}>
        {words.handIn.giveBack}
      </Button>
    </div>
  );
  return (
    <Sheet title={words.handIn.giveBackAsk} onClose={onClose} foot={foot}>
      <p>{words.handIn.giveBackHelp}</p>
    </Sheet>
  );
};
