"""Finds where a door meets the street: the side a person would walk up from, not just the nearest line."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from waymeet.organizing.turf.network import NO_STREET, StreetNetwork
from waymeet.organizing.turf.rules.street_names import street_key
from waymeet.organizing.turf.rules.streets import metres_of_connected

REACH = 400.0  # metres; a door farther than this from every street has none
NAMED_REACH = 300.0  # metres within which an address is believed to lie on the street it names
HALF_WIDTH = (1.0, 4.5, 5.5, 6.5, 8.0)  # metres from the middle of a street to its kerb, by STREET_KINDS
_RINGS_OF_SEARCH = (60.0, 150.0, REACH)
_CANDIDATES = 6
# What makes a near street the wrong one, in metres of longer way that a person would rather walk.
_PATH_COST, _NAMELESS_COST, _ISLET_COST, _ISLET_METRES = 30.0, 12.0, 40.0, 300.0
_HOUSE_BETWEEN, _FENCE_BETWEEN, _POND_BETWEEN, _RAIL_BETWEEN, _WATER_BETWEEN = 25.0, 15.0, 60.0, 150.0, 1000.0
_POND = 20_000.0  # square metres; smaller water is walked around, unless one stands inside its shore
_TOUCH = 1.5  # metres; a way that only brushes a house does not go through it

Shapes = NDArray[np.object_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Surroundings:
    """What stands between a door and a street: outlines of buildings, and barriers as lines."""

    buildings: Shapes
    barriers: Shapes
    barrier_kinds: Sequence[str]


@dataclass(frozen=True)
class Placed:
    """For D doors: where they meet the street, in metres, and what stands between."""

    seg: NDArray[np.int32]
    along: Floats
    side: NDArray[np.int8]
    setback: Floats
    door_xy: Floats  # (D, 2) the point of the outline that faces the street
    houses_between: NDArray[np.int32]
    named: NDArray[np.bool_]  # found by the name of its street


class StreetIndex:
    """Places doors on one network."""

    def __init__(self, network: StreetNetwork, around: Surroundings) -> None:
        self.network = network
        self.lines = np.array([shapely.LineString(line) for line in network.seg_points], dtype=object)
        self.tree = shapely.STRtree(self.lines)
        self.around = around
        self.houses = shapely.STRtree(around.buildings)
        self.fences = shapely.STRtree(around.barriers)
        self.fence_cost = np.array([_barrier_cost(kind) for kind in around.barrier_kinds])
        self.ponds = _ponds(around)
        self.keys = np.array([street_key(name) for name in network.seg_name], dtype=object)
        self.street = _street_numbers(self.keys)
        self.cost = _segment_cost(network)

    def place(self, shapes: Shapes, anchors: Floats, own: Ints, streets: Sequence[str]) -> Placed:
        """Doors of `shapes` (outline or point), walked to from `anchors` (D, 2).

        `own` is the door's own building in `Surroundings.buildings`, -1 for none; `streets` the name in its address.
        """
        seg = np.full(len(shapes), NO_STREET, dtype=np.int64)
        houses = np.zeros(len(shapes), dtype=np.int32)
        named = self._by_name(shapes, streets, seg)
        rest = np.flatnonzero(~named)
        if len(rest):
            seg[rest], houses[rest] = self._nearest(shapes[rest], anchors[rest], own[rest])
        return self._meet(seg, shapes, anchors, houses, named)

    def _by_name(self, shapes: Shapes, streets: Sequence[str], seg: Ints) -> NDArray[np.bool_]:
        """The nearest segment of the street an address names."""
        keys = np.array([street_key(street) for street in streets], dtype=object)
        for key in sorted(set(keys) - {""}):
            stretches, doors = np.flatnonzero(self.keys == key), np.flatnonzero(keys == key)
            if len(stretches):
                tree = shapely.STRtree(self.lines[stretches])
                found = tree.query_nearest(shapes[doors], max_distance=NAMED_REACH, all_matches=False)
                seg[doors[found[0]]] = stretches[found[1]]
        return seg >= 0

    def _nearest(self, shapes: Shapes, anchors: Floats, own: Ints) -> tuple[Ints, NDArray[np.int32]]:
        """The best segment for each door, and the houses on the way to it."""
        door, stretch = self._candidates(shapes)
        metres = shapely.distance(shapes[door], self.lines[stretch]) + self.cost[stretch]
        nearest = _nearest_of_each_street(door, metres, self.street[stretch])
        door, stretch, metres = door[nearest], stretch[nearest], metres[nearest]
        keep = _best_of_each(door, metres, stretch, _CANDIDATES)
        door, stretch, metres = door[keep], stretch[keep], metres[keep]
        ways = self._ways(anchors[door], stretch)
        houses, hard = self._houses_on(ways, own[door]), self._barriers_on(ways)
        metres = metres + np.minimum(houses, 3) * _HOUSE_BETWEEN + hard
        best = _best_of_each(door, metres, stretch, 1)
        seg = np.full(len(shapes), NO_STREET, dtype=np.int64)
        between = np.zeros(len(shapes), dtype=np.int32)
        reached = best[hard[best] < _WATER_BETWEEN]
        seg[door[reached]], between[door[reached]] = stretch[reached], houses[reached]
        return seg, between

    def _candidates(self, shapes: Shapes) -> tuple[Ints, Ints]:
        """Pairs door, segment; searched in wider rings only for doors that found no ordinary street nearer."""
        pairs: list[NDArray[np.int64]] = []
        open_doors = np.arange(len(shapes))
        for metres in _RINGS_OF_SEARCH:
            door, stretch = self.tree.query(shapes[open_doors], predicate="dwithin", distance=metres)
            good = self.cost[stretch] < _PATH_COST
            done = np.unique(door[good])
            last = metres == _RINGS_OF_SEARCH[-1]
            taken = np.isin(door, done) | last
            pairs.append(np.vstack((open_doors[door[taken]], stretch[taken])))
            open_doors = np.delete(open_doors, done)
        both = np.hstack(pairs)
        return both[0], both[1]

    def _ways(self, anchors: Floats, stretch: Ints) -> Shapes:
        """Straight ways from the anchors to the nearest points of the segments."""
        points = shapely.points(anchors)
        lines = self.lines[stretch]
        feet = shapely.get_coordinates(shapely.line_interpolate_point(lines, shapely.line_locate_point(lines, points)))
        made: Shapes = shapely.linestrings(np.stack((anchors, feet), axis=1))
        return made

    def _houses_on(self, ways: Shapes, own: Ints) -> NDArray[np.int32]:
        way, house = self.houses.query(ways, predicate="intersects")
        other = house != own[way]
        way, house = way[other], house[other]
        inside = shapely.length(shapely.intersection(ways[way], self.around.buildings[house]))
        return np.bincount(way[inside > _TOUCH], minlength=len(ways)).astype(np.int32)

    def _barriers_on(self, ways: Shapes) -> Floats:
        way, fence = self.fences.query(ways, predicate="intersects")
        worst = np.zeros(len(ways))
        if len(way):
            around = self.ponds[fence] & ~self._starts_inside(ways[way], fence)
            np.maximum.at(worst, way, np.where(around, _POND_BETWEEN, self.fence_cost[fence]))
        return worst

    def _starts_inside(self, ways: Shapes, fence: Ints) -> NDArray[np.bool_]:
        """Does the way start inside the pond whose shore it crosses?"""
        result = np.zeros(len(ways), dtype=bool)
        at_pond = np.flatnonzero(self.ponds[fence])
        shores = shapely.polygons(_as_rings(self.around.barriers[fence[at_pond]]))
        result[at_pond] = shapely.contains(shores, shapely.get_point(ways[at_pond], 0))
        return result

    def _meet(
        self, seg: Ints, shapes: Shapes, anchors: Floats, houses: NDArray[np.int32], named: NDArray[np.bool_]
    ) -> Placed:
        """Metres along, side and setback of each door, and the point of its outline that faces the street."""
        there = np.flatnonzero(seg >= 0)
        along, setback = np.zeros(len(seg)), np.zeros(len(seg))
        side, door_xy = np.ones(len(seg), dtype=np.int8), anchors.copy()
        if len(there):
            lines, points = self.lines[seg[there]], shapely.points(anchors[there])
            along[there] = shapely.line_locate_point(lines, points)
            side[there] = _side(lines, along[there], anchors[there])
            half = np.array(HALF_WIDTH)[self.network.seg_kind[seg[there]]]
            setback[there] = np.maximum(shapely.distance(shapes[there], lines) - half, 0.0)
            door_xy[there] = _facing(shapes[there], self._ways(anchors[there], seg[there]))
        return Placed(seg.astype(np.int32), along, side, setback, door_xy, houses, named)


def _barrier_cost(kind: str) -> float:
    if kind == "water":
        return _WATER_BETWEEN
    return _RAIL_BETWEEN if kind in ("rail", "motorway") else _FENCE_BETWEEN


def _ponds(around: Surroundings) -> NDArray[np.bool_]:
    """Which barriers are the shore of a small piece of water."""
    water = np.array([kind == "water" for kind in around.barrier_kinds], dtype=bool)
    small = np.zeros(len(water), dtype=bool)
    rings = np.flatnonzero(water & shapely.is_ring(around.barriers)) if len(water) else np.zeros(0, dtype=np.int64)
    small[rings] = shapely.area(shapely.polygons(_as_rings(around.barriers[rings]))) < _POND
    return small


def _as_rings(lines: Shapes) -> Shapes:
    coordinates, index = shapely.get_coordinates(lines, return_index=True)
    made: Shapes = shapely.linearrings(coordinates, indices=index) if len(lines) else lines
    return made


def _segment_cost(network: StreetNetwork) -> Floats:
    """Paths, nameless drives and islets of street are second choice for a front door."""
    nameless = np.array([name == "" for name in network.seg_name], dtype=bool)
    islet = metres_of_connected(network) < _ISLET_METRES
    return np.where(network.seg_kind == 0, _PATH_COST, 0) + nameless * _NAMELESS_COST + islet * _ISLET_COST


def _street_numbers(keys: NDArray[np.object_]) -> Ints:
    """Segments of one name share a number; each nameless one has its own."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(key or f"\0{place}", len(known)) for place, key in enumerate(keys)]
    return np.array(numbers, dtype=np.int64)


def _nearest_of_each_street(door: Ints, metres: Floats, street: Ints) -> Ints:
    """Positions of the cheapest pair of each door and street: nobody walks round a house to the next corner."""
    order = np.lexsort((np.round(metres, 3), street, door))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(door[order]) != 0) | (np.diff(street[order]) != 0)
    chosen: Ints = order[first]
    return chosen


def _best_of_each(door: Ints, metres: Floats, stretch: Ints, count: int) -> Ints:
    """Positions of the `count` cheapest pairs of each door; of equals, the lowest segment."""
    order = np.lexsort((stretch, np.round(metres, 3), door))
    sorted_doors = door[order]
    first = np.searchsorted(sorted_doors, sorted_doors, side="left")
    chosen: Ints = order[np.arange(len(order)) - first < count]
    return chosen


def _side(lines: Shapes, along: Floats, anchors: Floats) -> NDArray[np.int8]:
    """+1 where the anchor lies left of the line's direction at `along`."""
    before = shapely.get_coordinates(shapely.line_interpolate_point(lines, np.maximum(along - 0.5, 0.0)))
    after = shapely.get_coordinates(shapely.line_interpolate_point(lines, along + 0.5))
    ahead, across = after - before, anchors - before
    left = ahead[:, 0] * across[:, 1] - ahead[:, 1] * across[:, 0] >= 0
    return np.where(left, 1, -1).astype(np.int8)


def _facing(shapes: Shapes, ways: Shapes) -> Floats:
    """Where the way from the middle of a building to the street leaves the building."""
    feet = shapely.get_point(ways, 1)
    leaves = shapely.shortest_line(shapes, feet)
    last = shapely.shortest_line(feet, shapely.intersection(ways, shapes))
    usable = ~shapely.is_missing(last) & ~shapely.is_empty(last)
    chosen = np.where(usable, shapely.get_point(last, 1), shapely.get_point(leaves, 0))
    return shapely.get_coordinates(chosen)
