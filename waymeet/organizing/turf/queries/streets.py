"""Streets, doors and barriers as arrays, for the whole town or only around some doors."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Max, Min, Q
from numpy.typing import NDArray

from waymeet.kernel.errors import NotFound
from waymeet.organizing.turf.models import Barrier, Door, StreetSegment
from waymeet.organizing.turf.network import NO_STREET, DoorSpots, StreetNetwork
from waymeet.organizing.turf.packing import unpack_all
from waymeet.organizing.turf.queries.town import plane_of
from waymeet.organizing.turf.rules.streets import assemble

Box = tuple[int, int, int, int]  # south, west, north, east in microdegrees

_METRES_A_DEGREE = 111_000
_AT_ONCE = 500  # ids in one question to the database


@dataclass(frozen=True)
class TownDoors:
    """Doors in one order: ids, spots, places in metres of the town's plane and in microdegrees (D, 2) lat, lon."""

    ids: list[UUID]
    spots: DoorSpots
    xy: NDArray[np.float64]
    micro: NDArray[np.int32]
    buildings: list[UUID]  # by building number in `spots`
    area: NDArray[np.int32]
    neighbourhood: NDArray[np.int32]


@dataclass(frozen=True)
class Walk:
    """Some doors and the streets around them; `doors.spots.seg` are indices into this network."""

    town: UUID
    network: StreetNetwork
    doors: TownDoors


@dataclass(frozen=True)
class BarrierLine:
    """Something one cannot walk across; (k, 2) microdegrees, `closed` for the shore of water."""

    kind: str
    closed: bool
    micro: NDArray[np.int32]


def load_network(town: UUID) -> StreetNetwork:
    """Every walkable street of a town; segment i is segment number i."""
    return _network(town, Q())[0]


def load_network_in(town: UUID, box: Box) -> tuple[StreetNetwork, NDArray[np.int64]]:
    """The streets that touch a box, and the number each of their segments has in the town, ascending."""
    return _network(town, _touching(box))


def load_doors(town: UUID) -> TownDoors:
    """Every door of a town, in the order of their ids; its spots fit `load_network`."""
    return _doors(town, Door.objects.filter(town_id=town).order_by("pk").values_list(*_DOOR))


def load_walk(doors: Sequence[UUID], margin: float = 400.0) -> Walk:
    """Doors in the order given, and the streets at most `margin` metres outside their box.

    Ids nobody knows raise NotFound, as do doors of two towns: no walk leads from one to the other.
    """
    rows = {row[0]: row for start in range(0, len(doors), _AT_ONCE) for row in _some(doors[start : start + _AT_ONCE])}
    towns = {row[-1] for row in rows.values()}
    if len(towns) != 1 or len(rows) < len(set(doors)):
        raise NotFound
    town = towns.pop()
    found = _doors(town, [rows[door][:-1] for door in doors])
    box = box_around(found.micro, margin)
    network, numbers = _network(town, _touching(box) | Q(number__in=_their_segments(found)))
    seg = np.searchsorted(numbers, found.spots.seg).astype(np.int32)
    seg = np.where(found.spots.seg == NO_STREET, NO_STREET, seg).astype(np.int32)
    spots = replace(found.spots, seg=seg)
    return Walk(town, network, replace(found, spots=spots))


def load_barriers(town: UUID, box: Box | None = None) -> list[BarrierLine]:
    where = Q() if box is None else _touching(box)
    kept = Barrier.objects.filter(where, town_id=town).order_by("number").values_list("kind", "closed", "points")
    rows = list(kept)
    flat, offsets = unpack_all([bytes(row[2]) for row in rows])
    return [BarrierLine(kind, closed, flat[offsets[at] : offsets[at + 1]]) for at, (kind, closed, _) in enumerate(rows)]


def door_box(town: UUID) -> Box | None:
    """The box around all doors of a town."""
    found = Door.objects.filter(town_id=town).aggregate(
        south=Min("lat"), west=Min("lon"), north=Max("lat"), east=Max("lon")
    )
    return None if found["south"] is None else (found["south"], found["west"], found["north"], found["east"])


_DOOR = ("id", "building_id", "lat", "lon", "segment", "along_cm", "side", "setback_cm", "area", "neighbourhood")


def _some(doors: Sequence[UUID]) -> Any:
    return Door.objects.filter(pk__in=list(doors)).values_list(*_DOOR, "town_id")


def _their_segments(found: TownDoors) -> list[int]:
    """Segments the doors lie on, even where the box does not reach them."""
    numbers: list[int] = np.unique(found.spots.seg[found.spots.seg != NO_STREET]).tolist()
    return numbers


def _touching(box: Box) -> Q:
    south, west, north, east = box
    return Q(south__lte=north, north__gte=south, west__lte=east, east__gte=west)


def box_around(micro: NDArray[np.int32], margin: float) -> Box:
    """The box around places (k, 2), `margin` metres larger on every side."""
    (south, west), (north, east) = micro.min(axis=0).tolist(), micro.max(axis=0).tolist()
    up = round(margin / _METRES_A_DEGREE * 1_000_000)
    across = round(up / max(float(np.cos(np.radians(south / 1_000_000))), 0.1))
    return south - up, west - across, north + up, east + across


def _network(town: UUID, where: Q) -> tuple[StreetNetwork, NDArray[np.int64]]:
    """The network of some segments, and their numbers in ascending order."""
    names = ("number", "name", "kind", "from_node", "to_node", "points")
    rows = list(StreetSegment.objects.filter(where, town_id=town).order_by("number").values_list(*names))
    plane = plane_of(town)
    flat, offsets = unpack_all([row[5] for row in rows])
    ends = np.array([row[3:5] for row in rows], dtype=np.int64).reshape(-1, 2)
    kinds = np.array([row[2] for row in rows], dtype=np.int8)
    network = assemble(plane, ends, plane.xy(flat), offsets, kinds, [row[1] for row in rows])
    return network, np.array([row[0] for row in rows], dtype=np.int64)


def _doors(town: UUID, rows: Any) -> TownDoors:
    kept = list(rows)
    numbers: dict[UUID, int] = {}
    building = np.array([numbers.setdefault(row[1], len(numbers)) for row in kept], dtype=np.int32)
    whole = np.array([row[2:] for row in kept], dtype=np.int64).reshape(-1, 8)
    micro = whole[:, 0:2].astype(np.int32)
    spots = DoorSpots(
        seg=whole[:, 2].astype(np.int32),
        along=whole[:, 3] / 100,
        side=whole[:, 4].astype(np.int8),
        setback=whole[:, 5] / 100,
        building=building,
    )
    ids = [row[0] for row in kept]
    area, part = whole[:, 6].astype(np.int32), whole[:, 7].astype(np.int32)
    return TownDoors(ids, spots, plane_of(town).xy(micro), micro, list(numbers), area, part)
