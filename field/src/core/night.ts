/** Fetches what every phone that is out tonight needs, knowing nothing but the night's code. */
import { ADDRESS } from "../sync/care/hand_in.ts";
import type { Wire } from "../sync/wire.ts";
import type { NightInfo } from "./types.ts";

export async function fetchNight(wire: Wire, code: string): Promise<NightInfo> {
  const headers = { Authorization: `Night ${code}` };
  const ask = { method: "GET" as const, address: `${ADDRESS}/night`, headers, anonymous: true };
  return (await wire.want(ask, { 401: "code", 403: "code", 404: "code" })) as NightInfo;
}
