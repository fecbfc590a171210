/** Runs the phone's tests in Node, with an IndexedDB held in memory. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    environment: "node",
    setupFiles: ["tests/seed.ts"],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
