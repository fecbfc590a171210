"""The walk as a line on a map: on its own side of each street, over each crossing."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

import numpy as np
from numpy.typing import NDArray

from waymeet.organizing.turf.corners import CROSSING_WIDTH, LEFT, RIGHT, WALK_EDGE, Corners
from waymeet.organizing.turf.network import DoorSpots, StreetNetwork
from waymeet.organizing.turf.walking import Sides

Point = tuple[float, float]


def aside(kind: int) -> float:
    """Metres from the middle of a street to the line people walk on."""
    return float(CROSSING_WIDTH[kind]) / 2 + WALK_EDGE


def _off(network: StreetNetwork, seg: int, side: int) -> float:
    """The same, to the left: negative on a segment's right."""
    return aside(int(network.seg_kind[seg])) * (1 if side == LEFT else -1)


def _pieces(points: NDArray[np.float64]) -> Iterator[tuple[Point, Point, float, float]]:
    """(start, unit vector, metres before, length) of each straight piece of a polyline."""
    reached = 0.0
    for (x, y), (to_x, to_y) in pairwise(points.tolist()):
        length = hypot(to_x - x, to_y - y)
        if length > 0:
            yield (x, y), ((to_x - x) / length, (to_y - y) / length), reached, length
            reached += length


def beside(points: NDArray[np.float64], at: float, off: float) -> Point:
    """The point `at` metres along a polyline, moved `off` metres to its left."""
    found = (float(points[0, 0]), float(points[0, 1]))
    for (x, y), (east, north), before, length in _pieces(points):
        along = min(max(at - before, 0.0), length)
        found = (x + east * along - north * off, y + north * along + east * off)
        if at <= before + length:
            break
    return found


def bends(points: NDArray[np.float64], start: float, stop: float, off: float) -> list[Point]:
    """Where a polyline turns between `start` and `stop` metres, moved `off` metres to its left."""
    if len(points) == 2:
        return []
    found = []
    for here, there in pairwise(_pieces(points)):
        if start < there[2] < stop:
            east, north = here[1][0] + there[1][0], here[1][1] + there[1][1]
            size = hypot(east, north) or 1.0
            found.append((there[0][0] - north / size * off, there[0][1] + east / size * off))
    return found


def kerbs(network: StreetNetwork, spots: DoorSpots) -> NDArray[np.float64]:
    """(D, 2) metres: where one stands before each door."""
    columns = (spots.seg.tolist(), spots.along.tolist(), spots.side.tolist())
    places = [
        beside(network.seg_points[seg], along, _off(network, seg, LEFT if side > 0 else RIGHT))
        for seg, along, side in zip(*columns, strict=True)
    ]
    return np.array(places, dtype=np.float64).reshape(-1, 2)


def _place(network: StreetNetwork, corners: Corners, sides: Sides, vertex: int) -> Point:
    """Where a vertex is drawn."""
    if sides.corner[vertex] >= 0:
        x, y = corners.xy[sides.corner[vertex]].tolist()
        return x, y
    seg, at = int(sides.kerb_seg[vertex]), float(sides.kerb_at[vertex])
    return beside(network.seg_points[seg], at, _off(network, seg, int(sides.kerb_side[vertex])))


def line_of(network: StreetNetwork, corners: Corners, sides: Sides, vertices: Sequence[int]) -> NDArray[np.float64]:
    """(k, 2) metres: the walk along these vertices."""
    line = [_place(network, corners, sides, vertex) for vertex in vertices[:1]]
    for pair in pairwise(vertices):
        edge = sides.edge_of[pair]
        seg = int(sides.edge_seg[edge])
        if seg >= 0:
            start, stop = (float(metres) for metres in sides.edge_span[edge])
            turns = bends(network.seg_points[seg], start, stop, _off(network, seg, int(sides.edge_side[edge])))
            line += turns if pair[0] == sides.edge_ends[edge, 0] else turns[::-1]
        line.append(_place(network, corners, sides, pair[1]))
    return np.array(line, dtype=np.float64).reshape(-1, 2)
