/* Keeps one empty form on an officer's phone, and what it looks like, so that it opens without a signal.
 *
 * What an officer writes never passes through here: offer.js keeps it. No page with a name in it is kept.
 */
"use strict";

const KEPT = "offer-1";
const EMPTY = "/diversion/offer/without-signal";
const PATIENCE = 4000; // milliseconds until a weak signal counts as none

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === "/diversion/offer") event.respondWith(theForm(event, request));
  else if (pathname.startsWith("/static/")) event.respondWith(aFile(request));
});

async function theForm(event, request) {
  try {
    const answer = await Promise.race([fetch(request), late()]);
    if (answer.ok && !answer.redirected) event.waitUntil(keepTheEmptyOne());
    return answer;
  } catch {
    return (await caches.match(EMPTY)) || Response.error();
  }
}

function late() {
  return new Promise((_kept, broken) => setTimeout(() => broken(new Error("late")), PATIENCE));
}

async function keepTheEmptyOne() {
  const answer = await fetch(EMPTY, { redirect: "error" });
  if (answer.ok) await (await caches.open(KEPT)).put(EMPTY, answer);
}

async function aFile(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(KEPT)).put(request, answer.clone());
    return answer;
  } catch {
    return (await caches.match(request)) || Response.error();
  }
}
