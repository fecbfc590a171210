/** An invented turf for drawing and trying screens: a few turned street blocks, 85 doors, three apartment buildings. */
import type { Building, Door, Flag, NightInfo, TurfPackage } from "../src/core/types";

const ORIGIN = { lat: 42_661_000, lon: -73_762_000 };
const TURN = 0.42;
const LAT_PER_METRE = 9;
const LON_PER_METRE = 12.2;

/** Metres east and north of the origin, turned as the real blocks are, to whole microdegrees. */
const micro = (x: number, y: number): [number, number] => {
  const east = x * Math.cos(TURN) - y * Math.sin(TURN);
  const north = x * Math.sin(TURN) + y * Math.cos(TURN);
  return [Math.round(ORIGIN.lat + north * LAT_PER_METRE), Math.round(ORIGIN.lon + east * LON_PER_METRE)];
};

const pack = (points: [number, number][]): number[] => {
  const packed: number[] = [];
  let [lat, lon] = [0, 0];
  for (const [x, y] of points) {
    const [nextLat, nextLon] = micro(x, y);
    packed.push(nextLat - lat, nextLon - lon);
    [lat, lon] = [nextLat, nextLon];
  }
  return packed;
};

const STREETS: { name: string; kind: string; from: [number, number]; to: [number, number] }[] = [
  { name: "Clinton Avenue", kind: "secondary", from: [-60, 0], to: [360, 0] },
  { name: "Orange Street", kind: "residential", from: [-60, 90], to: [360, 90] },
  { name: "Sheridan Avenue", kind: "residential", from: [-60, 180], to: [360, 180] },
  { name: "Lark Street", kind: "residential", from: [0, -50], to: [0, 230] },
  { name: "Dove Street", kind: "residential", from: [160, -50], to: [160, 230] },
  { name: "Swan Street", kind: "tertiary", from: [320, -50], to: [320, 230] },
  { name: "", kind: "path", from: [80, 0], to: [80, 90] },
];

const id = (kind: string, number: number): string => `${kind}-${String(number).padStart(3, "0")}`;

type Spot = { x: number; y: number; street: string; number: number; units: number };

const spots = (): Spot[] => {
  const made: Spot[] = [];
  const row = (street: string, y: number, side: 1 | -1, first: number, from: number, step: number, count: number) => {
    for (let index = 0; index < count; index += 1)
      made.push({ x: from + step * index, y: y + 14 * side, street, number: first + 2 * index, units: 1 });
  };
  row("Clinton Avenue", 0, 1, 101, 18, 13, 11);
  row("Clinton Avenue", 0, 1, 131, 178, 13, 10);
  row("Orange Street", 90, -1, 212, 306, -14, 9);
  row("Orange Street", 90, -1, 240, 146, -14, 9);
  row("Orange Street", 90, 1, 211, 20, 15, 9);
  row("Sheridan Avenue", 180, -1, 10, 306, -15, 9);
  made.splice(14, 0, { x: 236, y: 17, street: "Clinton Avenue", number: 145, units: 14 });
  made.splice(40, 0, { x: 170, y: 108, street: "Orange Street", number: 233, units: 11 });
  made.splice(52, 0, { x: 150, y: 164, street: "Sheridan Avenue", number: 36, units: 3 });
  return made;
};

const flagsFor = (index: number): Flag[] =>
  index === 3 ? ["dog"] : index === 9 ? ["do_not_knock"] : index === 21 ? ["unsafe"] : [];

const unitsOf = (spot: Spot): { unit: string; floor: string }[] =>
  spot.units === 1
    ? [{ unit: "", floor: "" }]
    : Array.from({ length: spot.units }, (_, index) => {
        const floor = spot.units === 3 ? 0 : 1 + Math.floor(index / 5);
        return {
          unit: floor === 0 ? `Apt ${"ABC"[index]}` : `${floor}${"ABCDE"[index % 5]}`,
          floor: floor === 0 ? "" : String(floor),
        };
      });

export const sampleTurf = (): TurfPackage => {
  const doors: Door[] = [];
  const buildings: Building[] = [];
  const all = spots();
  for (const [at, spot] of all.entries()) {
    const [lat, lon] = micro(spot.x, spot.y);
    const half = spot.units > 1 ? 9 : 5;
    const label = at === 30 ? `no number, north side of ${spot.street}` : `${spot.number} ${spot.street}`;
    const corners: [number, number][] = [
      [spot.x - half, spot.y - half],
      [spot.x + half, spot.y - half],
      [spot.x + half, spot.y + half],
      [spot.x - half, spot.y + half],
    ];
    buildings.push({ id: id("building", at), label, units: spot.units, ring: pack(corners) });
    for (const { unit, floor } of unitsOf(spot)) {
      const last = doors.length % 4 === 1 ? "no_answer" : "";
      doors.push({
        id: id("door", doors.length),
        building: id("building", at),
        label,
        unit,
        floor,
        street: spot.street,
        lat,
        lon,
        area: 7,
        flags: flagsFor(doors.length),
        last,
      });
    }
  }
  return {
    version: 1,
    turf: "turf-sample",
    name: "Arbor Hill 3",
    pass: { id: "pass-1", number: 1, notes: true },
    town: "Albany",
    expires: "2026-11-24T04:00:00Z",
    organizing_key: { epoch: "1", public: "" },
    doors,
    buildings,
    streets: STREETS.map(({ name, kind, from, to }) => ({ name, kind, line: pack([from, to]) })),
    path: pack(all.map((spot) => [spot.x, spot.y])),
    metres: 2140,
    minutes: 165,
    script: { version: 1, steps: SCRIPT },
    sentence: SENTENCE,
  };
};

const choice = (key: string, en: string, es: string, next: string | null) => ({ id: key, label: { en, es }, next });

const SCRIPT: TurfPackage["script"]["steps"] = [
  {
    id: "hello",
    text: {
      en: "Hi, we are neighbors with Waymeet. We are asking what would make this block safer. Do you have two minutes?",
      es: "Hola, somos vecinas y vecinos de Waymeet. Preguntamos qué haría más segura esta cuadra. ¿Tiene dos minutos?",
    },
    choices: [
      choice("yes", "Yes", "Sí", "safer"),
      choice("later", "Another time", "En otro momento", "bye"),
      choice("no", "No, thanks", "No, gracias", "bye"),
    ],
  },
  {
    id: "safer",
    text: { en: "What one thing would you change?", es: "¿Qué cambiaría usted primero?" },
    choices: [
      choice("lights", "Street lights", "Alumbrado", "help"),
      choice("housing", "Rent and repairs", "Renta y reparaciones", "help"),
      choice("care", "Help for people in crisis", "Ayuda para personas en crisis", "help"),
      choice("other", "Something else", "Otra cosa", "help"),
    ],
  },
  {
    id: "help",
    text: {
      en: "We meet on the first Tuesday. Would you like to come?",
      es: "Nos reunimos el primer martes. ¿Le gustaría venir?",
    },
    choices: [
      choice("come", "Yes, I would", "Sí, me gustaría", null),
      choice("maybe", "Maybe", "Tal vez", null),
      choice("not", "Not now", "Ahora no", null),
    ],
  },
  { id: "bye", text: { en: "Thank you. Have a good evening.", es: "Gracias. Que tenga buena tarde." }, choices: [] },
];

const SENTENCE: TurfPackage["sentence"] = {
  en: {
    text: "I ask the organizers to keep what I gave here and to contact me about their work. I can take this back at any time.",
    hash: "0".repeat(64),
  },
  es: {
    text: "Pido al equipo que guarde lo que di aquí y que me contacte sobre su trabajo. Puedo retirarlo cuando quiera.",
    hash: "1".repeat(64),
  },
};

export const SAMPLE_NIGHT: NightInfo = {
  program: "Tuesday outreach",
  week: "2026-W47",
  items: [
    { number: 1, name: { en: "Naloxone kit", es: "Kit de naloxona" }, unit: "kit" },
    { number: 2, name: { en: "Fentanyl test strips", es: "Tiras para fentanilo" }, unit: "pack" },
    { number: 3, name: { en: "Xylazine test strips", es: "Tiras para xilacina" }, unit: "pack" },
    { number: 4, name: { en: "Safer-use guide", es: "Guía de uso más seguro" }, unit: "booklet" },
    { number: 5, name: { en: "Sharps container", es: "Recipiente para agujas" }, unit: "box" },
  ],
  barriers: [
    { number: 1, name: { en: "too long a wait", es: "la espera es muy larga" } },
    { number: 2, name: { en: "no way to get there", es: "no hay cómo llegar" } },
    { number: 3, name: { en: "treated badly before", es: "antes le trataron mal" } },
    { number: 4, name: { en: "asked for identification", es: "piden identificación" } },
    { number: 5, name: { en: "afraid of police", es: "miedo a la policía" } },
  ],
  reasons: [
    { number: 1, name: { en: "first kit", es: "primer kit" } },
    { number: 2, name: { en: "the last one was used", es: "usó el anterior" } },
    { number: 3, name: { en: "the last one was lost", es: "perdió el anterior" } },
  ],
  areas: [
    { number: 1, name: "Arbor Hill" },
    { number: 2, name: "South End" },
    { number: 3, name: "West Hill" },
  ],
  key: { epoch: "2026-11", public: "" },
  incarnation: "sample",
};
