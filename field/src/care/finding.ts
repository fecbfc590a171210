/** Finding a service on the phone, without a signal: words, kind of help, near, open now, what is asked at the door. */

export type Both = { en: string; es: string };
/** [0 = Monday … 6, or "2026-11-30"; opens; closes], in minutes of the day. */
export type Opening = [day: number | string, opens: number, closes: number];
export type Place = [lat: number, lon: number];

/** A service with short names, as care/directory/pocket.py writes it. */
export type Service = {
  i: string;
  n: string;
  o?: string;
  a?: string;
  w?: string;
  "!"?: string;
  f?: string;
  p?: string[];
  s?: string[];
  at?: Place[];
  h?: Opening[];
  t?: string;
  k?: string[];
  l?: string[];
  d?: Record<string, [answer: string, day: string]>;
  x?: string;
};

export type Directory = {
  kind: "waymeet-directory-1";
  day: string;
  stale: number;
  needs: Record<string, Both>;
  doors: Record<string, { easy: string; yes: Both; no: Both }>;
  /** `ring` is [lat0, lon0, dlat, dlon, …]. */
  areas: [name: string, lat: number, lon: number, ring: number[]][];
  services: Service[];
};

/** What somebody looks for. It lives on the screen and nowhere else; `near` least of all is written down. */
export type Asked = {
  words: string;
  need: string;
  near: Place | null;
  openNow: boolean;
  doors: readonly string[];
};

export const NOTHING_ASKED: Asked = { words: "", need: "", near: null, openNow: false, doors: [] };
export const QUICK = { openNow: true, doors: ["id_required"] } as const;

export type Found = { service: Service; metres: number | null; open: boolean | null };
export type Answer = { found: Found[]; untold: number };

export const NEAR = 5000;
const METRES_A_MICRODEGREE = 0.11119;
const DAY_MILLISECONDS = 86_400_000;

/** Without case and accents: "Muñoz" is found by "munoz". */
export const folded = (words: string): string =>
  words
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();

/** Good to half a percent within a county. */
export const metresBetween = (one: Place, other: Place): number => {
  const up = other[0] - one[0];
  const along = (other[1] - one[1]) * Math.cos(((one[0] + other[0]) / 2e6) * (Math.PI / 180));
  return Math.round(Math.hypot(up, along) * METRES_A_MICRODEGREE);
};

/** Null where nobody knows its hours. One that closes before it opens ends on the next day. */
export const isOpen = (hours: readonly Opening[] | undefined, now: Date): boolean | null => {
  if (hours === undefined || hours.length === 0) return null;
  const minute = now.getHours() * 60 + now.getMinutes();
  const today = daysOf(now);
  const before = daysOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1));
  return hours.some(([day, opens, closes]) => {
    const late = closes <= opens;
    if (late && before.includes(day) && minute < closes) return true;
    return today.includes(day) && minute >= opens && (late || minute < closes);
  });
};

const daysOf = (now: Date): (number | string)[] => [(now.getDay() + 6) % 7, dayText(now)];

const dayText = (now: Date): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;

/** Told too long ago to count on: half a year is long for a door's rules. */
export const isStale = (day: string, stale: number, now: Date): boolean => {
  const told = Date.parse(`${day}T00:00:00`);
  return Number.isNaN(told) || now.getTime() - told > (stale + 1) * DAY_MILLISECONDS;
};

/** Ready to be asked again and again: each service's words are folded once. */
export class Finder {
  readonly directory: Directory;
  readonly #texts: string[];

  constructor(directory: Directory) {
    this.directory = directory;
    const needs = (service: Service) =>
      (service.k ?? []).map((code) => `${directory.needs[code]?.en ?? ""} ${directory.needs[code]?.es ?? ""}`);
    this.#texts = directory.services.map((one) =>
      ` ${folded([one.n, one.o, one.a, one.w, one.x, ...(one.s ?? []), ...needs(one)].join(" "))}`.replace(
        /[^\p{L}\p{N}]+/gu,
        " ",
      ),
    );
  }

  /** The nearest first where a place was asked for, otherwise by name. */
  find(asked: Asked, now: Date): Answer {
    const words = wordsOf(asked.words);
    const found: Found[] = [];
    let untold = 0;
    for (const [index, service] of this.directory.services.entries()) {
      const one = this.#fits(service, this.#texts[index] ?? "", asked, words, now);
      if (one === null) continue;
      const door = this.#door(service, asked.doors);
      if (door === "easy") found.push(one);
      if (door === "untold") untold += 1;
    }
    found.sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0) || a.service.n.localeCompare(b.service.n));
    return { found, untold };
  }

  /** Null where it does not fit, whatever its door is like. */
  #fits(service: Service, text: string, asked: Asked, words: readonly string[], now: Date): Found | null {
    if (asked.need !== "" && !service.k?.includes(asked.need)) return null;
    if (!words.every((word) => text.includes(word))) return null;
    const metres = asked.near === null ? null : nearest(service, asked.near);
    if (asked.near !== null && (metres === null || metres > NEAR)) return null;
    const open = isOpen(service.h, now);
    return asked.openNow && open !== true ? null : { service, metres, open };
  }

  #door(service: Service, asked: readonly string[]): "easy" | "hard" | "untold" {
    let untold = false;
    for (const code of asked) {
      const said = service.d?.[code]?.[0];
      if (said === undefined) untold = true;
      else if (said !== this.directory.doors[code]?.easy) return "hard";
    }
    return untold ? "untold" : "easy";
  }
}

/** Each with the gap before it, so that only beginnings of words are found. */
const wordsOf = (typed: string): string[] =>
  folded(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => ` ${word}`);

const nearest = (service: Service, near: Place): number | null =>
  (service.at ?? []).reduce<number | null>((least, place) => {
    const metres = metresBetween(near, place);
    return least === null || metres < least ? metres : least;
  }, null);

/** A frame around every place, for the map one taps on; null where there is none. */
export type Frame = { south: number; west: number; north: number; east: number };

const MANY = 20;

/** Around the areas and nearly every place: one far away would make all others one dot. */
export const frameOf = (directory: Directory): Frame | null => {
  const spots = directory.services.flatMap((one) => one.at ?? []);
  const places = [...mostOf(spots), ...directory.areas.flatMap(([, , , ring]) => cornersOf(ring))];
  if (places.length === 0) return null;
  const lats = rangeOf(places.map(([lat]) => lat));
  const lons = rangeOf(places.map(([, lon]) => lon));
  const shrink = Math.cos(((lats.from + lats.to) / 2e6) * (Math.PI / 180));
  const high = Math.max(lats.to - lats.from, 20_000) * 1.1;
  const wide = Math.max((lons.to - lons.from) * shrink, 20_000) * 1.1;
  const up = Math.max(high, wide * 0.75) / 2; // never flatter than 3 to 4, never higher than wide
  const along = Math.max(wide, high) / 2 / shrink;
  const [lat, lon] = [(lats.from + lats.to) / 2, (lons.from + lons.to) / 2];
  return { south: lat - up, west: lon - along, north: lat + up, east: lon + along };
};

/** [lat0, lon0, dlat, dlon, …] as places. */
export const cornersOf = (ring: readonly number[]): Place[] => {
  const out: Place[] = [];
  let [lat, lon] = [0, 0];
  for (let index = 0; index + 1 < ring.length; index += 2) {
    lat += ring[index] ?? 0;
    lon += ring[index + 1] ?? 0;
    out.push([lat, lon]);
  }
  return out;
};

const rangeOf = (values: number[]): { from: number; to: number } => {
  const sorted = values.sort((a, b) => a - b);
  return { from: sorted[0] ?? 0, to: sorted.at(-1) ?? 0 };
};

const mostOf = (spots: Place[]): Place[] => {
  if (spots.length < MANY) return spots;
  const cut = Math.floor(spots.length / 20);
  const within = (at: 0 | 1): [number, number] => {
    const sorted = spots.map((spot) => spot[at]).sort((a, b) => a - b);
    return [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 0];
  };
  const [[south, north], [west, east]] = [within(0), within(1)];
  return spots.filter(([lat, lon]) => lat >= south && lat <= north && lon >= west && lon <= east);
};

/** Where on the frame a tap was, as a place; `x` and `y` from 0 to 1. */
export const placeAt = (frame: Frame, x: number, y: number): Place => [
  Math.round(frame.north - y * (frame.north - frame.south)),
  Math.round(frame.west + x * (frame.east - frame.west)),
];
