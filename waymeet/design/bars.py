"""Bars beside a table that holds the same numbers: drawn here, with no script and no library."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

GAP = 0.2  # of a bar's place


@dataclass(frozen=True)
class Bar:
    """One bar in a square of 100 by 100: where it begins, how wide and how high."""

    label: Any
    count: int
    x: float
    wide: float
    top: float
    high: float


def bars(counts: Sequence[tuple[Any, int]]) -> list[Bar]:
    """The highest count reaches the top; no bars where there is nothing to see."""
    most = max((count for _label, count in counts), default=0)
    if not most:
        return []
    place = 100 / len(counts)
    wide = round(place * (1 - GAP), 2)
    return [
        Bar(
            label, count, round(place * (at + GAP / 2), 2), wide, round(100 - 100 * count / most, 2), 100 * count / most
        )
        for at, (label, count) in enumerate(counts)
    ]
