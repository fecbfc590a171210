/** My week on this phone: whom to see and whom to call; getting it, and putting it away. */
import { useState } from "preact/hooks";
import type { ToCall, ToSee, WeekDone, WeekPackage } from "../core/week_types";
import { Button } from "../ui/button";
import { shownDay } from "../ui/days";
import { useField } from "../ui/field";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { useOnline } from "../ui/online";
import { Passphrase } from "../ui/passphrase";
import type { Route } from "../ui/route";
import { Screen } from "../ui/screen";
import { useLanguage, useWords } from "../words";
import { isCalled } from "./calls";

export const WeekScreen = () => {
  const words = useWords();
  const { core, say, go } = useField();
  const language = useLanguage();
  const week = core.week();
  if (week === null) return <GetWeek />;
  const done = core.weekDone();
  const putAway = async () => {
    await core.putWeekAway();
    say(words.week.gone);
  };
  return (
    <Screen title={words.week.title}>
      <p class="soft">{words.week.day(shownDay(week.day, language))}</p>
      <ToSeeList week={week} done={done} />
      <ToCallList week={week} done={done} />
      <section class="stack-tight">
        <Button icon="undo" wide onPress={() => go({ at: "get_week" })}>
          {words.week.getAgain}
        </Button>
        <p class="soft">{words.week.awayHelp}</p>
        <Button icon="close" wide onPress={() => void putAway()}>
          {words.week.away}
        </Button>
      </section>
    </Screen>
  );
};

/** Needs a signal, once. What waits here is handed in first. */
export const GetWeek = ({ onGot }: { onGot?: () => void }) => {
  const words = useWords();
  const field = useField();
  const online = useOnline();
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const get = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const got = await field.attempt(() => field.core.takeWeek(passphrase));
    setPassphrase("");
    setBusy(false);
    if (!got) return;
    field.say(words.week.got);
    onGot?.();
  };
  return (
    <Screen title={words.week.get}>
      {!online && (
        <Notice kind="news" icon="nosignal">
          {words.status.offline}
        </Notice>
      )}
      <p>{words.week.getHelp}</p>
      <form class="stack" onSubmit={(event) => void get(event)}>
        <p class="soft">{words.week.passphraseHelp}</p>
        <Passphrase value={passphrase} onInput={setPassphrase} />
        <Button kind="main" wide tall submit busy={busy}>
          {busy ? words.common.working : words.week.get}
        </Button>
      </form>
    </Screen>
  );
};

type ListProps = { week: WeekPackage; done: WeekDone };

const ToSeeList = ({ week, done }: ListProps) => {
  const words = useWords();
  const language = useLanguage();
  const line = (one: ToSee) => {
    const state = done.seen.get(one.id);
    return state ? words.oneOnOne.saved[state] : shownDay(one.planned_for, language);
  };
  return (
    <section class="stack-tight" aria-labelledby="to-see">
      <h2 id="to-see">{words.week.toSee}</h2>
      {week.to_see.length === 0 && <p class="soft">{words.week.nobody}</p>}
      <Rows
        rows={week.to_see.map((one) => ({
          to: { at: "one", id: one.id },
          name: one.called || words.week.noName,
          line: line(one),
          done: done.seen.has(one.id),
        }))}
      />
    </section>
  );
};

const ToCallList = ({ week, done }: ListProps) => {
  const words = useWords();
  const why = useWhy();
  const line = (one: ToCall) => {
    const outcome = done.called.get(one.id);
    if (done.seen.has(one.id)) return words.oneOnOne.saved.held;
    return outcome ? words.call.now(words.call.outcomes[outcome]) : (why(one)[0] ?? "");
  };
  return (
    <section class="stack-tight" aria-labelledby="to-call">
      <h2 id="to-call">{words.week.toCall}</h2>
      {week.sealed_calls > 0 && (
        <Notice kind="news" icon="lock">
          {words.week.sealedCalls(week.sealed_calls)}
        </Notice>
      )}
      {week.calls.length === 0 && <p class="soft">{words.week.nobody}</p>}
      <Rows
        rows={week.calls.map((one) => ({
          to: { at: "call", id: one.id },
          name: one.called || words.week.noName,
          line: line(one),
          done: isCalled(done, one.id),
        }))}
      />
    </section>
  );
};

type Row = { to: Route; name: string; line: string; done: boolean };

const Rows = ({ rows }: { rows: Row[] }) => {
  const { go } = useField();
  if (rows.length === 0) return null;
  return (
    <ul class="menu">
      {rows.map(({ to, name, line, done }) => (
        <li key={"id" in to ? to.id : to.at}>
          <button type="button" onClick={() => go(to)}>
            <span class="two-lines">
              <span>{name}</span>
              <small>{line}</small>
            </span>
            <Icon name={done ? "sent" : "onward"} />
          </button>
        </li>
      ))}
    </ul>
  );
};

/** Why somebody is to be called, each reason as a sentence. */
export const useWhy = () => {
  const words = useWords();
  const language = useLanguage();
  return (one: ToCall): string[] =>
    one.why.map(({ kind, day, what }) => {
      const on = day === "" ? "" : shownDay(day, language);
      if (kind === "promise") return words.call.promise(on, what);
      if (kind === "list") return words.call.list(what);
      return kind === "quiet" ? words.call.quiet(on) : words.call.introduction(on);
    });
};
