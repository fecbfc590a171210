/** What every screen can reach: the core, moving on, saying a thing aloud, and trying something that may fail. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { FieldCore } from "../core/types";
import type { Route } from "./route";

/** The last thing saved, as long as it can be undone. `until` is milliseconds since 1970 on this phone's clock. */
export type JustSaved = { text: string; until: number };

export type Field = {
  core: FieldCore;
  go: (to: Route) => void;
  back: () => void;
  home: () => void;
  leaveDoor: () => void;
  /** Puts a sentence into the live region, for people who listen instead of look. */
  say: (sentence: string) => void;
  /** Runs the work; when it fails, shows one plain sentence and answers false. */
  attempt: (work: () => Promise<void>) => Promise<boolean>;
  saved: (text: string, until: number) => void;
  justSaved: JustSaved | null;
  undo: () => Promise<void>;
  trouble: string | null;
  clearTrouble: () => void;
};

export const FieldContext = createContext<Field | null>(null);

export const useField = (): Field => {
  const field = useContext(FieldContext);
  if (field === null) throw new Error("a screen was drawn outside the app");
  return field;
};
