/** Holds what all screens share: the sentence said aloud, the trouble shown, and the save that can still be undone. */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { FieldCore } from "../core/types";
import type { Field, JustSaved } from "../ui/field";
import type { Travel } from "../ui/route";
import { sentenceFor } from "../ui/trouble";
import { useLanguage, useWords } from "../words";

export const useHost = (core: FieldCore, travel: Travel): { field: Field; said: string } => {
  const words = useWords();
  const language = useLanguage();
  const changed = useChanges(core);
  const [said, setSaid] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [justSaved, setJustSaved] = useJustSaved();

  const attempt = useCallback(
    async (work: () => Promise<void>) => {
      setTrouble(null);
      setJustSaved(null); // whatever is saved next settles what was saved before
      try {
        await work();
        return true;
      } catch (fault) {
        setTrouble(sentenceFor(fault, language));
        return false;
      }
    },
    [language, setJustSaved],
  );
  const tooLate =
    travel.route.at === "street" || core.session().kind === "signed_out" ? words.street.tooLate : words.status.tooLate;
  const undo = useCallback(async () => {
    setJustSaved(null);
    await attempt(async () => setSaid((await core.undo()) ? words.status.undone : tooLate));
  }, [core, attempt, words, tooLate]);

  const field = useMemo<Field>(
    () => ({
      core,
      go: travel.go,
      back: travel.back,
      home: travel.home,
      leaveDoor: travel.leaveDoor,
      say: setSaid,
      attempt,
      saved: (text, until) => {
        setSaid(text);
        setJustSaved({ text, until });
      },
      justSaved,
      undo,
      trouble,
      clearTrouble: () => setTrouble(null),
    }),
    [core, travel.go, travel.back, travel.home, travel.leaveDoor, attempt, justSaved, undo, trouble, changed],
  );
  return { field, said };
};

/** Counts the core's changes, so that every screen is drawn again after each. */
const useChanges = (core: FieldCore): number => {
  const [count, setCount] = useState(0);
  useEffect(() => core.onChange(() => setCount((before) => before + 1)), [core]);
  return count;
};

/** The undo bar goes by itself once undoing is no longer possible. */
const useJustSaved = () => {
  const [justSaved, setJustSaved] = useState<JustSaved | null>(null);
  const timer = useRef(0);
  useEffect(() => {
    clearTimeout(timer.current);
    if (justSaved === null) return;
    timer.current = window.setTimeout(() => setJustSaved(null), Math.max(0, justSaved.until - Date.now()));
    return () => clearTimeout(timer.current);
  }, [justSaved]);
  return [justSaved, setJustSaved] as const;
};
