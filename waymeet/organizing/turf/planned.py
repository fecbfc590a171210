"""Doors in their places, as both imports plan them before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from waymeet.organizing.turf.network import NO_STREET, Plane, StreetNetwork
from waymeet.organizing.turf.placing import Placed
from waymeet.organizing.turf.rules import compass
from waymeet.organizing.turf.rules.wanted import Wanted

NEAR_A_STREET = 150.0  # metres; a door on a nameless drive is told to be near a street this far off at most


@dataclass(frozen=True)
class Place:
    """Where a door is and how it meets the street; lat, lon in microdegrees. All whole, so that it compares."""

    lat: int
    lon: int
    segment: int
    along_cm: int
    side: int
    setback_cm: int
    compass: str


@dataclass(frozen=True)
class PlannedDoor:
    """A door in its place; `building` is an index into the buildings of its plan."""

    building: int
    wanted: Wanted
    street: str
    place: Place
    xy: tuple[float, float]


def as_doors(
    network: StreetNetwork, placed: Placed, wanted: Sequence[Wanted], of_building: NDArray[np.int64], plane: Plane
) -> list[PlannedDoor]:
    """One PlannedDoor for each wanted door; a street nobody named is the one the door lies on, or near."""
    streets = _streets(network, placed, wanted)
    places = as_places(network, placed, plane)
    return [
        PlannedDoor(int(of_building[at]), door, streets[at], places[at], (float(x), float(y)))
        for at, (door, (x, y)) in enumerate(zip(wanted, placed.door_xy, strict=True))
    ]


def as_places(network: StreetNetwork, placed: Placed, plane: Plane) -> list[Place]:
    micro = plane.micro(placed.door_xy).tolist()
    letters = compass.sides(network, placed.seg, placed.along, placed.side)
    along, setback = np.rint(placed.along * 100).astype(int), np.rint(placed.setback * 100).astype(int)
    return [
        Place(lat, lon, int(seg), int(metres), int(side), int(back), letter)
        for (lat, lon), seg, metres, side, back, letter in zip(
            micro, placed.seg, along, placed.side, setback, letters, strict=True
        )
    ]


def _streets(network: StreetNetwork, placed: Placed, wanted: Sequence[Wanted]) -> list[str]:
    named = np.array([name != "" for name in network.seg_name], dtype=bool)
    streets = [door.street or (network.seg_name[seg] if seg != NO_STREET else "")
               for door, seg in zip(wanted, placed.seg, strict=True)]  # fmt: skip
    without = [place for place, street in enumerate(streets) if not street]
    if without and named.any():
        stretches = np.flatnonzero(named)
        tree = shapely.STRtree([shapely.LineString(network.seg_points[stretch]) for stretch in stretches])
        points = shapely.points(placed.door_xy[without])
        found = tree.query_nearest(points, max_distance=NEAR_A_STREET, all_matches=False)
        for door, stretch in found.T:
            streets[without[door]] = network.seg_name[stretches[stretch]]
    return streets
