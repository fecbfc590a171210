/** Stops and street names over the map, drawn anew whenever it moves. Symbols differ in shape, not only in colour. */
import L from "leaflet";
import type { Street } from "../core/types";
import { doorsAt, isDone, mayKnock, type States, type Stop, splitLabel } from "./doors";
import { type Place, unpackLine } from "./geometry";
import { drawNames } from "./street-names";

/** Where the person is, and within how many metres the phone is sure of it. */
export type Me = { at: Place; within: number };

export type Overlay = {
  show: (stops: Stop[], states: States, shown: string | null) => void;
  showMe: (me: Me | null) => void;
  remove: () => void;
};

type Look = "waiting" | "talked" | "visited" | "passed_by" | "partly";

/** `number` is the house number as it stands on the house, or nothing. */
type Spot = { id: string; at: L.LatLng; look: Look; count: number; number: string };

const REACH_PX = 30;
const SIZES_AT_ZOOM = 18;
const MARKED_FROM_PX = 6;
const NUMBERED_FROM_ZOOM = 18;
const METRES_AT_EQUATOR = 40_075_016;

const lookOf = (stop: Stop, states: States): Look => {
  const doors = doorsAt(stop);
  const done = doors.filter((door) => isDone(states.get(door.id)));
  if (done.length === 0) return doors.every((door) => !mayKnock(door, states)) ? "passed_by" : "waiting";
  if (done.length < doors.length) return "partly";
  return done.some((door) => states.get(door.id)?.outcome === "answered") ? "talked" : "visited";
};

export const makeOverlay = (map: L.Map, streets: Street[], onChoose: (id: string) => void): Overlay => {
  const canvas = L.DomUtil.create("canvas", "map-overlay", map.getContainer());
  const names = streets
    .filter((street) => street.name !== "")
    .map((street) => ({ name: street.name, line: unpackLine(street.line) }));
  let spots: Spot[] = [];
  let chosen: string | null = null;
  let me: Me | null = null;
  let waiting = 0;
  const draw = () => {
    waiting = 0;
    const pen = fitted(canvas, map.getSize());
    if (pen === null) return;
    drawNames(pen, names, (place) => map.latLngToContainerPoint(place));
    const inOrder = [...spots].sort((one, other) => Number(one.id === chosen) - Number(other.id === chosen));
    for (const spot of inOrder) drawSpot(pen, map, spot, spot.id === chosen);
    if (me !== null) drawMe(pen, map, me);
  };
  const soon = () => {
    if (waiting === 0) waiting = requestAnimationFrame(draw);
  };
  const tapped = (event: L.LeafletMouseEvent) => {
    const near = nearest(map, spots, event.containerPoint);
    if (near !== null) onChoose(near.id);
  };
  map.on("move zoom resize viewreset", soon);
  map.on("click", tapped);
  return {
    show: (stops, states, shown) => {
      chosen = shown;
      spots = stops.flatMap((stop) => {
        const [first] = doorsAt(stop);
        if (first === undefined) return [];
        return [
          {
            id: stop.id,
            at: L.latLng(first.lat / 1e6, first.lon / 1e6),
            look: lookOf(stop, states),
            count: doorsAt(stop).length,
            number: splitLabel(first).number,
          },
        ];
      });
      soon();
    },
    showMe: (where) => {
      me = where;
      soon();
    },
    remove: () => {
      cancelAnimationFrame(waiting);
      canvas.remove();
    },
  };
};

const nearest = (map: L.Map, spots: Spot[], point: L.Point): Spot | null => {
  let best: Spot | null = null;
  let reach = REACH_PX;
  for (const spot of spots) {
    const away = map.latLngToContainerPoint(spot.at).distanceTo(point);
    if (away < reach) [best, reach] = [spot, away];
  }
  return best;
};

const fitted = (canvas: HTMLCanvasElement, size: L.Point): CanvasRenderingContext2D | null => {
  const ratio = devicePixelRatio;
  canvas.width = size.x * ratio;
  canvas.height = size.y * ratio;
  const pen = canvas.getContext("2d");
  pen?.scale(ratio, ratio);
  return pen;
};

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const drawSpot = (pen: CanvasRenderingContext2D, map: L.Map, spot: Spot, shown: boolean): void => {
  const { x, y } = map.latLngToContainerPoint(spot.at);
  const size = Math.min(9, Math.max(4, 8 + 2 * (map.getZoom() - SIZES_AT_ZOOM)));
  const radius = (spot.count > 1 ? Math.max(9, size + 2) : size) + (shown ? 2 : 0);
  if (map.getZoom() >= NUMBERED_FROM_ZOOM) words(pen, spot.number, x, y - radius - 12);
  if (shown) circle(pen, x, y, radius + 6, colour("--sun"), colour("--ink"), 2);
  if (spot.look === "waiting" || spot.look === "partly") {
    circle(pen, x, y, radius, colour("--surface"), colour("--organizing"), 2.5);
    if (spot.count > 1) words(pen, String(spot.count), x, y);
    return;
  }
  circle(pen, x, y, radius, colour(spot.look === "talked" ? "--organizing" : "--ink-soft"), colour("--surface"), 1.5);
  if (radius >= MARKED_FROM_PX) drawSign(pen, spot.look, x, y);
};

/** A tick, a dash or a stroke: what happened can be told without colours. */
const drawSign = (pen: CanvasRenderingContext2D, look: Look, x: number, y: number): void => {
  pen.strokeStyle = colour("--surface");
  pen.lineWidth = 2.25;
  pen.lineCap = "round";
  if (look === "talked")
    strokes(pen, [
      [x - 3.5, y + 0.5],
      [x - 1, y + 3],
      [x + 4, y - 3],
    ]);
  if (look === "visited")
    strokes(pen, [
      [x - 3.5, y],
      [x + 3.5, y],
    ]);
  if (look === "passed_by")
    strokes(pen, [
      [x - 3, y + 3],
      [x + 3, y - 3],
    ]);
};

const circle = (
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  fill: string,
  edge: string,
  width: number,
): void => {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.lineWidth = width;
  pen.strokeStyle = edge;
  pen.stroke();
};

const strokes = (pen: CanvasRenderingContext2D, points: [number, number][]): void => {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.stroke();
};

const words = (pen: CanvasRenderingContext2D, text: string, x: number, y: number): void => {
  pen.font = `700 12px ${colour("--font")}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineWidth = 3;
  pen.strokeStyle = colour("--surface");
  pen.strokeText(text, x, y + 0.5);
  pen.fillStyle = colour("--ink");
  pen.fillText(text, x, y + 0.5);
};

const drawMe = (pen: CanvasRenderingContext2D, map: L.Map, me: Me): void => {
  const { x, y } = map.latLngToContainerPoint(me.at);
  const metresPerPixel = (METRES_AT_EQUATOR * Math.cos((me.at[0] * Math.PI) / 180)) / 2 ** (map.getZoom() + 8);
  pen.globalAlpha = 0.18;
  circle(pen, x, y, Math.max(12, me.within / metresPerPixel), colour("--news"), colour("--news"), 1);
  pen.globalAlpha = 1;
  circle(pen, x, y, 8, colour("--news"), colour("--surface"), 3);
};
