"""The map of the directory: areas, and a dot for each place. A tap on it is a place, used for one answer."""

from dataclasses import dataclass
from typing import Any

from waymeet.care.directory.models import Spot
from waymeet.care.naloxone.models import Area
from waymeet.design import area_map, maps

WIDTH = 264  # CSS pixels: the narrowest phone shows it unshrunk, so that a tap is where it seems to be
MOST_DOTS = 4000
MANY = 20


@dataclass(frozen=True)
class Drawn:
    """`dots` are (x, y) in units of the frame; `height` in CSS pixels."""

    frame: maps.Frame
    areas: Any
    dots: list[tuple[int, int]]

    @property
    def height(self) -> int:
        return round(self.frame.height * WIDTH / self.frame.width)

    @property
    def width(self) -> int:
        return WIDTH


def drawn() -> Drawn | None:
    """None where there is neither an area nor a place."""
    areas = list(Area.objects.exclude(ring=[]).order_by("number"))
    spots = list(Spot.objects.values_list("lat", "lon")[:MOST_DOTS])
    frame = frame_of(areas, spots)
    if frame is None:
        return None
    dots = sorted({frame.xy(lat, lon) for lat, lon in spots})
    inside = [(x, y) for x, y in dots if 0 <= x <= frame.width and 0 <= y <= frame.height]
    return Drawn(frame, area_map.drawn(areas, frame=frame) if areas else None, inside)


def frame_of(areas: list[Area], spots: list[tuple[int, int]]) -> maps.Frame | None:
    """Around the areas and nearly every place: one far away would make all others one dot."""
    around = [*spots]
    if len(spots) >= MANY:
        (south, north), (west, east) = (_most(sorted(values)) for values in zip(*spots, strict=True))
        around = [(lat, lon) for lat, lon in spots if south <= lat <= north and west <= lon <= east]
    for area in areas:
        flat = maps.absolute(area.ring)
        around += [(flat[i], flat[i + 1]) for i in range(0, len(flat) - 1, 2)]
    return maps.Frame.around(around, margin=0.03, widest=1.3) if around else None


def _most(values: list[int]) -> tuple[int, int]:
    cut = len(values) // 20
    return values[cut], values[-1 - cut]


def tapped(x: int, y: int) -> tuple[int, int] | None:
    """A place in microdegrees out of a tap on the map; None outside of it."""
    map_ = drawn()
    if map_ is None or not (0 <= x <= map_.width and 0 <= y <= map_.height):
        return None
    frame = map_.frame
    lat = frame.north - round(y / map_.height * (frame.north - frame.south))
    lon = frame.west + round(x / map_.width * (frame.east - frame.west))
    return lat, lon


def areas() -> list[tuple[str, str]]:
    """As (number, name)."""
    return [(str(one.number), one.name) for one in Area.objects.exclude(ring=[]).order_by("name")]


def outlines() -> list[tuple[str, tuple[int, int], list[int]]]:
    """As (name, middle, ring), for phones."""
    rows = Area.objects.exclude(ring=[]).order_by("name")
    return [(one.name, maps.middle(maps.absolute(one.ring)), list(one.ring)) for one in rows]


def middle_of(number: str) -> tuple[int, int] | None:
    area = Area.objects.filter(number=number).first() if number.isdecimal() else None
    return maps.middle(maps.absolute(area.ring)) if area and area.ring else None
