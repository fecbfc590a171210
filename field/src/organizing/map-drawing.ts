/** Draws the turf: buildings, streets, the walk, then stops and street names on a layer of their own. */
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import type { TurfPackage } from "../core/types";
import type { States, Stop } from "./doors";
import { unpackLine } from "./geometry";
import { type Me, makeOverlay } from "./map-overlay";

export type DrawnMap = {
  show: (stops: Stop[], states: States, shown: string | null) => void;
  showMe: (me: Me | null) => void;
  whole: () => void;
  zoom: (by: number) => void;
  remove: () => void;
};

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Widths in pixels at zoom 17; they double with every step closer, as real streets do. */
const STREET_WIDTH: Record<string, number> = { primary: 11, secondary: 10, tertiary: 9, residential: 7, path: 2 };
const USUAL_WIDTH = 7;
const WIDTHS_AT_ZOOM = 17;
const CLOSEST = 20;
/** Room for the buttons that lie over the map, in pixels. */
const FITTED = {
  paddingTopLeft: [20, 32],
  paddingBottomRight: [68, 76],
  maxZoom: 18.5,
  animate: false,
} satisfies L.FitBoundsOptions;
/** Near enough to tell one door from the next; a turf that fits no nearer opens at the next door instead. */
const WALKING_ZOOM = 17;

const widthAt = (kind: string, zoom: number): number =>
  Math.max(1.5, (STREET_WIDTH[kind] ?? USUAL_WIDTH) * 2 ** Math.min(zoom - WIDTHS_AT_ZOOM, 1.5));

export const drawMap = (box: HTMLElement, turf: TurfPackage, onChoose: (id: string) => void): DrawnMap => {
  const map = L.map(box, {
    renderer: L.canvas({ padding: 0.5 }),
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: false,
    fadeAnimation: false,
    inertia: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    zoomSnap: 0.5,
    maxZoom: CLOSEST,
  });
  const doors = turf.doors.map((door) => L.latLng(door.lat / 1e6, door.lon / 1e6));
  const around = L.latLngBounds(doors);
  map.fitBounds(around, FITTED);
  map.setMinZoom(map.getZoom() - 1.5);
  map.setMaxBounds(around.pad(1.5));
  drawGround(map, turf);
  const overlay = makeOverlay(map, turf.streets, onChoose);
  const resized = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  resized.observe(box);
  let gone = false;
  let here: L.LatLng | null = null;
  return {
    show: (stops, states, shown) => {
      if (gone) return;
      overlay.show(stops, states, shown);
      const first = here === null;
      here = placeOf(stops.find((stop) => stop.id === shown)) ?? here;
      if (here !== null) bringIntoView(map, here, first);
    },
    showMe: overlay.showMe,
    whole: () => map.fitBounds(around, FITTED),
    zoom: (by) => map.setView(here ?? map.getCenter(), map.getZoom() + by, { animate: false }),
    remove: () => {
      gone = true;
      resized.disconnect();
      overlay.remove();
      map.remove();
    },
  };
};

const placeOf = (stop: Stop | undefined): L.LatLng | null => {
  const door = stop?.kind === "building" ? stop.doors[0] : stop?.door;
  return door === undefined ? null : L.latLng(door.lat / 1e6, door.lon / 1e6);
};

const bringIntoView = (map: L.Map, at: L.LatLng, first: boolean): void => {
  const tooFar = first && map.getZoom() < WALKING_ZOOM - 0.5;
  if (!tooFar && map.getBounds().pad(-0.15).contains(at)) return;
  map.setView(at, Math.max(map.getZoom(), WALKING_ZOOM), { animate: false });
};

const drawGround = (map: L.Map, turf: TurfPackage): void => {
  const house = {
    color: colour("--line"),
    weight: 1,
    fillColor: colour("--line-soft"),
    fillOpacity: 0.8,
    interactive: false,
  };
  for (const building of turf.buildings) {
    if (building.ring.length >= 6) L.polygon(unpackLine(building.ring), house).addTo(map);
  }
  const edges: { line: L.Polyline; kind: string; more: number }[] = [];
  const lay = (fill: string, more: number) => {
    for (const street of turf.streets) {
      const path = street.kind === "path";
      const style = { color: path ? colour("--line") : fill, dashArray: path ? "4 4" : "", interactive: false };
      edges.push({
        line: L.polyline(unpackLine(street.line), style).addTo(map),
        kind: street.kind,
        more: path ? 0 : more,
      });
    }
  };
  lay(colour("--line"), 2);
  lay(colour("--surface"), 0);
  if (turf.path.length >= 4) {
    L.polyline(unpackLine(turf.path), {
      color: colour("--organizing"),
      weight: 3,
      dashArray: "1 7",
      opacity: 0.8,
      interactive: false,
    }).addTo(map);
  }
  const widen = () => {
    for (const { line, kind, more } of edges) line.setStyle({ weight: widthAt(kind, map.getZoom()) + more });
  };
  map.on("zoomend", widen);
  widen();
};
