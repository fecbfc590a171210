/** Builds or serves the bench for screens, apart from the real app. */
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/bench/",
  build: {
    outDir: "../node_modules/.bench",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  plugins: [preact()],
});
