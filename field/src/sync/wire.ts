/** One way out of the phone: JSON to our own server, with a time limit, and troubles told in sentences. */
import { trouble } from "../core/trouble.ts";
import { FieldTrouble, type TroubleCode } from "../core/types.ts";
import type { Bytes } from "../seal/bytes.ts";

export type Fetch = (address: string, options: RequestInit) => Promise<Response>;

export type Ask = {
  method: "GET" | "POST";
  address: string;
  body?: Bytes | object;
  headers?: Record<string, string>;
  /** Care sends no cookie and no referrer. */
  anonymous?: boolean;
};

export type Answer = { status: number; json: unknown };

const LONGEST = 60_000;

export class Wire {
  readonly #fetch: Fetch;
  readonly #language: () => string;

  constructor(fetch: Fetch, language: () => string) {
    this.#fetch = fetch;
    this.#language = language;
  }

  /** Throws no_network when no whole answer came, later when asked too often; else the status is answered as it is. */
  async ask(ask: Ask): Promise<Answer> {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), LONGEST);
    try {
      const response = await this.#fetch(ask.address, this.#options(ask, giveUp.signal));
      if (response.status >= 500) throw trouble("no_network");
      const answer = { status: response.status, json: await response.json() };
      if (answer.status === 429) throw refusal(answer, "later");
      return answer;
    } catch (reason) {
      throw isLater(reason) ? reason : trouble("no_network");
    } finally {
      clearTimeout(timer);
    }
  }

  /** As `ask`, but anything other than success is thrown with the server's sentence. */
  async want(ask: Ask, codes: Record<number, TroubleCode> = {}): Promise<unknown> {
    const answer = await this.ask(ask);
    if (answer.status >= 200 && answer.status < 300) return answer.json;
    throw refusal(answer, codes[answer.status] ?? "refused");
  }

  #options(ask: Ask, signal: AbortSignal): RequestInit {
    const headers: Record<string, string> = { "Accept-Language": this.#language(), ...ask.headers };
    const options: RequestInit = { method: ask.method, headers, signal, cache: "no-store", redirect: "error" };
    options.credentials = ask.anonymous ? "omit" : "same-origin";
    options.referrerPolicy = ask.anonymous ? "no-referrer" : "same-origin";
    if (ask.body !== undefined) {
      headers["Content-Type"] = "application/json";
      options.body = ask.body instanceof Uint8Array ? ask.body : JSON.stringify(ask.body);
    }
    return options;
  }
}

/** The server's own sentence; where it names a reason this phone knows, that is the code. */
export function refusal(answer: Answer, usual: TroubleCode): FieldTrouble {
  const { sentence, reason } = (answer.json ?? {}) as { sentence?: unknown; reason?: unknown };
  const code = reason === "not_enrolled" ? reason : usual;
  if (typeof sentence === "string" && sentence) return new FieldTrouble(code, sentence);
  return trouble(code, code === "later" || code === "not_enrolled" ? code : "refused");
}

/** The office is there and asks for patience: nothing is lost, and there is no sense in going on at once. */
export function isLater(reason: unknown): boolean {
  return reason instanceof FieldTrouble && reason.code === "later";
}
