/* The officer's form without a signal: what is written waits on this phone, and is sent when there is one.
 *
 * It waits encrypted under a key that this browser never lets out. No name is in it: there is no field for one. Each has
 * a number made here, so that whatever is sent twice is taken once. Without this program the form is sent as any other.
 */
"use strict";

(() => {
  const form = document.querySelector("form[data-offer]");
  const place = document.querySelector("[data-waiting]");
  if (!form || !place || !window.indexedDB || !window.crypto?.subtle) return;
  const words = place.dataset;
  const whose = form.dataset.whose;

  const opened = new Promise((kept, broken) => {
    const asked = indexedDB.open("officer", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("waiting", { keyPath: "key" });
      asked.result.createObjectStore("own", { keyPath: "name" });
    };
    asked.onsuccess = () => kept(asked.result);
    asked.onerror = () => broken(asked.error);
  });

  /** One act on one store; resolves once it lies on the disk. */
  async function on(store, mode, act) {
    const transaction = (await opened).transaction(store, mode, { durability: "strict" });
    const request = act(transaction.objectStore(store));
    return new Promise((kept, broken) => {
      transaction.oncomplete = () => kept(request.result);
      transaction.onerror = transaction.onabort = () => broken(transaction.error);
    });
  }

  async function secret() {
    const known = await on("own", "readonly", (store) => store.get("secret"));
    if (known) return known.value;
    const value = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await on("own", "readwrite", (store) => store.put({ name: "secret", value }));
    return value;
  }

  async function keep(pairs) {
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(pairs));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, await secret(), plain);
    const key = pairs.find(([name]) => name === "key")[1];
    await on("waiting", "readwrite", (store) => store.put({ key, whose, nonce, sealed }));
  }

  async function open({ nonce, sealed }) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, await secret(), sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  }

  /** The word against forged forms; null without a signal, "" where nobody is signed in. */
  async function ready() {
    try {
      const answer = await fetch("/diversion/offer/ready", { redirect: "manual", signal: AbortSignal.timeout(5000) });
      return answer.ok ? (await answer.json()).token : "";
    } catch {
      return null;
    }
  }

  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  function written() {
    const pairs = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "key");
    const day = pairs.find(([name]) => name === "day");
    if (day && !day[1]) day[1] = today();
    return [["key", crypto.randomUUID()], ...pairs];
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const token = await ready();
    if (token) {
      form.elements.csrfmiddlewaretoken.value = token;
      form.submit();
      return;
    }
    await keep(written());
    form.reset();
    await show(words.saved);
    place.focus();
  });

  /** Sends what waits, one after another; what cannot be taken stays, and is shown. */
  async function send() {
    const rows = (await on("waiting", "readonly", (store) => store.getAll())).filter((row) => row.whose === whose);
    if (!rows.length) return;
    const token = await ready();
    if (token === null) return;
    if (!token) {
      await show(words.signIn);
      return;
    }
    for (const row of rows) await hand(row, token);
    await show("");
  }

  async function hand(row, token) {
    const pairs = await open(row);
    const body = new URLSearchParams([...pairs, ["csrfmiddlewaretoken", token]]);
    try {
      const answer = await fetch("/diversion/offer/hand-in", { method: "POST", body, redirect: "error" });
      const { outcome, sentence } = await answer.json();
      if (outcome === "new" || outcome === "same") await on("waiting", "readwrite", (store) => store.delete(row.key));
      else if (outcome === "wrong") wrong.set(row.key, sentence);
    } catch {
      return; // no signal any more: it waits
    }
  }

  const wrong = new Map();

  async function show(said) {
    const rows = await on("waiting", "readonly", (store) => store.getAll());
    const own = rows.filter((row) => row.whose === whose);
    place.replaceChildren();
    if (said) line(said);
    if (own.length) line(words.count.replace("0", String(own.length)));
    else if (words.had) line(words.sent);
    if (rows.length > own.length) line(words.others);
    for (const row of own.filter((one) => wrong.has(one.key))) {
      line(wrong.get(row.key));
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--quiet";
      button.textContent = words.again;
      button.addEventListener("click", () => again(row));
      place.append(button);
    }
    words.had = own.length ? "yes" : "";
    place.hidden = !place.childElementCount;
  }

  function line(text) {
    const made = document.createElement("p");
    made.textContent = text;
    place.append(made);
  }

  /** Back into the form, as it was written; it goes from the phone once it is sent anew. */
  async function again(row) {
    form.reset();
    for (const [name, value] of await open(row)) {
      if (name === "key") continue;
      for (const part of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (part.type === "checkbox" || part.type === "radio") part.checked = part.checked || part.value === value;
        else part.value = value;
      }
    }
    wrong.delete(row.key);
    await on("waiting", "readwrite", (store) => store.delete(row.key));
    await show("");
    form.elements[1]?.focus();
  }

  place.tabIndex = -1;
  navigator.serviceWorker
    ?.register("/offer-worker.js", { scope: "/diversion/offer" })
    .then(() => undefined, () => undefined);
  addEventListener("online", () => void send());
  setInterval(() => void send(), 30000);
  void show("").then(send);
})();
