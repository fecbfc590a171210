/** The end of a turf: give back what could not be reached, or hand it on to the next person. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { showCode } from "../ui/codes";
import { useField } from "../ui/field";
import { Qr } from "../ui/qr";
import { Sheet } from "../ui/sheet";
import { useWords } from "../words";

const addressFor = (code: string): string => `${location.origin}${import.meta.env.BASE_URL}#take=${code}`;

export const TurfEnd = () => {
  const words = useWords();
  const field = useField();
  const [asking, setAsking] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const handOn = () => field.attempt(async () => setCode(await field.core.handOn()));
  return (
    <section class="stack" aria-labelledby="turf-end">
      <h2 id="turf-end">{words.handIn.turf}</h2>
      <p class="soft">{words.handIn.handOnHelp}</p>
      <Button icon="pass" wide onPress={() => void handOn()}>
        {words.handIn.handOn}
      </Button>
      <p class="soft">{words.handIn.giveBackHelp}</p>
      <Button icon="give" wide onPress={() => setAsking(true)}>
        {words.handIn.giveBack}
      </Button>
      {asking && <GiveBack onClose={() => setAsking(false)} />}
      {code !== null && (
        <Sheet title={words.handIn.handOn} onClose={() => setCode(null)} whole>
          <p>{words.handIn.handOnCode}</p>
          <p class="big-code">{showCode(code)}</p>
          <Qr text={addressFor(code)} label={words.handIn.qr} />
        </Sheet>
      )}
    </section>
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
