/** Draws a square code on the phone itself; nothing is asked of anybody else. */
import { generate } from "lean-qr";
import { useMemo } from "preact/hooks";

const QUIET_EDGE = 4;

const pathFor = (text: string): { size: number; path: string } => {
  const code = generate(text);
  const cells: string[] = [];
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.get(x, y)) cells.push(`M${x + QUIET_EDGE} ${y + QUIET_EDGE}h1v1h-1z`);
    }
  }
  return { size: code.size + 2 * QUIET_EDGE, path: cells.join("") };
};

export const Qr = ({ text, label }: { text: string; label: string }) => {
  const drawn = useMemo(() => pathFor(text), [text]);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${drawn.size} ${drawn.size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect class="qr-paper" width={drawn.size} height={drawn.size} />
      <path class="qr-ink" d={drawn.path} />
    </svg>
  );
};
