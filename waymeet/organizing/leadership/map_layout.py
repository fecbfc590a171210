"""Where everybody stands on the map of who leads whom: every team a ring around its leader, rings around rings.

Each part of the tree is laid out alone, into the smallest circle around it that a few steps find; the parts of a leader
then go around them, each turned so that a line from within reaches its own leader. No two people overlap: no two
circles do.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

APART = 46.0  # half of the room one person takes, name and all
GAP = 30.0  # kept free on a ring for the line that comes from within
STEPS = 60  # of the search for a circle
TURN = 2 * math.pi


@dataclass(frozen=True)
class Spot:
    """A person on the map, in pixels from its upper left corner."""

    id: str
    x: float
    y: float


@dataclass(frozen=True)
class Laid:
    """The whole map: its people and its size."""

    spots: Sequence[Spot]
    wide: float
    high: float


@dataclass
class _Part:
    """A person and everybody below, around the middle of their circle; what is free on their ring is to the left."""

    spots: dict[str, complex]
    radius: float


def lay_out(root: str, below: Mapping[str, Sequence[str]]) -> Laid:
    """`below`: the people each one leads. It must be a tree."""
    part = _part(root, below, root=True)
    xs, ys = [spot.real for spot in part.spots.values()], [spot.imag for spot in part.spots.values()]
    left, top = min(xs) - APART, min(ys) - APART
    spots = [Spot(one, round(at.real - left, 1), round(at.imag - top, 1)) for one, at in part.spots.items()]
    return Laid(spots, round(max(xs) - left + APART, 1), round(max(ys) - top + APART, 1))


def _part(one: str, below: Mapping[str, Sequence[str]], *, root: bool) -> _Part:
    parts = [_part(each, below, root=False) for each in below.get(one, ())]
    if not parts:
        return _Part({one: 0j}, APART)
    circles = [part.radius for part in parts] if root else [GAP, *(part.radius for part in parts)]
    reach = _reach(circles)
    spots: dict[str, complex] = {one: 0j}
    middles: list[tuple[complex, float]] = [(0j, APART)]
    angles = _angles(circles, reach)
    for part, angle in zip(parts, angles if root else angles[1:], strict=True):
        middle = reach * complex(math.cos(angle), math.sin(angle))
        turn = middle / abs(middle)  # what is free on their own ring looks inwards, to whoever leads them
        spots.update({each: middle + at * turn for each, at in part.spots.items()})
        middles.append((middle, part.radius))
    middle, radius = _circle_around(middles)
    return _Part({each: at - middle for each, at in spots.items()}, radius)


def _reach(circles: Sequence[float]) -> float:
    """The smallest ring on which these circles stand beside each other, clear of the one in the middle."""
    least = APART + max(circles)
    most = max(least, sum(circles) * 2)
    low, high = least, most
    if _needed(circles, low) <= TURN:
        return low
    for _step in range(STEPS):
        half = (low + high) / 2
        low, high = (low, half) if _needed(circles, half) <= TURN else (half, high)
    return high


def _needed(circles: Sequence[float], reach: float) -> float:
    return sum(2 * math.asin(min(1.0, one / reach)) for one in circles)


def _angles(circles: Sequence[float], reach: float) -> list[float]:
    """Evenly loosened; the first circle stands to the left."""
    loose = (TURN - _needed(circles, reach)) / len(circles)
    found, at = [], math.pi - math.asin(min(1.0, circles[0] / reach)) - loose / 2
    for one in circles:
        half = math.asin(min(1.0, one / reach)) + loose / 2
        found.append(at + half)
        at += 2 * half
    return found


def _circle_around(circles: Sequence[tuple[complex, float]]) -> tuple[complex, float]:
    """A circle that holds them all: from the middle a little towards the farthest, again and again."""
    middle = sum((at for at, _radius in circles), 0j) / len(circles)
    best, least = middle, _radius_at(middle, circles)
    for step in range(1, STEPS):
        far, radius = max(circles, key=lambda one: abs(one[0] - middle) + one[1])
        away = far - middle
        if abs(away) > 0:
            middle += away / abs(away) * (abs(away) + radius) / (step + 4) / 2
        now = _radius_at(middle, circles)
        if now < least:
            best, least = middle, now
    return best, least


def _radius_at(middle: complex, circles: Sequence[tuple[complex, float]]) -> float:
    return max(abs(at - middle) + radius for at, radius in circles)
