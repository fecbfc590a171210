/** Putting the app on the home screen: the browser's own offer where there is one, else how to do it by hand. */
import { useEffect, useState } from "preact/hooks";

type InstallOffer = Event & { prompt: () => Promise<unknown> };

let offer: InstallOffer | null = null;
const OFFERED = "waymeet-install";

/** Called once at start: the browser makes its offer long before anybody opens the page that needs it. */
export const listenForInstall = (): void => {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    dispatchEvent(new Event(OFFERED));
  });
};

export type Install = { kind: "installed" } | { kind: "by_hand" } | { kind: "offered"; ask: () => void };

const look = (): Install => {
  if (matchMedia("(display-mode: standalone)").matches) return { kind: "installed" };
  const now = offer;
  return now === null ? { kind: "by_hand" } : { kind: "offered", ask: () => void now.prompt() };
};

export const useInstall = (): Install => {
  const [install, setInstall] = useState(look);
  useEffect(() => {
    const again = () => setInstall(look());
    addEventListener(OFFERED, again);
    return () => removeEventListener(OFFERED, again);
  }, []);
  return install;
};
