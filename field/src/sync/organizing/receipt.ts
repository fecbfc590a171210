/** Reads what the server answers about organizing records, and believes a receipt only when its signature holds. */
import { type Bytes, fromBase64, utf8 } from "../../seal/bytes.ts";
import { verify } from "../../seal/device_key.ts";
import type { Outcome, Receipt } from "./mind.ts";

/** `ended`: the phone was signed out by the office, or its person's account is over. It still hands in what it has. */
export type Hello = { incarnation: string; heldThrough: number; keys: string[]; ended: boolean };

const OUTCOMES: readonly string[] = ["new", "same", "quarantined"];

/** Null when anything is missing; an unknown device's answer counts as one that holds nothing. */
export function readHello(answer: unknown): Hello | null {
  if (!isObject(answer) || typeof answer.incarnation !== "string" || !Array.isArray(answer.keys)) return null;
  const heldThrough = typeof answer.held_through === "number" ? answer.held_through : 0;
  const keys = answer.keys.filter((key) => typeof key === "string");
  return { incarnation: answer.incarnation, heldThrough, keys, ended: answer.ended === true };
}

/** The receipt for exactly this batch of this device, signed by a key the server is known by; null otherwise. */
export async function readReceipt(
  answer: unknown,
  expected: { batch: string; device: string; keys: readonly string[] },
): Promise<Receipt | null> {
  if (!isObject(answer)) return null;
  const { receipt, signature, key } = answer;
  if (typeof receipt !== "string" || typeof signature !== "string" || typeof key !== "string") return null;
  if (!expected.keys.includes(key)) return null;
  if (!(await signed(key, signature, utf8(receipt)))) return null;
  const read = parsed(receipt);
  return read && read.batch === expected.batch && read.device === expected.device ? read : null;
}

async function signed(key: string, signature: string, message: Bytes): Promise<boolean> {
  try {
    return await verify(fromBase64(key), fromBase64(signature), message);
  } catch {
    return false;
  }
}

function parsed(text: string): Receipt | null {
  const value = json(text);
  if (!isObject(value) || !Array.isArray(value.outcomes)) return null;
  if (![value.batch, value.device, value.incarnation].every((part) => typeof part === "string")) return null;
  return {
    batch: value.batch as string,
    device: value.device as string,
    incarnation: value.incarnation as string,
    heldThrough: typeof value.held_through === "number" ? value.held_through : 0,
    outcomes: value.outcomes.filter(isOutcome),
  };
}

function isOutcome(value: unknown): value is [number, Outcome, string] {
  if (!Array.isArray(value)) return false;
  return Number.isInteger(value[0]) && OUTCOMES.includes(value[1]) && typeof (value[2] ?? "") === "string";
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
