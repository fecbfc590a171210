/** Cuts the records out of a batch as the exact text that was sent: their identity is their bytes. */

export function exactRecords(body: string): string[] {
  const start = body.indexOf('"records":[');
  if (start < 0) throw new Error("no records");
  return elements(body, start + '"records":['.length);
}

/** The top-level elements of a JSON array of objects that begins at `at`. */
function elements(text: string, at: number): string[] {
  const found: string[] = [];
  let depth = 0;
  let begun = at;
  for (let i = at; i < text.length; i += 1) {
    const letter = text[i];
    if (letter === '"') i = endOfString(text, i);
    else if (letter === "{" && depth++ === 0) begun = i;
    else if (letter === "}" && --depth === 0) found.push(text.slice(begun, i + 1));
    else if (letter === "]" && depth === 0) break;
  }
  return found;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === "\\" ? 2 : 1;
  return i;
}
