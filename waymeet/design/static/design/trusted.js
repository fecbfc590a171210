/* Trusted Types for the desk: no string becomes a script or the address of one. Read before htmx.
 *
 * htmx reads what the server answers as HTML, inertly: scripts in it are dropped (allowScriptTags is off), and code in
 * attributes is refused by the page's policy. So HTML passes; scripts have no way through at all, and of addresses only
 * that of the program which keeps an officer's empty form on the phone.
 */
"use strict";
if (window.trustedTypes) {
  window.trustedTypes.createPolicy("default", {
    createHTML: (text) => text,
    createScriptURL: (address) => (address === "/offer-worker.js" ? address : null),
  });
}
