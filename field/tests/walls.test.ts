/** The walls check must fail where a wall is breached, naming file and rule; and where it sees nothing at all. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("../scripts/walls.mjs", import.meta.url));
const SRC = fileURLToPath(new URL("../src", import.meta.url));

let copy: string;
beforeEach(() => {
  copy = join(mkdtempSync(join(tmpdir(), "walls-")), "src");
  cpSync(SRC, copy, { recursive: true });
});
afterEach(() => rmSync(join(copy, ".."), { recursive: true }));

function walls(): { passed: boolean; said: string } {
  try {
    return { passed: true, said: execFileSync(process.execPath, [SCRIPT, copy], { encoding: "utf8" }) };
  } catch (trouble) {
    return { passed: false, said: String((trouble as { stdout: string }).stdout) };
  }
}

function write(path: string, text: string): void {
  mkdirSync(join(copy, path, ".."), { recursive: true });
  writeFileSync(join(copy, path), text);
}

test("this app passes", () => {
  expect(walls()).toEqual({ passed: true, said: "" });
});

test("every way of importing across the wall is named", () => {
  const breaches = {
    "organizing/breach-value.ts": 'import { BATCH } from "../sync/care/hand_in.ts";\nexport const x = BATCH;\n',
    "care/breach-again.ts": 'export * from "../store/organizing.ts";\n',
    "care/breach-late.ts": 'export const late = () => import("../organizing/doors.ts");\n',
    "sync/care/breach-type.ts": 'import type { Mind } from "../organizing/mind.ts";\nexport type X = Mind;\n',
    "organizing/breach-worker.ts": 'new Worker(new URL("../care/night.tsx", import.meta.url));\n',
  };
  for (const [path, text] of Object.entries(breaches)) write(path, text);
  const { passed, said } = walls();
  expect(passed).toBe(false);
  const named = said.split("\n").filter((line) => line.includes("organizing and care never meet"));
  expect(named.map((line) => line.split(" -> ")[0]).sort()).toEqual(Object.keys(breaches).sort());
});

test("a breach through a third file is found, with the way there", () => {
  write("ui/between.ts", 'export * from "../store/care.ts";\n');
  write("organizing/breach.ts", 'export * from "../ui/between.ts";\n');
  expect(walls().said).toContain("organizing/breach.ts -> ui/between.ts -> store/care.ts");
});

test("the offline parts know no screens", () => {
  write("sync/breach.ts", 'import { render } from "preact";\nexport const x = render;\n');
  write("core/breach.ts", 'export * from "../ui/route.ts";\n');
  const { passed, said } = walls();
  expect(passed).toBe(false);
  expect(said).toContain("sync/breach.ts: sync/ may not import preact");
  expect(said).toContain("core/breach.ts: core/ may not import from ui/");
});

test("a check that sees no file fails", () => {
  rmSync(copy, { recursive: true });
  mkdirSync(copy);
  expect(walls().passed).toBe(false);
});
