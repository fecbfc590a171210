/** Writes street names along their streets where they fit, each name once in sight, never over another. */
import type { Place } from "./geometry";

type Point = { x: number; y: number };
type Named = { name: string; line: Place[] };
type Stretch = { middle: Point; angle: number; length: number };

const FONT = 13;
const ROOM_AROUND = 14;
const APART = 46;

/** The longest straight stretch of the line as it stands on the screen. */
const longest = (line: Place[], toScreen: (place: Place) => Point): Stretch | null => {
  let best: Stretch | null = null;
  for (let index = 1; index < line.length; index += 1) {
    const from = toScreen(line[index - 1] as Place);
    const to = toScreen(line[index] as Place);
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (best !== null && best.length >= length) continue;
    const angle = Math.atan2(to.y - from.y, to.x - from.x);
    // Upright: a name is never written upside down.
    const turned = Math.abs(angle) > Math.PI / 2 ? angle - Math.sign(angle) * Math.PI : angle;
    best = { middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, angle: turned, length };
  }
  return best;
};

export const drawNames = (pen: CanvasRenderingContext2D, streets: Named[], toScreen: (place: Place) => Point): void => {
  const style = getComputedStyle(document.documentElement);
  pen.font = `600 ${FONT}px ${style.getPropertyValue("--font")}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  const written = new Set<string>();
  const taken: Point[] = [];
  const places = streets
    .map((street) => ({ name: street.name, stretch: longest(street.line, toScreen) }))
    .sort((one, other) => (other.stretch?.length ?? 0) - (one.stretch?.length ?? 0));
  for (const { name, stretch } of places) {
    if (stretch === null || written.has(name) || !fits(pen, name, stretch, taken)) continue;
    written.add(name);
    taken.push(stretch.middle);
    write(pen, name, stretch, style);
  }
};

const fits = (pen: CanvasRenderingContext2D, name: string, stretch: Stretch, taken: Point[]): boolean =>
  pen.measureText(name).width + ROOM_AROUND < stretch.length &&
  stretch.middle.x > 0 &&
  stretch.middle.y > 0 &&
  taken.every((other) => Math.hypot(other.x - stretch.middle.x, other.y - stretch.middle.y) > APART);

const write = (
  pen: CanvasRenderingContext2D,
  name: string,
  { middle, angle }: Stretch,
  style: CSSStyleDeclaration,
): void => {
  pen.save();
  pen.translate(middle.x, middle.y);
  pen.rotate(angle);
  pen.lineWidth = 4;
  pen.strokeStyle = style.getPropertyValue("--surface");
  pen.strokeText(name, 0, 0);
  pen.fillStyle = style.getPropertyValue("--ink");
  pen.fillText(name, 0, 0);
  pen.restore();
};
