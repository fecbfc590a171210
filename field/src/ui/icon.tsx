/** Small drawings that stand beside words, never instead of them. */

const SHAPES = {
  back: "M15 5l-7 7 7 7",
  onward: "M9 5l7 7-7 7",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  list: "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
  map: "M9 4L3 6.5v13L9 17l6 3 6-2.5v-13L15 7 9 4zM9 4v13M15 7v13",
  phone: "M8 3h8a1 1 0 011 1v16a1 1 0 01-1 1H8a1 1 0 01-1-1V4a1 1 0 011-1zM11 18h2",
  sent: "M4 12l5 5L20 6",
  undo: "M9 7L4 12l5 5M4 12h10a6 6 0 016 6v1",
  talk: "M4 5h16v11H11l-5 4v-4H4z",
  quiet: "M6 21V4h12v17M4 21h16M14 12.5h.01",
  refused: "M12 21a9 9 0 100-18 9 9 0 000 18zM8 12h8",
  later: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2",
  gate: "M4 21V6M20 21V6M4 9h16M4 17h16M9 9v8M15 9v8",
  empty: "M4 11l8-7 8 7v9H4zM9 15l6-5M9 10l6 5",
  missing: "M9 9a3 3 0 113.9 2.9c-.6.2-.9.8-.9 1.4V14M12 17.5h.01M12 21a9 9 0 100-18 9 9 0 000 18z",
  tongue:
    "M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c2.5 2.6 3.6 5.6 3.6 9s-1.1 6.4-3.6 9c-2.5-2.6-3.6-5.6-3.6-9S9.5 5.6 12 3z",
  hand: "M7 12V6.5a1.5 1.5 0 013 0V11M10 10.5V4.5a1.5 1.5 0 013 0V11M13 11V5.5a1.5 1.5 0 013 0V12M16 12V8.5a1.5 1.5 0 013 0V15a6 6 0 01-6 6h-1c-2.5 0-4-1-5.3-3.2L4 13.5c-.5-1 .8-2.2 2-1.2l1 1",
  warning: "M12 4L2.5 20h19zM12 10v4.5M12 17.5h.01",
  dog: "M12 12.5c-2.3 0-4.6 2.4-4.6 4.6 0 1.5 1.1 2.2 2.4 2.2.8 0 1.4-.4 2.2-.4s1.4.4 2.2.4c1.3 0 2.4-.7 2.4-2.2 0-2.2-2.3-4.6-4.6-4.6zM5.3 13.2a1.5 2 0 100-4 1.5 2 0 000 4zM9.5 9a1.5 2.1 0 100-4.2 1.5 2.1 0 000 4.2zM14.5 9a1.5 2.1 0 100-4.2 1.5 2.1 0 000 4.2zM18.7 13.2a1.5 2 0 100-4 1.5 2 0 000 4z",
  kit: "M4 8h16v12H4zM9 8V5h6v3M12 11v6M9 14h6",
  lock: "M6 11h12v10H6zM8.5 11V7.5a3.5 3.5 0 017 0V11",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  building: "M6 21V3h12v18M3 21h18M10 7h.01M14 7h.01M10 11h.01M14 11h.01M10 15h.01M14 15h.01M11 21v-3h2v3",
  person: "M12 11a4 4 0 100-8 4 4 0 000 8zM4.5 21c.6-4.2 3.5-6.5 7.5-6.5s6.9 2.3 7.5 6.5",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.2 3.2 0 100-6.4 3.2 3.2 0 000 6.4z",
  place: "M12 21s7-6.3 7-11.5A7 7 0 005 9.5C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4M12 11v6M9.5 14.5L12 17l2.5-2.5",
  pass: "M4 8h13l-3.5-3.5M20 16H7l3.5 3.5",
  give: "M20 12H6M11 6l-6 6 6 6",
  speak: "M4 10v4h4l5 4V6L8 10zM16.5 8.5a5 5 0 010 7M18.8 6a8.5 8.5 0 010 12",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 100-6 3 3 0 000 6z",
  out: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  nosignal:
    "M4 4l16 16M2.5 9.5A14 14 0 017 6.7M10.5 5.6c4-.4 8 .9 11 3.9M6 13c.9-.9 2-1.6 3.2-2M15 11.2c1.1.4 2.1 1 3 1.8M9.5 16.5a3.6 3.6 0 015 0M12 20h.01",
  pencil: "M4 20l1-4.5L16 4.5 19.5 8 8.5 19z",
  more: "M5 13a1 1 0 100-2 1 1 0 000 2zM12 13a1 1 0 100-2 1 1 0 000 2zM19 13a1 1 0 100-2 1 1 0 000 2z",
  info: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5.5M12 7.5h.01",
} as const;

export type IconName = keyof typeof SHAPES;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={SHAPES[name]} />
  </svg>
);

/** The crossing of two ways, with the one gate between them. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path class="mark-way" d="M5 27C9 15 15 11 27 5" />
    <path class="mark-way mark-way-care" d="M5 5c4 12 10 16 22 22" />
    <circle class="mark-gate" cx="13.6" cy="16" r="4.6" />
  </svg>
);
