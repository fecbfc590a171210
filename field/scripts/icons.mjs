/**
 * Draws the app's icons as PNG from the same shapes as public/icons/waymeet.svg: two ways that meet at one place.
 *
 * Written here dot by dot, so that no drawing program is needed to build the app.
 */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "public", "icons");
const DEEP = [0x07, 0x3b, 0x3a];
const PAPER = [0xfa, 0xf6, 0xee];
const SUN = [0xf2, 0xb6, 0x32];
const FINE = 4; // samples along each side of a dot

/** Points along the two ways, in the 512 by 512 drawing. */
const WAYS = [
  [
    [116, 396],
    [196, 396],
    [196, 256],
    [256, 256],
  ],
  [
    [256, 256],
    [316, 256],
    [316, 116],
    [396, 116],
  ],
  [
    [116, 116],
    [196, 116],
    [196, 256],
    [256, 256],
  ],
  [
    [256, 256],
    [316, 256],
    [316, 396],
    [396, 396],
  ],
].flatMap((curve) => Array.from({ length: 65 }, (_, step) => pointOf(curve, step / 64)));

function pointOf([a, b, c, d], t) {
  const at = (i) => (1 - t) ** 3 * a[i] + 3 * (1 - t) ** 2 * t * b[i] + 3 * (1 - t) * t * t * c[i] + t ** 3 * d[i];
  return [at(0), at(1)];
}

/** Colour at a point of the drawing; null outside the rounded square. */
function colourAt(x, y, { round, shrink }) {
  if (round > 0 && outside(x, y, round)) return null;
  const [u, v] = [256 + (x - 256) / shrink, 256 + (y - 256) / shrink];
  const middle = Math.hypot(u - 256, v - 256);
  if (middle <= 54) return SUN;
  if (middle <= 70) return DEEP;
  return WAYS.some(([px, py]) => Math.hypot(u - px, v - py) <= 22) ? PAPER : DEEP;
}

function outside(x, y, round) {
  const dx = Math.max(round - x, x - (512 - round), 0);
  const dy = Math.max(round - y, y - (512 - round), 0);
  return Math.hypot(dx, dy) > round;
}

function dot(column, row, size, shape) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < FINE * FINE; i += 1) {
    const x = ((column + ((i % FINE) + 0.5) / FINE) * 512) / size;
    const y = ((row + (Math.floor(i / FINE) + 0.5) / FINE) * 512) / size;
    const colour = colourAt(x, y, shape);
    if (colour === null) continue;
    for (let c = 0; c < 3; c += 1) sum[c] += colour[c];
    sum[3] += 1;
  }
  const seen = Math.max(sum[3], 1);
  return [sum[0] / seen, sum[1] / seen, sum[2] / seen, (255 * sum[3]) / (FINE * FINE)].map(Math.round);
}

function part(name, data) {
  const named = Buffer.concat([Buffer.from(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

function png(size, shape) {
  const rows = Array.from({ length: size }, (_, row) => [
    0,
    ...Array.from({ length: size }, (_, column) => dot(column, row, size, shape)).flat(),
  ]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const data = deflateSync(Buffer.from(rows.flat()), { level: 9 });
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, part("IHDR", head), part("IDAT", data), part("IEND", Buffer.alloc(0))]);
}

writeFileSync(join(FOLDER, "waymeet-192.png"), png(192, { round: 36 * (512 / 192), shrink: 1 }));
writeFileSync(join(FOLDER, "waymeet-512.png"), png(512, { round: 96, shrink: 1 }));
writeFileSync(join(FOLDER, "waymeet-maskable-512.png"), png(512, { round: 0, shrink: 0.8 }));
