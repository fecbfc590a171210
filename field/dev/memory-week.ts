/** The week of the core in memory: what the screens write down, folded as the real core folds it. */

import type { FieldRecord } from "../src/core/records";
import type { FieldCore } from "../src/core/types";
import { foldWeek, NOTHING_DONE } from "../src/core/week_fold";
import type { WeekPackage } from "../src/core/week_types";
import { sampleWeek } from "./sample-week";

type Held = Pick<
  FieldCore,
  "takeWeek" | "week" | "weekDone" | "putWeekAway" | "writeUp" | "notHeld" | "call" | "newcomer" | "tick" | "head"
>;
type Deed = Pick<FieldRecord, "kind" | "body">;

const UNDO_MS = 10_000;

/** `save` counts it and tells the screens; what it answers takes it back. */
export const memoryWeek = (there: boolean, fail: () => void, save: (takeBack: () => void) => void) => {
  let week: WeekPackage | null = there ? whole() : null;
  const deeds: Deed[] = [];
  const heard: unknown[] = [];
  const keep = (made: unknown, said: unknown) => {
    fail();
    const deed = made as Deed;
    deeds.push(deed);
    heard.push(said);
    save(() => deeds.splice(deeds.indexOf(deed), 1));
    return { undoUntil: Date.now() + UNDO_MS };
  };
  const kept = () =>
    deeds.map((deed, at) => ({
      record: { ...deed, id: "", turf: null, at: "", seq: at + 1 } as FieldRecord,
      pendingUntil: 0,
    }));
  const core: Held = {
    takeWeek: async () => {
      fail();
      week = whole();
      save(() => undefined);
    },
    week: () => week,
    weekDone: () => (week ? foldWeek({ week, after: 0 }, kept()) : NOTHING_DONE),
    putWeekAway: async () => {
      week = null;
      save(() => undefined);
    },
    writeUp: async (id, said) => {
      const planned = week?.to_see.some((one) => one.id === id);
      const body = planned ? { one_on_one: id } : { one_on_one: `begun ${id}`, contact: id, begun: true };
      return keep({ kind: "write_up", body }, said);
    },
    notHeld: async (one_on_one, state) => keep({ kind: "not_held", body: { one_on_one, state } }, state),
    call: async (contact, said) => keep({ kind: "call", body: { contact, outcome: said.outcome } }, said),
    newcomer: async (event, said) => keep({ kind: "newcomer", body: { event } }, said),
    tick: async (event, contact, here) => {
      keep({ kind: "sign_in", body: { event, contact, here } }, [contact, here]);
    },
    head: async (event, count) => {
      keep({ kind: "head_count", body: { event, count } }, count);
    },
  };
  return { core, heard };
};

const whole = (): WeekPackage => ({ ...sampleWeek(), organizing_key: { epoch: "1", public: "" } });
