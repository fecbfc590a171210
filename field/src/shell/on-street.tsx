/** Nights out without a door. Nobody has to be signed in; tonight's code is enough. */
import { Street } from "../care/street";
import { Button } from "../ui/button";
import { CodeEntry } from "../ui/code-entry";
import { useField } from "../ui/field";
import { Screen } from "../ui/screen";
import { useWords } from "../words";

type OnStreetProps = { code: string | null; onCodeUsed: () => void; onBack: (() => void) | null };

export const OnStreet = ({ code, onCodeUsed, onBack }: OnStreetProps) => {
  const words = useWords();
  const field = useField();
  const night = field.core.night();
  const signedIn = field.core.session().kind === "open";
  const onSignIn = signedIn ? null : () => field.go({ at: "sign_in" });
  if (night !== null && code === null) return <Street night={night} onBack={onBack} onSignIn={onSignIn} />;
  const start = (typed: string) =>
    field.attempt(async () => {
      const info = await field.core.startNight(typed);
      field.say(words.night.open(info.program));
      onCodeUsed();
    });
  return (
    <Screen title={words.night.title} onBack={onBack}>
      <p>{words.street.beginHelp}</p>
      <CodeEntry label={words.night.label} button={words.night.button} first={code ?? undefined} onCode={start} care />
    </Screen>
  );
};

/** The way in for whoever has only tonight's code. */
export const WithoutSignIn = () => {
  const words = useWords();
  const field = useField();
  return (
    <Button kind="care" icon="kit" wide tall onPress={() => field.go({ at: "street" })}>
      {field.core.night() === null ? words.street.begin : words.street.title}
    </Button>
  );
};
