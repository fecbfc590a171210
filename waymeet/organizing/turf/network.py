"""The shapes the town hands to cutting and walking: streets as arrays, and where each door meets the street."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STREET_KINDS = ("path", "residential", "tertiary", "secondary", "primary")
"""From the easiest to cross to the hardest; `seg_kind` is an index into this."""

NO_STREET = -1
"""`DoorSpots.seg` of a door that no street or path reaches (an island)."""

MICRO = 1_000_000
"""Places are kept as whole microdegrees (about 11 cm), so that the same place is always the same number."""


@dataclass(frozen=True)
class StreetNetwork:
    """Walkable streets of a town. Metres in a local plane (x east, y north) around `origin` (lat, lon degrees)."""

    origin: tuple[float, float]
    node_xy: NDArray[np.float64]  # (N, 2)
    seg_from: NDArray[np.int32]  # (M,) node index
    seg_to: NDArray[np.int32]  # (M,)
    seg_points: list[NDArray[np.float64]]  # per segment the polyline (k, 2), first = from node, last = to node
    seg_kind: NDArray[np.int8]  # (M,) index into STREET_KINDS
    seg_name: list[str]  # "" where the street has no name


@dataclass(frozen=True)
class DoorSpots:
    """Where each door meets the street."""

    seg: NDArray[np.int32]  # (D,) segment index, NO_STREET where no street reaches the door
    along: NDArray[np.float64]  # (D,) metres from the segment's start
    side: NDArray[np.int8]  # +1 left of the segment's direction, -1 right
    setback: NDArray[np.float64]  # (D,) metres from kerb to door
    building: NDArray[np.int32]  # (D,) building number (doors of one building share it)


@dataclass(frozen=True)
class Plane:
    """The local plane around an origin: WGS 84 radii there, good to 1 in 1,000 within 100 km."""

    lat: float
    lon: float

    @property
    def _metres_a_degree(self) -> tuple[float, float]:
        """(north, east). Source: WGS 84, semi-major axis 6,378,137 m, first eccentricity squared 0.00669437999014."""
        semi_major, eccentricity = 6_378_137.0, 0.00669437999014
        sine = np.sin(np.radians(self.lat))
        bend = 1 - eccentricity * sine * sine
        north = semi_major * (1 - eccentricity) / bend**1.5
        east = semi_major / np.sqrt(bend) * np.cos(np.radians(self.lat))
        return float(np.radians(north)), float(np.radians(east))

    def xy(self, micro: NDArray[np.integer]) -> NDArray[np.float64]:
        """(k, 2) microdegrees lat, lon -> (k, 2) metres x, y."""
        north, east = self._metres_a_degree
        degrees = np.asarray(micro, dtype=np.float64).reshape(-1, 2) / MICRO
        return np.column_stack(((degrees[:, 1] - self.lon) * east, (degrees[:, 0] - self.lat) * north))

    def micro(self, xy: NDArray[np.float64]) -> NDArray[np.int32]:
        """(k, 2) metres x, y -> (k, 2) whole microdegrees lat, lon."""
        north, east = self._metres_a_degree
        flat = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
        degrees = np.column_stack((self.lat + flat[:, 1] / north, self.lon + flat[:, 0] / east))
        return np.rint(degrees * MICRO).astype(np.int32)
