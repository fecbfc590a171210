"""Draws the ground of a map: water, rails, streets with their names, doors; paths in units of a design.maps.Frame."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from waymeet.design.maps import Frame
from waymeet.organizing.turf.models import StreetSegment
from waymeet.organizing.turf.network import STREET_KINDS
from waymeet.organizing.turf.packing import unpack
from waymeet.organizing.turf.queries.streets import load_barriers

LABEL_ROOM = 9  # units a letter of a street's name takes at the size maps write it


@dataclass(frozen=True)
class Name:
    """A street's name, turned along the street by `turn` degrees around (x, y)."""

    words: str
    x: int
    y: int
    turn: int


@dataclass(frozen=True)
class Ground:
    """One path a kind of street and of barrier."""

    streets: Sequence[tuple[str, str]]  # (kind, path), the smallest streets first
    barriers: Sequence[tuple[str, str]]  # (kind, path), "shore" for closed water
    names: Sequence[Name]


def ground(town: UUID, frame: Frame, *, names: bool = True) -> Ground:
    """What lies in the frame."""
    inside = StreetSegment.objects.filter(
        town_id=town,
        south__lte=frame.north,
        north__gte=frame.south,
        west__lte=frame.east,
        east__gte=frame.west,
    )
    paths: dict[int, list[str]] = {kind: [] for kind in range(len(STREET_KINDS))}
    longest: dict[str, tuple[float, NDArray[np.int32]]] = {}
    for name, kind, packed in inside.values_list("name", "kind", "points").iterator():
        line = unpack(bytes(packed))
        paths[kind].append(frame.line(line.ravel().tolist()))
        if names and name:
            length = float(np.abs(np.diff(line, axis=0)).sum())
            if length > longest.get(name, (0.0, line))[0]:
                longest[name] = (length, line)
    streets = [(STREET_KINDS[kind], "".join(drawn)) for kind, drawn in paths.items() if any(drawn)]
    return Ground(
        streets, _barriers(town, frame), [n for name, (_l, line) in longest.items() for n in _name(name, line, frame)]
    )


def _barriers(town: UUID, frame: Frame) -> list[tuple[str, str]]:
    drawn: dict[str, list[str]] = {}
    for barrier in load_barriers(town, (frame.south, frame.west, frame.north, frame.east)):
        flat = barrier.micro.ravel().tolist()
        kind = "shore" if barrier.kind == "water" and barrier.closed else barrier.kind
        drawn.setdefault(kind, []).append(frame.ring(flat) if barrier.closed else frame.line(flat))
    return [(kind, "".join(paths)) for kind, paths in sorted(drawn.items())]


def _name(words: str, line: NDArray[np.int32], frame: Frame) -> Iterable[Name]:
    """In the middle of the street's longest stretch, where it fits there and inside the frame."""
    (x_from, y_from), (x_to, y_to) = frame.xy(*line[0].tolist()), frame.xy(*line[-1].tolist())
    x, y = (x_from + x_to) // 2, (y_from + y_to) // 2
    room = math.hypot(x_to - x_from, y_to - y_from)
    inside = 0 < x < frame.width and 0 < y < frame.height
    if inside and room > len(words) * LABEL_ROOM:
        turn = math.degrees(math.atan2(y_to - y_from, x_to - x_from))
        yield Name(words, x, y, round((turn + 90) % 180 - 90))


def town_frame(places: Sequence[tuple[int, int]]) -> Frame | None:
    """Where the doors are: the box of all but the outermost 3 of 100 on each side; None for a town without doors."""
    if not places:
        return None
    low, high = np.quantile(np.array(places), (0.03, 0.97), axis=0).astype(int).tolist()
    return Frame.around([tuple(low), tuple(high)], margin=0.06)


def dots(places: Iterable[tuple[int, int]], frame: Frame) -> str:
    """One path of points (drawn with round ends); places on one spot are one dot."""
    spots = {frame.xy(lat, lon) for lat, lon in places}
    return "".join(f"M{x} {y}h0" for x, y in sorted(spots))
