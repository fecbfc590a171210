/**
 * Care slots: 400 sealed bytes that look the same whether two kits changed hands at a door or nothing did.
 *
 * Inside: version, kind, area, ISO year and week, barriers, up to eight items, and a note sealed once more, so that
 * counting the kits does not open what was said. An empty slot is zeros and a real, empty, sealed note. A slot of
 * somebody met without a door is version 2: it also says how many people, whom the items are for, and a code.
 */
import { FieldTrouble, type KitsDraft, type Met } from "../core/types.ts";
import { type Bytes, fromBase64, u16, utf8 } from "./bytes.ts";
import { isCardCode } from "./card_code.ts";
import { bind, pad, seal } from "./hpke.ts";

export const SLOT_BYTES = 400;
export const NOTE_BYTES = 256;

const PLAIN_BYTES = 352;
const ITEMS_AT = 10;
const MOST_ITEMS = 8;
const NOTE_AT = 48;
const DOOR = 1;
const STREET = 2;
const PEOPLE_AT = 7;
const MET_AT = 34;
const CODE_AT = 38;
const KINDS = { empty: 0, handout: 1, takenBack: 2 } as const;

export type MonthKey = { epoch: string; public: string };

/** Where and when, as coarse as the server will ever know it: an area of at least 500 doors and an ISO week. */
export type Rough = { area: number; week: string };

/** Seals one slot; `kits` null makes an empty one of the same size and cost. */
export async function sealSlot(key: MonthKey, rough: Rough, kits: KitsDraft | null): Promise<Bytes> {
  const publicKey = fromBase64(key.public);
  const note = pad(utf8(kits?.note ?? ""), NOTE_BYTES);
  const inner = await seal(publicKey, note, "waymeet care note v1", bind("note", key.epoch));
  const plain = slotFacts(rough, kits);
  plain.set(inner, NOTE_AT);
  return seal(publicKey, plain, "waymeet care slot v1", bind("slot", key.epoch));
}

/** The 352 bytes of a slot with the place of its sealed note still zeros. */
export function slotFacts(rough: Rough, kits: KitsDraft | null): Bytes {
  const plain = new Uint8Array(PLAIN_BYTES);
  plain[0] = kits?.met ? STREET : DOOR;
  if (kits === null) return plain;
  const { year, week } = isoWeek(rough.week);
  plain[1] = kits.takenBack ? KINDS.takenBack : KINDS.handout;
  plain.set(u16(rough.area), 2);
  plain.set(u16(year), 4);
  plain[6] = week;
  plain.set(u16(barrierBits(kits.barriers)), 8);
  writeItems(plain, kits.items);
  if (kits.met) writeMet(plain, kits.met);
  return plain;
}

function writeMet(plain: Bytes, met: Met): void {
  const { people, secondary = false, reason = 0, reached = 0, code = "" } = met;
  if (!whole(people, 0, 0xff) || !whole(reason, 0, 0xff) || !whole(reached, 0, 0xffff)) {
    throw new FieldTrouble("refused", "trouble.bad_count");
  }
  if (code !== "" && !isCardCode(code)) throw new FieldTrouble("refused", "trouble.bad_code");
  plain[PEOPLE_AT] = people;
  plain[MET_AT] = secondary ? 1 : 0;
  plain[MET_AT + 1] = reason;
  plain.set(u16(reached), MET_AT + 2);
  plain.set(utf8(code), CODE_AT);
}

function writeItems(plain: Bytes, items: KitsDraft["items"]): void {
  if (items.length > MOST_ITEMS) throw new FieldTrouble("refused", "trouble.too_many_items");
  items.forEach(({ number, count }, index) => {
    if (!whole(number, 1, 0xffff) || !whole(count, 1, 0xff)) throw new FieldTrouble("refused", "trouble.bad_count");
    plain.set(u16(number), ITEMS_AT + index * 3);
    plain[ITEMS_AT + index * 3 + 2] = count;
  });
}

/** Barrier number n (1 to 16) is bit n-1. */
function barrierBits(barriers: number[]): number {
  return barriers.reduce((bits, number) => {
    if (!whole(number, 1, 16)) throw new FieldTrouble("refused", "trouble.bad_count");
    return bits | (1 << (number - 1));
  }, 0);
}

function isoWeek(text: string): { year: number; week: number } {
  const found = /^(\d{4})-W(\d{2})$/.exec(text);
  if (!found) throw new FieldTrouble("refused", "trouble.bad_count");
  return { year: Number(found[1]), week: Number(found[2]) };
}

function whole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
