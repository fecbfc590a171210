/* Passkeys: asks the browser, puts its answer into the form beside the button, sends the form. Without script the
   button stays hidden, and the page's other ways serve. */
"use strict";

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// The options come as JSON, with every row of bytes written as base64url.
function asked(form) {
  const options = JSON.parse(form.dataset.options);
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const list of [options.allowCredentials, options.excludeCredentials]) {
    for (const one of list || []) one.id = bytes(one.id);
  }
  return { publicKey: options };
}

function answered(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const ask = form.querySelector("[data-passkey-ask]");
  if (!ask || !form.dataset.options || !window.PublicKeyCredential) continue;
  ask.hidden = false;
  ask.querySelector("button").addEventListener("click", async () => {
    const trouble = form.querySelector("[data-passkey-trouble]");
    trouble.hidden = true;
    try {
      const credential = await navigator.credentials[form.dataset.passkey](asked(form));
      form.elements.namedItem("passkey").value = answered(credential);
      form.submit();
    } catch {
      trouble.hidden = false; // nobody touched it, or it knows nothing of this place: the page says what else there is
    }
  });
}
