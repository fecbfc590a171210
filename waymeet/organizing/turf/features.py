"""Hands out the features of GeoJSON files without holding more than one of them, and reads each as a row."""

import json
import re
from collections.abc import Iterator
from typing import IO, Any

LATITUDE, LONGITUDE = "(latitude of the shape)", "(longitude of the shape)"
"""The columns a GeoJSON feature's shape stands in for."""

_PIECE = 1 << 16
_LARGEST = 1 << 20  # characters; an address has no larger shape, so what does not end by then is damaged
_START = re.compile(r'"features"\s*:\s*\[')
_NEXT = re.compile(r'\{\s*"type"\s*:\s*"Feature"')


class _Buffer:
    """A window on the text that moves forward."""

    def __init__(self, text: IO[str]) -> None:
        self.text, self.held, self.ended = text, "", False

    def more(self) -> bool:
        piece = self.text.read(_PIECE)
        self.held += piece
        self.ended = not piece
        return not self.ended

    def drop(self, count: int) -> None:
        self.held = self.held[count:]


def features_of(text: IO[str]) -> Iterator[Any]:
    """Each member of the collection's `features`; None stands for a damaged one, after which reading goes on."""
    window, decoder = _Buffer(text), json.JSONDecoder()
    if not _find_start(window):
        return
    while _next_member(window):
        member, length = _decode(window, decoder)
        yield member
        if member is None:
            length = _skip_damaged(window)
        window.drop(length)


def _find_start(window: _Buffer) -> bool:
    while not (found := _START.search(window.held)):
        window.drop(max(len(window.held) - 64, 0))
        if not window.more():
            return False
    window.drop(found.end())
    return True


def _next_member(window: _Buffer) -> bool:
    """Move to the start of the next member; False at the end of the list."""
    while True:
        window.held = window.held.lstrip(" \r\n\t,")
        if window.held:
            return window.held[0] != "]"
        if not window.more():
            return False


def _decode(window: _Buffer, decoder: json.JSONDecoder) -> tuple[Any, int]:
    while True:
        try:
            return decoder.raw_decode(window.held)
        except ValueError:
            if len(window.held) > _LARGEST or not window.more():
                return None, 0


def _skip_damaged(window: _Buffer) -> int:
    """How far it is to what looks like the next feature."""
    found = _NEXT.search(window.held, 1)
    return found.start() if found else len(window.held)


def line_features(text: IO[str]) -> Iterator[Any]:
    for line in text:
        bare = line.strip("\x1e \r\n\t")
        try:
            yield json.loads(bare) if bare else None
        except ValueError:
            yield None


def feature_values(thing: Any) -> dict[str, str] | None:
    """Properties as text, and the middle of the shape; None for what is no feature."""
    if not isinstance(thing, dict) or thing.get("type") != "Feature":
        return None
    properties = thing.get("properties")
    values = {
        str(name): _as_text(value) for name, value in (properties if isinstance(properties, dict) else {}).items()
    }
    values[LONGITUDE], values[LATITUDE] = _middle(thing.get("geometry"))
    return values


def _as_text(value: Any) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _middle(geometry: Any) -> tuple[str, str]:
    """Longitude and latitude of a point, or the middle of the box of any other shape; empty where there is none."""
    try:
        if geometry["type"] == "Point":
            return repr(float(geometry["coordinates"][0])), repr(float(geometry["coordinates"][1]))
        east, north = zip(*_corners(geometry["coordinates"]), strict=True)
        return repr((min(east) + max(east)) / 2), repr((min(north) + max(north)) / 2)
    except (TypeError, KeyError, ValueError, IndexError, RecursionError):
        return "", ""


def _corners(nested: Any) -> Iterator[tuple[float, float]]:
    if isinstance(nested[0], (int, float)):
        yield float(nested[0]), float(nested[1])
    else:
        for inner in nested:
            yield from _corners(inner)
