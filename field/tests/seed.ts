/** A deep run prints its seed; the same number in WAYMEET_SEED makes the same evenings again. */
import fc from "fast-check";

const seed = Number(process.env.WAYMEET_SEED);
if (process.env.WAYMEET_SEED && Number.isInteger(seed)) fc.configureGlobal({ seed });
