/** Runs the phone's tests in Node, with an IndexedDB held in memory. */
import { defineConfig } from "vitest/config";

// A deep run takes as long as it takes; on every other run a test that hangs should say so.
const MINUTES = process.env.WAYMEET_DEEP === "1" ? 30 : 1;

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    environment: "node",
    setupFiles: ["tests/seed.ts"],
    testTimeout: MINUTES * 60_000,
    maxWorkers: 2,
  },
});
