"""Maps drawn on the server: places in microdegrees become SVG paths in whole units. No tiles, nobody is asked."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MICRO = 1_000_000
NARROWEST = 600  # microdegrees, some 60 m: a map of one door is still a map


@dataclass(frozen=True)
class Frame:
    """What a map shows: edges in microdegrees, drawn `width` units wide, north up."""

    south: int
    west: int
    north: int
    east: int
    width: int = 2000

    @classmethod
    def around(cls, places: Iterable[tuple[int, int]], margin: float = 0.05, *, widest: float = 2.2) -> "Frame":
        """The smallest frame around (lat, lon) places in microdegrees, with a margin on every side.

        A long thin turf gets a wider frame, so that its map is not a ribbon (`widest`: at most so many times as wide
        as high, or as high as wide).
        """
        lats, lons = zip(*places, strict=True)
        south, north, west, east = min(lats), max(lats), min(lons), max(lons)
        shrink = math.cos(math.radians((south + north) / 2 / MICRO))
        high, wide = max(north - south, NARROWEST), max((east - west) * shrink, NARROWEST)
        high, wide = max(high, wide / widest), max(wide, high / widest)
        up, along = high * (0.5 + margin), wide * (0.5 + margin) / shrink
        lat, lon = (south + north) / 2, (west + east) / 2
        return cls(round(lat - up), round(lon - along), round(lat + up), round(lon + along))

    @property
    def scale(self) -> float:
        """Units a microdegree of latitude."""
        return self.width / max((self.east - self.west) * self._shrink, 1)

    @property
    def _shrink(self) -> float:
        return math.cos(math.radians((self.south + self.north) / 2 / MICRO))

    @property
    def height(self) -> int:
        return max(1, round((self.north - self.south) * self.scale))

    @property
    def box(self) -> str:
        """The viewBox."""
        return f"0 0 {self.width} {self.height}"

    @property
    def units_a_metre(self) -> float:
        """A microdegree of latitude is 0.1112 m (WGS 84, mid-latitudes, good to half a percent)."""
        return self.scale / 0.1112

    def xy(self, lat: int, lon: int) -> tuple[int, int]:
        """Microdegrees -> units right and down."""
        return round((lon - self.west) * self._shrink * self.scale), round((self.north - lat) * self.scale)

    def line(self, flat: Sequence[int]) -> str:
        """[lat, lon, lat, lon, ...] microdegrees -> path data; steps too small to see are left out."""
        points = [self.xy(flat[i], flat[i + 1]) for i in range(0, len(flat) - 1, 2)]
        if len(points) < 2:
            return ""
        (x, y), out = points[0], []
        for next_x, next_y in points[1:]:
            if (next_x, next_y) != (x, y):
                out.append(f"{next_x - x} {next_y - y}")
                x, y = next_x, next_y
        return f"M{points[0][0]} {points[0][1]}l{' '.join(out)}" if out else ""

    def ring(self, flat: Sequence[int]) -> str:
        """As `line`, closed."""
        drawn = self.line(flat)
        return f"{drawn}z" if drawn else ""


def absolute(packed: Sequence[int]) -> list[int]:
    """[lat0, lon0, dlat, dlon, ...] as lines are kept -> [lat, lon, lat, lon, ...]."""
    out = list(packed[:2])
    for i in range(2, len(packed) - 1, 2):
        out += [out[-2] + packed[i], out[-1] + packed[i + 1]]
    return out


def middle(flat: Sequence[int]) -> tuple[int, int]:
    """Where a label sits well: the centre of gravity of a ring's corners, pulled to the inside of its widest row.

    Rings may be bent like a horseshoe; the middle of the longest stretch of the middle latitude lies inside.
    """
    corners = [(flat[i], flat[i + 1]) for i in range(0, len(flat) - 1, 2)]
    lats = [lat for lat, _lon in corners]
    low, high = min(lats), max(lats)
    best = (0.0, (sum(lats) // len(lats), sum(lon for _lat, lon in corners) // len(corners)))
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        lat = low + (high - low) * share
        crossings = sorted(_crossings(corners, lat))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            if right - left > best[0] * 1.05:
                best = (right - left, (round(lat), round((left + right) / 2)))
    return best[1]


def _crossings(corners: list[tuple[int, int]], lat: float) -> Iterable[float]:
    for (lat_a, lon_a), (lat_b, lon_b) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (lat_a <= lat) != (lat_b <= lat):
            yield lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a)
