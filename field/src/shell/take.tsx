/** Taking a turf with its code, by camera or by hand. */
import { Button } from "../ui/button";
import { CodeEntry } from "../ui/code-entry";
import { useField } from "../ui/field";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { useWords } from "../words";

const TakeForm = ({ code, onTaken }: { code: string | null; onTaken: () => void }) => {
  const words = useWords();
  const field = useField();
  const take = (typed: string) =>
    field.attempt(async () => {
      const turf = await field.core.take(typed);
      field.say(words.take.taken(turf.name, turf.doors.length));
      onTaken();
    });
  return (
    <>
      <p>{words.take.intro}</p>
      <CodeEntry label={words.take.label} button={words.take.button} first={code ?? undefined} onCode={take} />
    </>
  );
};

export const TakeTurf = ({ code }: { code: string | null }) => {
  const words = useWords();
  const field = useField();
  return (
    <Screen title={words.take.title}>
      {field.core.turf() === null ? (
        <TakeForm code={code} onTaken={field.home} />
      ) : (
        <Notice kind="caution">{words.take.replace}</Notice>
      )}
    </Screen>
  );
};

/** The first screen after signing in, before there is a turf. */
export const NoTurf = ({ onBack }: { onBack: (() => void) | null }) => {
  const words = useWords();
  const field = useField();
  const menu = (
    <button type="button" class="icon-button" onClick={() => field.go({ at: "menu" })}>
      <Icon name="menu" />
      <span>{words.common.menu}</span>
    </button>
  );
  return (
    <Screen title={words.take.title} onBack={onBack} tools={menu}>
      <p class="soft">{words.take.none}</p>
      <TakeForm code={null} onTaken={() => undefined} />
      {field.core.night() === null ? (
        <Button kind="plain" icon="kit" wide onPress={() => field.go({ at: "night" })}>
          {words.night.title}
        </Button>
      ) : (
        <Button kind="care" icon="kit" wide tall onPress={() => field.go({ at: "street" })}>
          {words.street.title}
        </Button>
      )}
    </Screen>
  );
};
