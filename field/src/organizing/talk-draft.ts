/** What is being put down about a talk before it is saved, and the rules of the branching script. */
import type { PersonOutcome, ScriptChoice, ScriptStep } from "../core/types";

export type TalkDraft = {
  answers: { q: string; a: string }[];
  person: PersonOutcome | null;
  followUp: boolean;
  note: string;
};

export const EMPTY_TALK: TalkDraft = { answers: [], person: null, followUp: false, note: "" };

/** A note is sealed into 512 bytes, two of which hold its length. */
export const NOTE_BYTES = 510;

export const isTouched = (talk: TalkDraft): boolean =>
  talk.answers.length > 0 || talk.person !== null || talk.followUp || talk.note !== "";

export type Asked = { step: ScriptStep; choice: ScriptChoice };

/** The steps already answered in order, and the one to ask now (null when the script has ended). */
export const whereInScript = (
  steps: ScriptStep[],
  answers: TalkDraft["answers"],
): { asked: Asked[]; now: ScriptStep | null } => {
  const asked: Asked[] = [];
  let now = steps[0] ?? null;
  for (const answer of answers) {
    const choice = now?.choices.find((each) => each.id === answer.a);
    if (now === null || now.id !== answer.q || choice === undefined) break;
    asked.push({ step: now, choice });
    now = steps.find((step) => step.id === choice.next) ?? null;
  }
  return { asked, now };
};

/** Changing an earlier answer forgets what came after it, because the script may branch another way. */
export const answerUpTo = (answers: TalkDraft["answers"], step: string): TalkDraft["answers"] => {
  const at = answers.findIndex((answer) => answer.q === step);
  return at < 0 ? answers : answers.slice(0, at);
};
