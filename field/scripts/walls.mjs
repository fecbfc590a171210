/**
 * Checks the walls inside the phone app and names file, import and rule for each breach.
 *
 * 1. A file of organizing and a file of care never import each other, not through others either; only core/ knows both.
 * 2. The offline parts (store, sync, seal, core) know no screen: no Preact, no Leaflet, nothing outside themselves.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const SRC = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "..", "src"));
const OFFLINE = new Set(["store", "sync", "seal", "core"]);
const OFFLINE_PARTS = new Set(["idb", "@hpke/core", "hash-wasm"]);

function sources(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(ts|tsx|js|jsx|mjs)$/.test(name) ? [path] : [];
  });
}

/** Every name a file imports, re-exports, imports lazily, or starts as a worker. */
function importsOf(path) {
  const text = readFileSync(path, "utf8");
  const names = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const workers = [...text.matchAll(/new URL\(\s*["']([^"']+)["']\s*,\s*import\.meta\.url/g)].map((found) => found[1]);
  return [...names, ...workers];
}

function target(from, name) {
  if (!name.startsWith(".")) return null;
  const base = resolve(dirname(from), name.split("?")[0]);
  const tries = [base, `${base}.ts`, `${base}.tsx`, join(base, "index.ts"), join(base, "index.tsx")];
  return tries.find((path) => existsSync(path) && statSync(path).isFile()) ?? null;
}

function sideOf(path) {
  const words = relative(SRC, path)
    .split("/")
    .map((part) => part.replace(/\.[a-z.]+$/, ""));
  if (isCore(path)) return null;
  return words.find((word) => word === "organizing" || word === "care") ?? null;
}

/** The way by which `start` reaches a file of the other side, or null; core/ is where both may meet. */
function breach(start, graph) {
  const side = sideOf(start);
  if (!side) return null;
  const ways = [[start]];
  const seen = new Set([start]);
  for (const way of ways) {
    const further = (graph.get(way.at(-1)) ?? []).filter((next) => !seen.has(next) && !isCore(next));
    for (const next of further) {
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return ways.find((way) => (sideOf(way.at(-1)) ?? side) !== side) ?? null;
}

function isCore(path) {
  return relative(SRC, path).startsWith("core/");
}

function offlineTrouble(path, name) {
  const room = relative(SRC, path).split("/")[0];
  if (!OFFLINE.has(room)) return null;
  if (!name.startsWith(".")) return OFFLINE_PARTS.has(name) ? null : `${room}/ may not import ${name}`;
  const there = relative(SRC, resolve(dirname(path), name)).split("/")[0];
  return OFFLINE.has(there) ? null : `${room}/ may not import from ${there}/`;
}

const files = sources(SRC);
const graph = new Map(files.map((path) => [path, importsOf(path).flatMap((name) => target(path, name) ?? [])]));
const troubles = files.flatMap((path) => {
  const way = breach(path, graph);
  const crossing = way
    ? [`${way.map((step) => relative(SRC, step)).join(" -> ")}: organizing and care never meet`]
    : [];
  const offline = importsOf(path).flatMap((name) => offlineTrouble(path, name) ?? []);
  return [...crossing, ...offline.map((said) => `${relative(SRC, path)}: ${said}`)];
});

const sides = new Set(files.map(sideOf));
if (!sides.has("organizing") || !sides.has("care")) troubles.push(`${SRC}: saw no file of organizing or none of care`);
process.stdout.write(troubles.map((line) => `${line}\n`).join(""));
process.exit(troubles.length > 0 ? 1 : 0);
