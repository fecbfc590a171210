"""The walk as a line on a map: on its own side of each street, over each crossing."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from waymeet.organizing.turf.corners import CROSSING_WIDTH, LEFT, RIGHT, WALK_EDGE, Corners
from waymeet.organizing.turf.network import DoorSpots, StreetNetwork
from waymeet.organizing.turf.walking import Sides


def aside(kind: int) -> float:
    """Metres from the middle of a street to the line people walk on."""
    return float(CROSSING_WIDTH[kind]) / 2 + WALK_EDGE


def strip(points: NDArray[np.float64], start: float, stop: float, off: float) -> NDArray[np.float64]:
    """The part of a polyline from `start` to `stop` metres (start <= stop), moved `off` metres to its left."""
    steps = np.diff(points, axis=0)
    lengths = np.hypot(*steps.T)
    reached = np.r_[0.0, np.cumsum(lengths)]
    inner = reached[(reached > start) & (reached < stop)]
    at = np.r_[start, inner, stop]
    piece = np.clip(np.searchsorted(reached, at, side="right") - 1, 0, len(lengths) - 1)
    unit = steps / np.maximum(lengths, 1e-9)[:, None]
    places = points[piece] + unit[piece] * (at - reached[piece])[:, None]
    turned = unit[piece] + unit[np.clip(np.searchsorted(reached, at, side="left") - 1, 0, len(lengths) - 1)]
    turned /= np.maximum(np.hypot(*turned.T), 1e-9)[:, None]
    return np.asarray(places + off * np.column_stack((-turned[:, 1], turned[:, 0])))


def kerbs(network: StreetNetwork, spots: DoorSpots) -> NDArray[np.float64]:
    """(D, 2) metres: where one stands before each door."""
    places = np.zeros((len(spots.seg), 2))
    for row, (seg, along, side) in enumerate(zip(spots.seg.tolist(), spots.along.tolist(), spots.side, strict=True)):
        off = _off(network, seg, LEFT if side > 0 else RIGHT)
        places[row] = strip(network.seg_points[seg], along, along, off)[0]
    return places


def _place(network: StreetNetwork, corners: Corners, sides: Sides, vertex: int) -> NDArray[np.float64]:
    """(1, 2) metres: where a vertex is drawn."""
    if sides.corner[vertex] >= 0:
        return corners.xy[sides.corner[vertex]][None]
    seg, at = int(sides.kerb_seg[vertex]), float(sides.kerb_at[vertex])
    return strip(network.seg_points[seg], at, at, _off(network, seg, int(sides.kerb_side[vertex])))[:1]


def _off(network: StreetNetwork, seg: int, side: int) -> float:
    return aside(int(network.seg_kind[seg])) * (1 if side == LEFT else -1)


def line_of(network: StreetNetwork, corners: Corners, sides: Sides, vertices: Sequence[int]) -> NDArray[np.float64]:
    """(k, 2) metres: the walk along these vertices."""
    parts = [_place(network, corners, sides, vertex) for vertex in vertices[:1]]
    for pair in pairwise(vertices):
        edge = sides.edge_of[pair]
        seg = int(sides.edge_seg[edge])
        if seg >= 0:
            start, stop = (float(metres) for metres in sides.edge_span[edge])
            bends = strip(network.seg_points[seg], start, stop, _off(network, seg, int(sides.edge_side[edge])))[1:-1]
            parts.append(bends if pair == tuple(sides.edge_ends[edge]) else bends[::-1])
        parts.append(_place(network, corners, sides, pair[1]))
    return np.concatenate(parts) if parts else np.zeros((0, 2))
