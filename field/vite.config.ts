/** Builds the phone app into the Django tree, served from /field/ with a service worker of the same scope. */
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { practiceServer } from "./dev/plugin.ts";

const manifest = {
  id: "/field/",
  name: "Waymeet",
  short_name: "Waymeet",
  description: "Doors, walks and kits, with or without a signal.",
  start_url: "/field/",
  scope: "/field/",
  display: "standalone" as const,
  background_color: "#faf6ee",
  theme_color: "#073b3a",
  icons: [
    { src: "icons/waymeet-192.png", sizes: "192x192", type: "image/png" },
    { src: "icons/waymeet-512.png", sizes: "512x512", type: "image/png" },
    { src: "icons/waymeet-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    { src: "icons/waymeet.svg", sizes: "any", type: "image/svg+xml" },
  ],
};

export default defineConfig({
  base: "/field/",
  // No data: addresses (the page's policy allows none) and no inline helper script.
  build: {
    outDir: "../waymeet/field_build",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A part of HPKE asks for Node's module only where there is no WebCrypto; no browser that runs this gets there.
    rolldownOptions: { external: ["crypto"] },
  },
  worker: { format: "es" },
  plugins: [
    preact(),
    practiceServer(),
    VitePWA({
      registerType: "prompt",
      injectRegister: false,
      filename: "sw.js",
      manifest,
      workbox: {
        globPatterns: ["**/*.{html,js,css,svg,png,webmanifest}"],
        navigateFallback: "/field/index.html",
        navigateFallbackDenylist: [/^\/field\/(organizing|care)\//],
        cleanupOutdatedCaches: true,
        sourcemap: false,
        // One file: the worker then loads no script by its address, which the page's policy refuses (Trusted Types).
        inlineWorkboxRuntime: true,
      },
    }),
  ],
});
