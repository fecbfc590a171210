/** Shown where the browser lets us keep nothing: a plain sentence in both languages instead of a white page. */
import { Notice } from "../ui/notice";
import { WORDS } from "../words";

export const CannotStart = () => (
  <main class="content">
    <h1>Waymeet</h1>
    <Notice kind="stop" alert>
      <p lang="en">{WORDS.en.trouble.cannotStart}</p>
      <p lang="es">{WORDS.es.trouble.cannotStart}</p>
    </Notice>
  </main>
);
