/** Sealed notes have a fixed size, so what counts is bytes, not letters. */
export const bytesOver = (text: string, most: number): number =>
  Math.max(0, new TextEncoder().encode(text).length - most);
