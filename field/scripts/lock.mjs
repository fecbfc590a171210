/**
 * Completes package-lock.json: native parts for other machines than this one are named too, with version and machine.
 *
 * A registry that holds only some machines' parts leaves the others out, and then `npm ci` refuses the whole lock. They
 * are fetched only on the machine they are for.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FILE = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "..", "package-lock.json");
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openbsd", "openharmony", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "x64"];

function entry(name, version, dev) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (os.length !== 1 || cpu.length !== 1 || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`${name} ${version}: which machine is this for? Add it to the lock by hand.`);
  }
  const libc = words.some((word) => word.startsWith("musl")) ? "musl" : "glibc";
  return { version, cpu, ...(dev ? { dev } : {}), ...(os[0] === "linux" ? { libc: [libc] } : {}), optional: true, os };
}

const lock = JSON.parse(readFileSync(FILE, "utf8"));
for (const [path, part] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(part.optionalDependencies ?? {})) {
    const there = lock.packages[`node_modules/${name}`] ?? lock.packages[`${path}/node_modules/${name}`];
    if (!there) lock.packages[`node_modules/${name}`] = entry(name, version, part.dev);
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
