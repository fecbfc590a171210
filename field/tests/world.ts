/** A phone and a server in one process: the real core, a real IndexedDB held in memory, a network that can fail. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { Peer, PRACTICE, type Reply } from "../dev/peer.ts";
import { sampleTown } from "../dev/sample.ts";
import { Field } from "../src/core/field.ts";
import { inTurn, type Surroundings } from "../src/core/surroundings.ts";
import type { Bytes } from "../src/seal/bytes.ts";
import type { Fetch } from "../src/sync/wire.ts";

export { PRACTICE };

/** What happens to one request: it may not arrive, its answer may be lost or cut short, it may arrive twice. */
export type Weather = "fine" | "lost" | "answer lost" | "cut short" | "twice" | "server error" | "busy";

export type Seen = { method: string; path: string; options: RequestInit; weather: Weather };

type Timer = { when: number; run: () => void };

export class World {
  readonly peer: Peer;
  readonly seen: Seen[] = [];
  /** Asked for each request; fine unless a test says otherwise. */
  weather: (path: string) => Weather = () => "fine";
  /** Changes an answer on its way, as a captive portal or a broken server might. */
  rewrite: (path: string, json: unknown) => unknown = (_path, json) => json;
  now = Date.UTC(2026, 10, 20, 17, 0, 0);
  #timers: Timer[] = [];
  #tabs: (() => void)[] = [];
  readonly #alone = inTurn(undefined);
  #phones: Field[] = [];

  private constructor(peer: Peer) {
    this.peer = peer;
  }

  static async create(): Promise<World> {
    globalThis.indexedDB = new IDBFactory();
    return new World(await Peer.create(sampleTown()));
  }

  /** Opens the app, as after a start or a reload: nothing of an earlier page is left in memory. */
  async open(): Promise<Field> {
    const field = new Field(this.#surroundings());
    await field.start();
    this.#phones.push(field);
    return field;
  }

  /** Signed in, with the turf and tonight's code. */
  async ready(): Promise<Field> {
    const field = await this.open();
    await field.signIn("Ana", PRACTICE.passphrase, PRACTICE.enrolment);
    await field.take(PRACTICE.turfCode);
    await field.startNight(PRACTICE.nightCode);
    return field;
  }

  /** The page is gone without a word: no timer runs any more. */
  kill(): void {
    this.#timers = [];
    this.#tabs = [];
  }

  /** Lets time pass; timers that come due run, and what they started is waited for. */
  async pass(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    const due = this.#timers.filter((timer) => timer.when <= this.now);
    this.#timers = this.#timers.filter((timer) => timer.when > this.now);
    for (const timer of due) timer.run();
    await rest();
  }

  async close(): Promise<void> {
    this.kill();
    for (const field of this.#phones) await field.stop();
  }

  /** Every tab shares the phone's locks and hears of the others' changes, not of its own. */
  #surroundings(): Surroundings {
    let mine: (() => void) | null = null;
    return {
      fetch: this.#fetch,
      now: () => this.now,
      after: (milliseconds, run) => {
        const timer = { when: this.now + milliseconds, run };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((other) => other !== timer);
        };
      },
      sleep: async () => undefined,
      chance: () => 0.5,
      language: () => "en",
      alone: this.#alone,
      tell: () => {
        for (const tab of this.#tabs) if (tab !== mine) tab();
      },
      hear: (listener) => {
        mine = listener;
        this.#tabs.push(listener);
      },
      online: () => undefined,
      leaving: () => undefined,
    };
  }

  readonly #fetch: Fetch = async (path, options) => {
    const weather = this.weather(path);
    const method = options.method ?? "GET";
    this.seen.push({ method, path, options, weather });
    if (weather === "lost") throw new TypeError("no network");
    if (weather === "busy") return answered({ status: 429, json: { sentence: "Please wait a moment." } }, "fine");
    if (weather === "server error") return new Response("<html>", { status: 502 });
    const request = { method, path, headers: lowered(options.headers), body: bytesOf(options.body) };
    if (weather === "twice") await this.peer.handle(request);
    const { status, json } = await this.peer.handle(request);
    return answered({ status, json: this.rewrite(path, json) }, weather);
  };
}

function answered(reply: Reply, weather: Weather): Response {
  if (weather === "answer lost") throw new TypeError("connection reset");
  const text = JSON.stringify(reply.json);
  return new Response(weather === "cut short" ? text.slice(0, text.length / 2) : text, { status: reply.status });
}

function lowered(headers: RequestInit["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function bytesOf(body: RequestInit["body"]): Bytes {
  return body instanceof Uint8Array ? new Uint8Array(body) : new TextEncoder().encode(String(body ?? ""));
}

/** Long enough for IndexedDB in memory to finish what was begun. */
export async function rest(): Promise<void> {
  for (let i = 0; i < 60; i += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** The door at this position of the practice turf. */
export function door(field: Field, index: number): string {
  const found = field.turf()?.doors[index];
  if (!found) throw new Error(`no door ${index}`);
  return found.id;
}

/** Every record the server holds or keeps aside, as objects. */
export function recordsAt(peer: Peer): { id: string; seq: number; kind: string; body: Record<string, unknown> }[] {
  const held = [...peer.holdings.devices.values()].flatMap((device) => [...device.held.values()]);
  return held.map(({ text }) => JSON.parse(text));
}
