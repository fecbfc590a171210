"""The drawings: simple strokes on a 24 by 24 ground, our own."""

SHAPES = {
    "good": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.8 2.8L16 9.5"/>',
    "caution": '<path d="M12 3.5 2.8 19.5h18.4z"/><path d="M12 10v4.2M12 17v.1"/>',
    "stop": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="M12 7.5v5.5M12 16.3v.1"/>',
    "news": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "waiting": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.2 2"/>',
    "out": '<path d="M4 12h14M13 6.5l5.5 5.5-5.5 5.5"/>',
    "closed": '<rect x="5" y="11" width="14" height="9" rx="1.5"/><path d="M8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1.2-4 4-6 7.5-6s6.3 2 7.5 6"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "download": '<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"/>',
    "print": '<path d="M7 9V4h10v5M7 18H4v-8h16v8h-3"/><path d="M7 14.5h10V20H7z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "next": '<path d="m9 5.5 6.5 6.5L9 18.5"/>',
    "back": '<path d="m15 5.5-6.5 6.5 6.5 6.5"/>',
    "door": '<path d="M6 21V3.5h12V21M3.5 21h17"/><path d="M14.5 12.5v.1"/>',
    "hidden": '<path d="M4 4l16 16M10 6.2A9 9 0 0 1 21 12M6.5 7.6A13 13 0 0 0 3 12a10 10 0 0 0 12.5 5"/>',
    "key": '<circle cx="8" cy="15.5" r="4"/><path d="M11 12.5 20 3.5M16.5 7l3 3"/>',
}

# Two ways, one from each side of the wall, and the place where they meet.
MARK = (
    '<svg class="brand__mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">'
    '<path d="M5 27C9 15 15 11 27 5" fill="none" stroke="#0b5351" stroke-width="4.5" stroke-linecap="round"/>'
    '<path d="M5 5c4 12 10 16 22 22" fill="none" stroke="#7b2450" stroke-width="4.5" stroke-linecap="round"/>'
    '<circle cx="13.6" cy="16" r="4.6" fill="#f2b632" stroke="#1d1a16" stroke-width="1.8"/></svg>'
)
