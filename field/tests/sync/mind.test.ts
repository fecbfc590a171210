/** The heart of "nothing lost": whatever happens in between, every record reaches the server exactly once. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hear, isHeld, type Mind, nextBatch, type Receipt, waiting } from "../../src/sync/organizing/mind.ts";

const RUNS = process.env.WAYMEET_DEEP === "1" ? 20_000 : 1000;

/** What can happen, in any order and as often as it likes. Numbers choose among what is there at that moment. */
type Step =
  | { do: "save"; many: number }
  | { do: "send"; many: number }
  | { do: "arrive"; which: number; partly: number }
  | { do: "hear"; which: number }
  | { do: "lose answer"; which: number }
  | { do: "hello" }
  | { do: "crash" }
  | { do: "back up" }
  | { do: "restore" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("save" as const), many: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant("send" as const), many: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant("arrive" as const), which: fc.nat(20), partly: fc.nat(4) }),
  fc.record({ do: fc.constant("hear" as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant("lose answer" as const), which: fc.nat(20) }),
  fc.constant({ do: "hello" as const }),
  fc.constant({ do: "crash" as const }),
  fc.constant({ do: "back up" as const }),
  fc.constant({ do: "restore" as const }),
);

/** Long ones: the interesting evenings need many steps. */
const steps = fc.array(step, { maxLength: 80, size: "max" });

type Request = { batch: string; seqs: number[] };
type Answer = { receipt: Receipt; seqs: number[] };

/** A server that keeps each number once, and a phone whose memory may vanish at any moment. */
class Model {
  /** On the phone's disk. */
  disk: Mind = { incarnation: "", records: [] };
  /** Under way: requests may arrive late, twice or never, and so may answers. */
  requests: Request[] = [];
  answers: Answer[] = [];
  batches = 0;
  server = { incarnation: "first", lives: 1, held: [] as number[] };
  backup = { held: [] as number[] };

  take(what: Step): void {
    const doing: { [K in Step["do"]]: (its: Extract<Step, { do: K }>) => void } = {
      save: ({ many }) => this.#save(many),
      send: ({ many }) => this.send(many),
      arrive: ({ which, partly }) => this.#arrive(which, partly),
      hear: ({ which }) => this.#hear(which),
      "lose answer": ({ which }) => void this.answers.splice(which % Math.max(1, this.answers.length), 1),
      hello: () => this.hello(),
      crash: () => this.#crash(),
      "back up": () => {
        this.backup = { held: [...this.server.held] };
      },
      restore: () => this.#restore(),
    };
    (doing[what.do] as (its: Step) => void)(what);
  }

  #save(many: number): void {
    const last = this.disk.records.length;
    const more = Array.from({ length: many }, (_, i) => ({ seq: last + 1 + i, heldBy: "", outcome: "" as const }));
    this.disk = { ...this.disk, records: [...this.disk.records, ...more] };
  }

  send(many: number): void {
    const seqs = nextBatch(this.disk).slice(0, many);
    this.batches += 1;
    if (seqs.length > 0) this.requests.push({ batch: String(this.batches), seqs });
  }

  /** The request stays under way: it may arrive again. `partly` cuts how many outcomes the answer names. */
  #arrive(which: number, partly: number): void {
    const request = this.requests[which % Math.max(1, this.requests.length)];
    if (request) this.answers.push(this.#receive(request, partly));
  }

  #receive(request: Request, partly: number): Answer {
    const outcomes = request.seqs.map((seq) => [seq, this.#keep(seq), ""] as const);
    const receipt = {
      batch: request.batch,
      device: "d",
      incarnation: this.server.incarnation,
      heldThrough: this.#heldThrough(),
      outcomes: partly === 0 ? outcomes : outcomes.slice(0, partly),
    };
    return { receipt, seqs: request.seqs };
  }

  /** Every third record is one the server sets aside: held, shown to a coordinator, not counted in held_through. */
  #keep(seq: number): "new" | "same" | "quarantined" {
    const known = this.server.held.includes(seq);
    if (!known) this.server.held.push(seq);
    if (seq % 3 === 0) return "quarantined";
    return known ? "same" : "new";
  }

  #hear(which: number): void {
    const answer = this.answers[which % Math.max(1, this.answers.length)];
    if (answer) this.disk = hear(this.disk, { kind: "receipt", receipt: answer.receipt, sent: answer.seqs });
  }

  hello(): void {
    const { incarnation } = this.server;
    this.disk = hear(this.disk, { kind: "hello", incarnation, heldThrough: this.#heldThrough() });
  }

  #crash(): void {
    this.answers = [];
    this.disk = structuredClone(this.disk);
  }

  #restore(): void {
    const lives = this.server.lives + 1;
    this.server = { incarnation: `life ${lives}`, lives, held: [...this.backup.held] };
  }

  #heldThrough(): number {
    let through = 0;
    while (this.server.held.includes(through + 1) && (through + 1) % 3 !== 0) through += 1;
    return through;
  }

  /** One quiet hand-in at the end: ask, then send until nothing waits. */
  finish(): void {
    this.hello();
    while (nextBatch(this.disk).length > 0) {
      const request = { batch: "last", seqs: nextBatch(this.disk) };
      const { receipt, seqs } = this.#receive(request, 0);
      this.disk = hear(this.disk, { kind: "receipt", receipt, sent: seqs });
    }
  }
}

describe("any order, any duplication, any crash, any restore", () => {
  test("nothing counts as handed in that the server the phone knows of does not hold", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const model = new Model();
        for (const one of taken) {
          model.take(one);
          if (model.disk.incarnation !== model.server.incarnation) continue;
          for (const record of model.disk.records.filter((known) => isHeld(known, model.disk.incarnation))) {
            expect(model.server.held).toContain(record.seq);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("after one quiet hand-in the server holds every record exactly once, and the phone knows", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const model = new Model();
        for (const one of taken) model.take(one);
        model.finish();
        const all = model.disk.records.map(({ seq }) => seq);
        expect([...model.server.held].sort((a, b) => a - b)).toEqual(all);
        expect(waiting(model.disk)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("rules one by one", () => {
  const held = (seq: number, heldBy: string) => ({ seq, heldBy, outcome: "new" as const });
  const receipt = (incarnation: string, outcomes: Receipt["outcomes"]): Receipt => ({
    batch: "b",
    device: "d",
    incarnation,
    heldThrough: 0,
    outcomes,
  });

  test("another incarnation makes everything wait again", () => {
    const mind = { incarnation: "a", records: [held(1, "a"), held(2, "a")] };
    const after = hear(mind, { kind: "hello", incarnation: "b", heldThrough: 2 });
    expect(waiting(after)).toEqual([1, 2]);
  });

  test("a late answer of an earlier incarnation changes nothing", () => {
    const mind: Mind = { incarnation: "b", records: [held(1, "a")] };
    const late = { kind: "receipt" as const, receipt: receipt("a", [[1, "new", ""]]), sent: [1] };
    expect(hear(mind, late)).toBe(mind);
  });

  test("a server that holds less than it promised is offered everything again", () => {
    const mind = { incarnation: "a", records: [held(1, "a"), held(2, "a"), held(3, "a")] };
    expect(waiting(hear(mind, { kind: "hello", incarnation: "a", heldThrough: 2 }))).toEqual([1, 2, 3]);
    expect(waiting(hear(mind, { kind: "hello", incarnation: "a", heldThrough: 3 }))).toEqual([]);
  });

  test("records set aside by the server are not offered for ever", () => {
    const aside = { seq: 2, heldBy: "a", outcome: "quarantined" as const };
    const mind: Mind = { incarnation: "a", records: [held(1, "a"), aside, held(3, "a")] };
    expect(waiting(hear(mind, { kind: "hello", incarnation: "a", heldThrough: 1 }))).toEqual([]);
  });

  test("only what was in the batch counts, whatever the receipt says", () => {
    const records = [1, 2, 3].map((seq) => ({ seq, heldBy: "", outcome: "" as const }));
    const outcomes: Receipt["outcomes"] = [
      [1, "new", ""],
      [3, "new", ""],
      [9, "new", ""],
    ];
    const mind = hear(
      { incarnation: "a", records },
      { kind: "receipt", receipt: receipt("a", outcomes), sent: [1, 2] },
    );
    expect(waiting(mind)).toEqual([2, 3]);
  });

  test("a batch is at most a hundred, and an unanswered one does not block what follows", () => {
    const records = Array.from({ length: 250 }, (_, i) => ({ seq: i + 1, heldBy: "", outcome: "" as const }));
    const first = nextBatch({ incarnation: "a", records });
    expect(first).toHaveLength(100);
    expect(nextBatch({ incarnation: "a", records }, new Set(first))[0]).toBe(101);
  });
});
