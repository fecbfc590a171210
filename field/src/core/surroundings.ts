/** What the core needs from the world around it: the network, the clock, timers, the other tabs. */
import type { Patience } from "../sync/pauses.ts";
import type { Fetch } from "../sync/wire.ts";

export type Surroundings = Patience & {
  fetch: Fetch;
  /** Milliseconds since 1970 on the phone's clock, which may be wrong. */
  now(): number;
  /** Runs once after so many milliseconds; the answer calls it off. */
  after(milliseconds: number, run: () => void): () => void;
  /** "en" or "es", as the screen shows. */
  language(): string;
  /** Runs alone among all tabs of this phone that use the same name. */
  alone<A>(name: string, run: () => Promise<A>): Promise<A>;
  /** Tells the other tabs that something changed, and hears it from them. */
  tell(): void;
  hear(listener: () => void): void;
  /** Runs when there is a signal again. */
  online(run: () => void): void;
  /** Runs when the page is about to go. */
  leaving(run: () => void): void;
};

export function browserSurroundings(): Surroundings {
  const channel = new BroadcastChannel("waymeet-field");
  return {
    fetch: (address, options) => fetch(address, options),
    now: () => Date.now(),
    chance: () => Math.random(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    language: () => document.documentElement.lang || navigator.language,
    alone: inTurn(),
    tell: () => channel.postMessage("changed"),
    hear: (listener) => channel.addEventListener("message", listener),
    online: (run) => addEventListener("online", run),
    leaving: (run) => addEventListener("pagehide", run),
  };
}

/** Web Locks where the browser has them; within this tab one after the other in any case. */
export function inTurn(locks: LockManager | undefined = globalThis.navigator?.locks): Surroundings["alone"] {
  const last = new Map<string, Promise<unknown>>();
  return <A>(name: string, run: () => Promise<A>): Promise<A> => {
    const turn = async (): Promise<A> => (locks ? locks.request(`waymeet-${name}`, run) : run());
    const mine = (last.get(name) ?? Promise.resolve()).then(turn, turn);
    last.set(
      name,
      mine.catch(() => null),
    );
    return mine;
  };
}
