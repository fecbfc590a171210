"""A map of areas with their numbers: streets are left out, so that it prints small and says little."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from waymeet.design import maps

THREE_CORNERS = 6  # numbers in a ring


class AreaLike(Protocol):
    """What every side's area has. `ring` is [lat0, lon0, dlat, dlon, ...] in microdegrees."""

    @property
    def number(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def ring(self) -> Sequence[int]: ...


@dataclass(frozen=True)
class DrawnArea:
    """An area as paths; `tone` picks the pattern, `label` stands in the middle at (x, y)."""

    number: int
    name: str
    path: str
    x: int
    y: int
    tone: str
    label: Any


@dataclass(frozen=True)
class AreaMap:
    """`box` is the viewBox."""

    frame: maps.Frame
    box: str
    areas: Sequence[DrawnArea]


def drawn(
    areas: Iterable[AreaLike],
    *,
    frame: maps.Frame | None = None,
    middles: Mapping[int, tuple[int, int]] | None = None,
    tones: Mapping[int, str] | None = None,
    labels: Mapping[int, Any] | None = None,
) -> AreaMap | None:
    """None where no area has an outline. `tones`, `labels` and `middles` (lat, lon in microdegrees) by area number;
    without a label, its number; without a frame, all of every area.
    """
    rings = [(area, maps.absolute(area.ring)) for area in areas if len(area.ring) >= THREE_CORNERS]
    if not rings:
        return None
    corners = [(flat[i], flat[i + 1]) for _area, flat in rings for i in range(0, len(flat) - 1, 2)]
    shown = frame or maps.Frame.around(corners, margin=0.02)
    shapes = []
    for area, flat in rings:
        x, y = shown.xy(*((middles or {}).get(area.number) or maps.middle(flat)))
        label = (labels or {}).get(area.number, area.number)
        tone = (tones or {}).get(area.number, "plain")
        shapes.append(DrawnArea(area.number, area.name, shown.ring(flat), x, y, tone, label))
    return AreaMap(shown, shown.box, shapes)
