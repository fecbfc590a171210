/** One planned one-on-one: why, what to ask, how to reach them; and whether it was held. */
import type { ToSee } from "../core/week_types";
import { Button } from "../ui/button";
import { shownDay } from "../ui/days";
import { useField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Screen } from "../ui/screen";
import { useLanguage, useWords } from "../words";
import { Reach } from "./reach";

export const OneOnOneScreen = ({ one }: { one: ToSee }) => {
  const words = useWords();
  const field = useField();
  const language = useLanguage();
  const name = one.called || words.week.noName;
  const state = field.core.weekDone().seen.get(one.id);
  const put = (what: "missed" | "off") =>
    field.attempt(async () => {
      const { undoUntil } = await field.core.notHeld(one.id, what);
      field.saved(`${words.oneOnOne.saved[what]}. ${name}.`, undoUntil);
    });
  const dock = (
    <Button
      kind="main"
      icon="pencil"
      wide
      tall
      onPress={() => {
        field.go({ at: "write_up", id: one.id });
      }}
    >
      {state === "held" ? words.oneOnOne.correct : words.oneOnOne.writeUp}
    </Button>
  );
  return (
    <Screen title={name} dock={dock}>
      {state !== undefined && <Notice kind="good">{words.oneOnOne.saved[state]}</Notice>}
      <p class="soft">{shownDay(one.planned_for, language)}</p>
      <Plan one={one} />
      <Reach person={one} />
      {one.address !== "" && <p>{one.address}</p>}
      {state !== "held" && (
        <div class="stack-tight">
          <Button icon="quiet" wide onPress={() => void put("missed")}>
            {words.oneOnOne.missed}
          </Button>
          <Button icon="refused" wide onPress={() => void put("off")}>
            {words.oneOnOne.off}
          </Button>
        </div>
      )}
    </Screen>
  );
};

const Plan = ({ one }: { one: ToSee }) => {
  const words = useWords();
  if (one.sealed) {
    return (
      <Notice kind="news" icon="lock">
        {words.oneOnOne.sealed}
      </Notice>
    );
  }
  if (one.why === "" && one.ask === "") return <p class="soft">{words.oneOnOne.noPlan}</p>;
  return (
    <dl class="plan">
      {one.why !== "" && (
        <>
          <dt>{words.oneOnOne.why}</dt>
          <dd>{one.why}</dd>
        </>
      )}
      {one.ask !== "" && (
        <>
          <dt>{words.oneOnOne.ask}</dt>
          <dd>{one.ask}</dd>
        </>
      )}
    </dl>
  );
};
