/** The end of a turf: give back what could not be reached, or hand it on to the next person. */
import { useState } from "preact/hooks";
import type { FieldCore } from "../core/types";
import { nextStop, stopsOf } from "../organizing/doors";
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
  const finished = isFinished(field.core);
  const handOn = async () => {
    setBusy(true);
    await field.attempt(async () => onCode(await field.core.handOn()));
    setBusy(false);
  };
  return (
    <section class="stack" aria-labelledby="turf-end">
      <h2 id="turf-end">{words.handIn.turf}</h2>
      {!finished && (
        <div class="stack-tight">
          <p class="soft">{words.handIn.handOnHelp}</p>
          <Button icon="pass" wide busy={busy} onPress={() => void handOn()}>
            {busy ? words.common.working : words.handIn.handOn}
          </Button>
        </div>
      )}
      <div class="stack-tight">
        <p class="soft">{finished ? words.handIn.finishHelp : words.handIn.giveBackHelp}</p>
        <Button icon={finished ? "sent" : "give"} wide onPress={() => setAsking(true)}>
          {finished ? words.handIn.finish : words.handIn.giveBack}
        </Button>
      </div>
      {asking && <GiveBack finished={finished} onClose={() => setAsking(false)} />}
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

/** Nothing waits at any door of the turf. */
const isFinished = (core: FieldCore): boolean => {
  const turf = core.turf();
  return turf !== null && nextStop(stopsOf(turf), core.doors(), null) === null;
};

/** A turf that is finished goes back in the same way; only the words differ. */
const GiveBack = ({ finished, onClose }: { finished: boolean; onClose: () => void }) => {
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
      <Button kind="main" icon={finished ? "sent" : "give"} wide tall onPress={() => void give()}>
        {finished ? words.handIn.finish : words.handIn.giveBack}
      </Button>
    </div>
  );
  return (
    <Sheet title={finished ? words.handIn.finishAsk : words.handIn.giveBackAsk} onClose={onClose} foot={foot}>
      <p>{finished ? words.handIn.finishHelp : words.handIn.giveBackHelp}</p>
    </Sheet>
  );
};
