/** Saving what happened at a door, in the one way every screen uses. */
import type { KitsDraft, Outcome, VisitDraft } from "../core/types";
import { useWords } from "../words";
import { useField } from "./field";

export type Saving = {
  one: (label: string, visit: VisitDraft, kits: KitsDraft | null) => Promise<boolean>;
  many: (doors: string[], outcome: Outcome) => Promise<boolean>;
  correct: (label: string, visit: VisitDraft, kits: KitsDraft | null) => Promise<boolean>;
};

/** The sentence that comes back names door and outcome, never kits. */
export const useSaving = (): Saving => {
  const words = useWords();
  const field = useField();
  return {
    one: (label, visit, kits) =>
      field.attempt(async () => {
        const { undoUntil } = await field.core.saveVisit(visit, kits);
        field.saved(words.status.saved(label, words.outcome[visit.outcome]), undoUntil);
      }),
    many: (doors, outcome) =>
      field.attempt(async () => {
        const { undoUntil } = await field.core.saveMany(doors.map((door) => ({ door, outcome })));
        field.saved(words.status.savedMany(doors.length, words.outcome[outcome]), undoUntil);
      }),
    correct: (label, visit, kits) =>
      field.attempt(async () => {
        await field.core.correct(visit.door, visit, kits);
        field.say(words.door.corrected(label));
      }),
  };
};
