/** An invented week for the bench and the practice server: people to see and to call, and two events. */
import type { ToCall, Tonight, ToSee, WeekPackage } from "../src/core/week_types.ts";

const id = (kind: number, number: number): string =>
  `00000000-0000-4000-9${String(kind).padStart(3, "0")}-${String(number).padStart(12, "0")}`;

const NAMES = ["Ana Ruiz", "Benny Okafor", "Carmen Núñez", "Dwayne Pratt", "Elena Sokolova", "Fatou Diallo"];
const MORE = ["Gus Lindqvist", "Hye-jin Park", "Inés Valdivia", "Jamal Whitaker", "Kateri Two-Rivers", "Lupe Ortega"];

const person = (number: number, called: string) => ({
  contact: id(1, number),
  called,
  pronouns: number % 2 ? "" : "she/her",
  languages: number % 3 ? "" : "es",
  when: number % 2 ? "evenings" : "",
  phones: number === 3 ? [] : [{ id: id(2, number), number: `555 010 01${40 + number}` }],
});

function toSee(number: number, called: string, more: Partial<ToSee>): ToSee {
  const plan = { why: "Knows everybody on the block.", ask: "Will you host a kitchen meeting?", sealed: false };
  const row = { id: id(3, number), kind: "introductory", planned_for: "2026-11-27", address: "14 Juniper Street" };
  return { ...person(number, called), ...row, ...plan, ...more };
}

function toCall(number: number, called: string, more: Partial<ToCall>): ToCall {
  const whom = person(number, called);
  const why: ToCall["why"] = [{ kind: "quiet", day: "2026-11-02", what: "" }];
  return { ...whom, id: whom.contact, introduction: null, why, last: null, ...more };
}

function events(): Tonight[] {
  const people = [...NAMES, ...MORE].map((called, at) => ({ contact: id(1, at), called, came: null }));
  const at = { day: "2026-11-27", starts: "18:00", heads: 0 };
  return [
    { ...at, id: id(4, 1), title: "Tenants' meeting", sign_in: "names", people },
    { ...at, id: id(4, 2), title: "Healing circle", sign_in: "count", people: [] },
    { ...at, id: id(4, 3), title: "Peer circle", sign_in: "sealed", people: [] },
  ];
}

export function sampleWeek(): Omit<WeekPackage, "organizing_key"> {
  const asked = { id: id(5, 1), contact: null, introduction: id(5, 1) };
  return {
    version: 1,
    day: "2026-11-27",
    story_notes: true,
    opened: true,
    to_see: [
      toSee(0, "Ana Ruiz", {}),
      toSee(1, "Benny Okafor", { planned_for: "2026-11-29", why: "", ask: "", sealed: true }),
    ],
    calls: [
      toCall(2, "Carmen Núñez", {
        why: [{ kind: "promise", day: "2026-11-26", what: "bring two neighbors to the meeting" }],
        last: { outcome: "message", day: "2026-11-24" },
      }),
      toCall(3, "Dwayne Pratt", { why: [{ kind: "list", day: "2026-11-26", what: "Spanish, to call" }] }),
      {
        ...toCall(4, "Elena Sokolova", {}),
        ...asked,
        why: [{ kind: "introduction", day: "2026-11-25", what: "help" }],
      },
    ],
    sealed_calls: 1,
    events: events(),
  };
}
