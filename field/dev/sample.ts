/** An invented turf of 85 doors on three invented streets, with one apartment building, for practice and tests. */
import type { Building, Door, ScriptStep, Street } from "../src/core/types.ts";
import type { Town } from "./peer.ts";

const LAT = 42_660_000;
const LON = -73_760_000;
const STREETS = ["Juniper Street", "Lark Lane", "Mill Road"];

function uuid(kind: number, number: number): string {
  return `00000000-0000-4000-8${String(kind).padStart(3, "0")}-${String(number).padStart(12, "0")}`;
}

function house(index: number): { door: Door; building: Building } {
  const street = STREETS[Math.floor(index / 21)] ?? "Mill Road";
  const across = index % 2 === 0 ? 120 : -120;
  const lat = LAT + Math.floor(index / 21) * 900 + across;
  const lon = LON + (index % 21) * 160;
  const label = `${2 + index * 2 - (index % 2)} ${street}`;
  const place = { id: uuid(1, index), building: uuid(2, index), label, unit: "", floor: "", street, lat, lon };
  const door: Door = { ...place, area: 3, flags: index === 7 ? ["dog"] : [], last: "" };
  return { door, building: { id: place.building, label, units: 1, ring: [lat, lon, 60, 0, 0, 80, -60, 0] } };
}

/** Five floors of five doors, numbered 1A to 5E. */
function flats(): { doors: Door[]; building: Building } {
  const building = {
    id: uuid(2, 900),
    label: "100 Mill Road",
    units: 25,
    ring: [LAT + 2200, LON, 150, 0, 0, 300, -150, 0],
  };
  const doors = Array.from({ length: 25 }, (_, i): Door => {
    const floor = String(1 + Math.floor(i / 5));
    const place = { street: "Mill Road", lat: LAT + 2200, lon: LON + 150, area: 3, flags: [], last: "" };
    return {
      id: uuid(3, i),
      building: building.id,
      label: building.label,
      unit: floor + "ABCDE"[i % 5],
      floor,
      ...place,
    };
  });
  return { doors, building };
}

const SCRIPT: ScriptStep[] = [
  {
    id: "hello",
    text: {
      en: "Hi, I am a neighbor. We are asking everybody what this street needs.",
      es: "Hola, soy del vecindario. Preguntamos a todos qué necesita esta calle.",
    },
    choices: [
      { id: "talk", label: { en: "Wants to talk", es: "Quiere hablar" }, next: "ask" },
      { id: "busy", label: { en: "Busy now", es: "No puede ahora" }, next: null },
    ],
  },
  {
    id: "ask",
    text: {
      en: "Would you come to the block meeting on Thursday?",
      es: "¿Vendrías a la reunión de la cuadra el jueves?",
    },
    choices: [
      { id: "yes", label: { en: "Yes", es: "Sí" }, next: null },
      { id: "maybe", label: { en: "Maybe", es: "Tal vez" }, next: null },
      { id: "no", label: { en: "No", es: "No" }, next: null },
    ],
  },
];

export function sampleTown(): Town {
  const houses = Array.from({ length: 60 }, (_, i) => house(i));
  const block = flats();
  const streets = STREETS.map(
    (name, i): Street => ({ name, kind: "residential", line: [LAT + i * 900, LON, 0, 3400] }),
  );
  const sentence = { text: "You may contact me about neighborhood work.", hash: "11".repeat(32) };
  const frase = { text: "Pueden contactarme sobre el trabajo del vecindario.", hash: "22".repeat(32) };
  return {
    turf: {
      version: 1,
      turf: uuid(4, 1),
      name: "Juniper and Lark",
      pass: { id: uuid(5, 1), number: 1, notes: true },
      town: "Practice town",
      expires: "2099-01-01T00:00:00Z",
      doors: [...houses.map(({ door }) => door), ...block.doors],
      buildings: [...houses.map(({ building }) => building), block.building],
      streets,
      path: [LAT, LON, 0, 3400, 900, 0, 0, -3400, 900, 0, 0, 3400],
      metres: 2100,
      minutes: 170,
      script: { version: 1, steps: SCRIPT },
      sentence: { en: sentence, es: frase },
    },
    night: {
      program: "Practice program",
      week: "2026-W47",
      items: [
        { number: 1, name: { en: "Naloxone kit", es: "Kit de naloxona" }, unit: "kit" },
        {
          number: 2,
          name: { en: "Fentanyl test strip", es: "Tira reactiva de fentanilo" },
          unit: "strip",
          recalled: ["T4471"],
        },
      ],
      barriers: [
        { number: 1, name: { en: "Too far to a pharmacy", es: "La farmacia queda lejos" } },
        { number: 2, name: { en: "Worried about who sees it", es: "Preocupa quién lo vea" } },
      ],
      reasons: [{ number: 1, name: { en: "first kit", es: "primer kit" } }],
      areas: [{ number: 12, name: "Practice Hill" }],
    },
  };
}
