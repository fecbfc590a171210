/** The phone's own search over a package, and MiniSearch over the same words where it is installed. */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Finder, folded, NOTHING_ASKED, QUICK } from "../field/src/care/finding.ts";

const text = gunzipSync(readFileSync(process.argv[2])).toString("utf8");
const near = JSON.parse(process.argv[3]);
const now = new Date(2026, 10, 30, 12);

function median(work, times = 50) {
  const took = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    work();
    took.push(performance.now() - began);
  }
  return took.sort((a, b) => a - b)[Math.floor(times / 2)];
}

const finder = new Finder(JSON.parse(text));
const told = {
  open: median(() => new Finder(JSON.parse(text))),
  words: median(() => finder.find({ ...NOTHING_ASKED, words: "food pant" }, now)),
  quick: median(() => finder.find({ ...NOTHING_ASKED, ...QUICK, near }, now)),
};
const folder = process.env.WAYMEET_BENCH_MINISEARCH;
if (folder) {
  const { default: MiniSearch } = await import(createRequire(join(folder, "x.js")).resolve("minisearch"));
  const fields = ["n", "o", "a", "w", "x"];
  const made = () => {
    const index = new MiniSearch({ fields, idField: "i", processTerm: folded });
    index.addAll(JSON.parse(text).services);
    return index;
  };
  const index = made();
  const options = { prefix: true, combineWith: "AND" };
  told.peer = { open: median(made, 9), words: median(() => index.search("food pant", options)) };
}
process.stdout.write(`${JSON.stringify(told)}\n`);
