/** Says how much a phone loads the first time, compressed, and fails above 250 kB: people pay for their data. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUILD = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "waymeet", "field_build");
const MOST = 250;

const files = readdirSync(BUILD, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const bytes = files.reduce((sum, { parentPath, name }) => {
  const content = readFileSync(join(parentPath, name));
  return sum + Math.min(content.length, gzipSync(content).length);
}, 0);
const kilobytes = Math.ceil(bytes / 1000);
process.stdout.write(`The phone app is ${kilobytes} kB compressed, everything included (at most ${MOST}).\n`);
process.exit(kilobytes > 0 && kilobytes <= MOST ? 0 : 1);
