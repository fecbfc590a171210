/* The few lines of script the desk needs; every page works without them. */
"use strict";

// A page or a fragment that arrives with something wrong, or something new to read, puts the keyboard there.
function focusOn(root) {
  const target = root.querySelector("[data-focus]");
  if (target) target.focus();
}
document.addEventListener("DOMContentLoaded", () => {
  focusOn(document);
  document.documentElement.dataset.script = "on";
});
document.addEventListener("htmx:afterSettle", (event) => focusOn(event.detail.elt.parentElement || document));

// A table that fits is no stop for the keyboard; one that scrolls sideways is. Looked at again whenever its size changes:
// styles may come after the text, letters may be made larger, the phone may be turned.
const sizes = new ResizeObserver(() => {
  for (const region of document.querySelectorAll(".data__scroll")) {
    region.tabIndex = region.scrollWidth > region.clientWidth ? 0 : -1;
  }
});
function watchScrollers() {
  for (const one of document.querySelectorAll(".data__scroll, .data__scroll > table")) sizes.observe(one);
}
document.addEventListener("DOMContentLoaded", watchScrollers);
document.addEventListener("htmx:afterSettle", watchScrollers);

// "Print" buttons are shown only where they can work.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// One key for one decision (the quarantine screen says which): only while nothing is being typed, and never with a
// modifier, so that no shortcut of the browser or of a screen reader is taken.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button && document.querySelector("[data-keys-on]:checked")) {
    event.preventDefault();
    button.click();
  }
});


// A form that takes a while says so, once, and is not sent twice.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-busy]")) return;
  if (event.target.ariaBusy === "true") {
    event.preventDefault();
    return;
  }
  event.target.ariaBusy = "true";
});
window.addEventListener("pageshow", () => document.querySelectorAll("[data-busy]").forEach((form) => (form.ariaBusy = "false")));
