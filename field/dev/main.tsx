/** A bench for the screens: the address says the situation, for example ?situation={"worked":23}. */
import { render } from "preact";
import { refuseHtml } from "../src/seal/trusted";
import { App } from "../src/shell/app";
import { type Heard, memoryCore } from "./memory-core";
import "../src/style";

declare global {
  interface Window {
    heard?: Heard;
  }
}

const asked = new URLSearchParams(location.search).get("situation");
const core = memoryCore(asked === null ? {} : JSON.parse(asked));
window.heard = core.heard;
refuseHtml();
const place = document.getElementById("app");
if (place !== null) render(<App core={core} />, place);
