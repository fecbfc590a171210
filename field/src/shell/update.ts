/** Keeps a newer version waiting until the person says yes; unsent work lives in storage and is not touched by it. */
import { useEffect, useState } from "preact/hooks";
import { ownProgram } from "../seal/trusted";

let waiting: ServiceWorker | null = null;
const WAITS = "waymeet-update";

const noteWaiting = (worker: ServiceWorker | null): void => {
  // Without a controller this is the first visit, not an update.
  if (worker === null || navigator.serviceWorker.controller === null) return;
  waiting = worker;
  dispatchEvent(new Event(WAITS));
};

const watch = (registration: ServiceWorkerRegistration): void => {
  noteWaiting(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      if (coming.state === "installed") noteWaiting(coming);
    });
  });
};

export const startServiceWorker = (): void => {
  if (!("serviceWorker" in navigator)) return;
  const base = import.meta.env.BASE_URL;
  // Without a worker the app still runs, it only needs a signal to open; so a failure here is not shown.
  navigator.serviceWorker.register(ownProgram(`${base}sw.js`), { scope: base }).then(watch, () => undefined);
};

const useTheNewOne = (): void => {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage({ type: "SKIP_WAITING" });
};

/** A function that switches to the newer version, or null while there is none. */
export const useUpdate = (): (() => void) | null => {
  const [ready, setReady] = useState(waiting !== null);
  useEffect(() => {
    const look = () => setReady(true);
    addEventListener(WAITS, look);
    return () => removeEventListener(WAITS, look);
  }, []);
  return ready ? useTheNewOne : null;
};
