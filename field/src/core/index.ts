/** Opens the phone's core. */
import { Field } from "./field.ts";
import { browserSurroundings } from "./surroundings.ts";
import type { FieldCore } from "./types.ts";

export { TROUBLE_SENTENCES } from "./trouble.ts";
export * from "./types.ts";

export async function openFieldCore(): Promise<FieldCore> {
  const field = new Field(browserSurroundings());
  await field.start();
  return field;
}
