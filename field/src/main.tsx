/** Opens the phone's core and draws the app on it. */
import { render } from "preact";
import { openFieldCore } from "./core";
import { refuseHtml } from "./seal/trusted";
import { App } from "./shell/app";
import { CannotStart } from "./shell/cannot-start";
import { listenForInstall } from "./shell/install";
import { startServiceWorker } from "./shell/update";
import "./style";

const place = document.getElementById("app");

refuseHtml();
if (place !== null) {
  listenForInstall();
  openFieldCore().then(
    (core) => render(<App core={core} />, place),
    () => render(<CannotStart />, place),
  );
  if (import.meta.env.PROD) startServiceWorker();
}
