/** A phone core that keeps everything in memory, for drawing and trying screens without a server. Never built in. */
import {
  type Counts,
  type Door,
  type DoorState,
  type FieldCore,
  FieldTrouble,
  type KitsDraft,
  type NightInfo,
  type Session,
  type TroubleCode,
  type TurfPackage,
  type VisitDraft,
  type Why,
} from "../src/core/types";
import { memoryWeek } from "./memory-week";
import { SAMPLE_NIGHT, sampleTurf } from "./sample-turf";

export type Situation = {
  session: Session["kind"];
  why: Why | null;
  known: boolean;
  turf: boolean;
  may: string[];
  week: boolean;
  night: boolean;
  /** Nobody signed in, and tonight's code scanned. */
  street: boolean;
  worked: number;
  handedIn: number;
  aside: number;
  fail: TroubleCode | null;
  officeSays: string;
  persisted: boolean;
  freeMegabytes: number | null;
};

export const FRESH: Situation = {
  session: "open",
  why: null,
  known: false,
  turf: true,
  may: [],
  week: false,
  night: true,
  street: false,
  worked: 0,
  handedIn: 0,
  aside: 0,
  fail: null,
  officeSays: "",
  persisted: true,
  freeMegabytes: 1840,
};

const UNDO_MS = 10_000;
const SOME: DoorState["outcome"][] = [
  "no_answer",
  "no_answer",
  "answered",
  "no_answer",
  "refused",
  "come_back",
  "no_answer",
  "vacant",
];

/** What was called with what, so that a test can see what a screen would have saved. */
export type Heard = {
  visits: { visit: VisitDraft; kits: KitsDraft | null; correcting: boolean }[];
  introductions: unknown[];
  week: unknown[];
  met: { area: number; kits: KitsDraft }[];
};

export const memoryCore = (given: Partial<Situation>): FieldCore & { heard: Heard } => {
  const now: Situation = { ...FRESH, ...given };
  const listeners = new Set<() => void>();
  let doors = new Map<string, DoorState>();
  const heard: Heard = { visits: [], introductions: [], week: [], met: [] };
  let turf: TurfPackage | null = now.turf ? sampleTurf() : null;
  let night: NightInfo | null = now.night && (now.street || now.session !== "signed_out") ? SAMPLE_NIGHT : null;
  let area = 0;
  let session: Session =
    now.session === "signed_out"
      ? { kind: "signed_out", why: now.why, known: now.known }
      : { kind: now.session, shownAs: "Rosa M.", roles: ["canvasser"], may: now.may };
  let saved = now.worked;
  let handedIn = now.handedIn;
  let sealedThere = 0;
  let before: (() => void) | null = null;
  for (const [at, door] of (turf?.doors ?? []).slice(0, now.worked).entries()) {
    doors.set(door.id, { outcome: SOME[at % SOME.length] ?? "no_answer", flags: door.flags });
  }
  /** New objects after each change, as the real core answers. */
  const changed = () => {
    turf = turf && { ...turf };
    doors = new Map(doors);
    for (const listener of listeners) listener();
  };
  const fail = () => {
    if (now.fail !== null)
      throw new FieldTrouble(now.fail, now.officeSays === "" ? `trouble.${now.fail}` : now.officeSays);
  };
  const keep = (visits: VisitDraft[]) => {
    const earlier = visits.map(({ door }) => [door, doors.get(door)] as const);
    const count = saved;
    for (const { door, outcome } of visits) doors.set(door, { outcome, flags: flagsAt(door) });
    saved += visits.length;
    before = () => {
      for (const [door, state] of earlier) state === undefined ? doors.delete(door) : doors.set(door, state);
      saved = count;
    };
    changed();
    return { undoUntil: Date.now() + UNDO_MS };
  };
  const flagsAt = (door: string) => doors.get(door)?.flags ?? turf?.doors.find((each) => each.id === door)?.flags ?? [];
  const week = memoryWeek(now.week, fail, (takeBack) => {
    saved += 1;
    before = () => {
      saved -= 1;
      takeBack();
    };
    changed();
  });
  heard.week = week.heard;
  const counts = (): Counts => ({
    savedHere: saved - handedIn,
    sealedThere,
    handedIn,
    quarantined: now.aside,
    gone: now.aside,
    slotsSavedHere: night ? saved - handedIn - sealedThere : 0,
    slotsHandedIn: night ? handedIn : 0,
  });
  return {
    ...week.core,
    heard,
    session: () => session,
    signIn: async () => {
      fail();
      session = { kind: "open", shownAs: "Rosa M.", roles: ["canvasser"], may: now.may };
      changed();
    },
    unlock: async () => {
      fail();
      session = { kind: "open", shownAs: "Rosa M.", roles: ["canvasser"], may: now.may };
      changed();
    },
    signOut: async () => {
      session = { kind: "signed_out", why: null, known: true };
      turf = null;
      night = null;
      changed();
    },
    take: async () => {
      fail();
      turf = sampleTurf();
      changed();
      return turf;
    },
    turf: () => turf,
    doors: () => doors,
    startNight: async () => {
      fail();
      night = SAMPLE_NIGHT;
      changed();
      return night;
    },
    night: () => night,
    endNight: async () => {
      night = null;
      changed();
    },
    area: () => area,
    setArea: async (chosen) => {
      area = chosen;
      changed();
    },
    saveMet: async (kits) => {
      fail();
      heard.met.push({ area, kits });
      return keep([]);
    },
    saveVisit: async (visit, kits) => {
      fail();
      heard.visits.push({ visit, kits, correcting: false });
      return keep([visit]);
    },
    saveMany: async (visits) => {
      fail();
      for (const visit of visits) heard.visits.push({ visit, kits: null, correcting: false });
      return keep(visits);
    },
    undo: async () => {
      const could = before !== null;
      before?.();
      before = null;
      changed();
      return could;
    },
    correct: async (_door, visit, kits) => {
      fail();
      heard.visits.push({ visit, kits, correcting: true });
      keep([visit]);
    },
    addUnit: async (building, unit, floor) => {
      fail();
      const like = turf?.doors.find((door) => door.building === building);
      if (turf === null || like === undefined) throw new FieldTrouble("refused", "trouble.no_turf");
      const door: Door = { ...like, id: `door-new-${turf.doors.length}`, unit, floor, flags: [], last: "" };
      turf = { ...turf, doors: turf.doors.flatMap((each) => (each === like ? [each, door] : [each])) };
      saved += 1;
      changed();
      return door;
    },
    setFlag: async (door, flag, on) => {
      fail();
      const others = flagsAt(door).filter((each) => each !== flag);
      doors.set(door, { outcome: doors.get(door)?.outcome ?? null, flags: on ? [...others, flag] : others });
      saved += 1;
      changed();
    },
    introduce: async (introduction) => {
      fail();
      heard.introductions.push(introduction);
      saved += 1;
      changed();
    },
    counts,
    handIn: async (progress) => {
      fail();
      progress?.(saved, saved);
      // Work of a sign-in that is over leaves sealed, and stays here until an organizer has opened it.
      if (session.kind === "open") handedIn = saved;
      else sealedThere = saved;
      changed();
      return counts();
    },
    bundle: async () => new Blob(["{}"], { type: "application/json" }),
    giveBack: async () => {
      fail();
      turf = null;
      changed();
    },
    handOn: async () => {
      fail();
      turf = null;
      changed();
      return "K7WDM3QH";
    },
    storage: async () => ({ persisted: now.persisted, freeMegabytes: now.freeMegabytes }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
