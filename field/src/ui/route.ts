/** Where in the app a person is. The phone's own back button works, yet no door ever lands in the browser's history. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export type Route =
  | { at: "walk" }
  | { at: "doors" }
  | { at: "week" }
  | { at: "get_week" }
  | { at: "one"; id: string }
  | { at: "write_up"; id: string }
  | { at: "call"; id: string }
  | { at: "events" }
  | { at: "event"; id: string }
  | { at: "door"; door: string; talk: boolean }
  | { at: "building"; building: string }
  | { at: "introduce"; door: string | null }
  | { at: "take" }
  | { at: "night" }
  | { at: "street" }
  | { at: "sign_in" }
  | { at: "hand_in" }
  | { at: "directory" }
  | { at: "menu" }
  | { at: "phone" };

export type Travel = {
  route: Route;
  go: (to: Route) => void;
  back: () => void;
  home: () => void;
  /** Back past every screen of the door one is at, to the walk or the building it was opened from. */
  leaveDoor: () => void;
};

const depthOf = (state: unknown): number =>
  typeof state === "object" && state !== null && "depth" in state && typeof state.depth === "number" ? state.depth : 0;

/** A stack of routes kept in memory. The browser's history holds only how deep we are, so it remembers no place. */
export const useTravel = (first: Route): Travel => {
  const [stack, setStack] = useState<Route[]>([first]);
  const latest = useRef(stack);
  latest.current = stack;

  useEffect(() => {
    history.replaceState({ depth: 0 }, "");
    const shorten = (event: PopStateEvent) => setStack((now) => now.slice(0, depthOf(event.state) + 1));
    addEventListener("popstate", shorten);
    return () => removeEventListener("popstate", shorten);
  }, []);

  const go = useCallback((to: Route) => {
    history.pushState({ depth: latest.current.length }, "");
    setStack((now) => [...now, to]);
  }, []);
  const up = useCallback((steps: number) => {
    const most = latest.current.length - 1;
    if (Math.min(steps, most) > 0) history.go(-Math.min(steps, most));
  }, []);
  const back = useCallback(() => up(1), [up]);
  const home = useCallback(() => up(latest.current.length - 1), [up]);
  const leaveDoor = useCallback(() => {
    const elsewhere = latest.current.findLastIndex((route) => route.at !== "door");
    up(latest.current.length - 1 - elsewhere);
  }, [up]);

  return { route: stack[stack.length - 1] ?? first, go, back, home, leaveDoor };
};
