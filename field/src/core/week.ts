/** Taking a week along, and writing down what came of it: seen, called, who is at the door. With or without a signal. */
import type { OrganizingStore } from "../store/organizing.ts";
import { ADDRESS } from "../sync/organizing/hand_in.ts";
import { isHeld } from "../sync/organizing/mind.ts";
import type { Wire } from "../sync/wire.ts";
import type { Doorstep } from "./doorstep.ts";
import { UNDO_MILLISECONDS } from "./keeper.ts";
import type { Pocket } from "./pocket.ts";
import { type Draft, draft } from "./records.ts";
import type { Sessions } from "./sessions.ts";
import type { Surroundings } from "./surroundings.ts";
import { trouble } from "./trouble.ts";
import { foldWeek, NOTHING_DONE, type Taken, withoutHandedIn } from "./week_fold.ts";
import { callDraft, newcomerDraft, unplanned, writeUpDraft } from "./week_records.ts";
import type * as W from "./week_types.ts";

/** `handIn` brings everything in first: what the office sends then knows of all that was done here. */
type Parts = {
  store: OrganizingStore;
  wire: Wire;
  doorstep: Doorstep;
  pocket: Pocket;
  sessions: Sessions;
  around: Surroundings;
  handIn(): Promise<unknown>;
  changed(): Promise<void>;
};

export class Week {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get package(): W.WeekPackage | null {
    return this.#parts.sessions.open ? (this.#parts.pocket.taken?.week ?? null) : null;
  }

  get done(): W.WeekDone {
    const { sessions, pocket } = this.#parts;
    return sessions.open && pocket.taken ? foldWeek(pocket.taken, pocket.kept) : NOTHING_DONE;
  }

  /** `passphrase` "" leaves what is sealed at the office. */
  async take(passphrase: string): Promise<void> {
    const { sessions, wire, store, handIn, changed } = this.#parts;
    sessions.needOpen();
    await handIn();
    const open = sessions.needOpen();
    const { incarnation } = await store.server();
    const held = (await store.records(open.device)).filter((row) => isHeld(row, incarnation));
    const ask = { method: "POST" as const, address: `${ADDRESS}/week/take`, body: { passphrase } };
    const week = (await wire.want(ask, passphrase ? { 403: "wrong_passphrase" } : {})) as W.WeekPackage;
    const taken: Taken = { week, after: held.at(-1)?.seq ?? 0 };
    await store.keep("week", await open.vault.lockText(JSON.stringify(taken)));
    await changed();
  }

  async putAway(): Promise<void> {
    await this.#parts.store.forget("week");
    await this.#parts.changed();
  }

  /** Once the office holds what was written down about somebody, they leave this phone. */
  async forgetHandedIn(): Promise<void> {
    const { sessions, store, pocket } = this.#parts;
    const { open } = sessions;
    if (!open || !pocket.taken) return;
    const { incarnation } = await store.server();
    const rows = await store.records(open.device);
    const held = new Set(rows.filter((row) => isHeld(row, incarnation)).map(({ seq }) => seq));
    const told = pocket.kept.filter(({ record }) => held.has(record.seq));
    const left = withoutHandedIn(pocket.taken, foldWeek(pocket.taken, told));
    const { to_see, calls } = pocket.taken.week;
    if (left.week.to_see.length === to_see.length && left.week.calls.length === calls.length) return;
    await store.keep("week", await open.vault.lockText(JSON.stringify(left)));
  }

  /** `id` is of a planned one-on-one, or of somebody on the call list with whom nobody had planned one. */
  async writeUp(id: string, said: W.WriteUpDraft): Promise<{ undoUntil: number }> {
    const taken = this.#need();
    const { kept } = this.#parts.pocket;
    const planned = taken.week.to_see.find((one) => one.id === id);
    const one = planned
      ? { id, contact: planned.contact, begun: false }
      : unplanned(taken, kept, this.#now, found(taken.week.calls, id));
    return this.#undoable(await writeUpDraft(taken, kept, this.#now, one, said));
  }

  async notHeld(id: string, state: "missed" | "off"): Promise<{ undoUntil: number }> {
    const { contact } = found(this.#need().week.to_see, id);
    return this.#undoable(draft(null, this.#now, { kind: "not_held", body: { one_on_one: id, contact, state } }));
  }

  async call(id: string, said: W.CallDraft): Promise<{ undoUntil: number }> {
    const taken = this.#need();
    return this.#undoable(await callDraft(taken, this.#now, found(taken.week.calls, id), said));
  }

  async newcomer(event: string, said: W.NewcomerDraft): Promise<{ undoUntil: number }> {
    const taken = this.#need();
    return this.#undoable(await newcomerDraft(taken, this.#now, found(taken.week.events, event), said));
  }

  async tick(event: string, contact: string, here: boolean): Promise<void> {
    found(this.#need().week.events, event);
    const made = draft(null, this.#now, { kind: "sign_in", body: { event, contact, here } });
    await this.#parts.doorstep.save([made]);
  }

  /** One tap, one record: a phone that dies at the door has lost no head. */
  async head(event: string, count: 1 | -1): Promise<void> {
    found(this.#need().week.events, event);
    await this.#parts.doorstep.save([draft(null, this.#now, { kind: "head_count", body: { event, count } })]);
  }

  async #undoable(made: Draft): Promise<{ undoUntil: number }> {
    const undoUntil = this.#now + UNDO_MILLISECONDS;
    await this.#parts.doorstep.save([made], [], undoUntil);
    this.#parts.doorstep.settleAt(undoUntil);
    return { undoUntil };
  }

  get #now(): number {
    return this.#parts.around.now();
  }

  #need(): Taken {
    this.#parts.sessions.needOpen();
    const { taken } = this.#parts.pocket;
    if (!taken) throw trouble("refused", "no_week");
    return taken;
  }
}

function found<Row extends { id: string }>(rows: readonly Row[], id: string): Row {
  const row = rows.find((one) => one.id === id);
  if (!row) throw trouble("refused", "no_week");
  return row;
}
