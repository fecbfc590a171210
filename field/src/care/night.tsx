/** Opens kits for tonight with the code that is the same on every phone. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { CodeEntry } from "../ui/code-entry";
import { useField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { useWords } from "../words";

export const NightScreen = ({ code }: { code: string | null }) => {
  const words = useWords();
  const field = useField();
  const [another, setAnother] = useState(code !== null);
  const night = another ? null : field.core.night();
  const start = (typed: string) =>
    field.attempt(async () => {
      const info = await field.core.startNight(typed);
      field.say(words.night.open(info.program));
      setAnother(false);
    });
  return (
    <Screen title={words.night.title}>
      {night ? (
        <>
          <Notice kind="good">
            <p>
              <strong>{words.night.open(night.program)}</strong>
            </p>
            <p>{words.night.openHelp}</p>
          </Notice>
          <Button kind="care" icon="kit" wide tall onPress={() => field.go({ at: "street" })}>
            {words.street.title}
          </Button>
          <Button kind="main" wide tall onPress={field.home}>
            {words.menu.doors}
          </Button>
          <Button wide onPress={() => setAnother(true)}>
            {words.night.other}
          </Button>
        </>
      ) : (
        <>
          <p>{words.night.intro}</p>
          <CodeEntry
            label={words.night.label}
            button={words.night.button}
            first={code ?? undefined}
            onCode={start}
            care
          />
        </>
      )}
    </Screen>
  );
};
