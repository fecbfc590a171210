"""Corners: where the sides of the streets meet at each junction of a town, and what it costs to cross."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from waymeet.organizing.turf.network import STREET_KINDS, StreetNetwork

METRES_A_SECOND = 1.25
"""4.5 km/h: a little under the 1.3-1.4 m/s of adults on a free pavement (Bohannon 1997), for somebody with a bag."""

CROSSING_WIDTH = np.array([0.0, 9.0, 11.0, 14.0, 18.0])
"""Kerb to kerb by STREET_KINDS, metres: the usual US widths of 30, 36, 46 and 60 feet; a path is stepped across."""

CROSSING_WAIT = np.array([0.0, 3.0, 8.0, 20.0, 35.0]) * METRES_A_SECOND
"""Waiting at a corner by STREET_KINDS, as metres of walking: a look both ways; a gap in traffic; a signal.

The two signals follow (C - g)^2 / 2C of the Highway Capacity Manual: 80 s with 24 s of walk; 100 s with 16 s.
"""

BETWEEN_CORNERS = 8.0 * METRES_A_SECOND
"""More for crossing away from a corner, as metres: between parked cars, and cars do not expect it."""

QUIET = STREET_KINDS.index("residential")
"""The busiest kind that may be crossed away from a corner."""

WALK_EDGE = 1.5
"""Metres from the kerb to the line people walk on; only for drawing the walk on its own side."""

LEFT, RIGHT = 0, 1
AT_CORNER, BETWEEN, ROUND_END = 0, 1, 2
SHORTEST = 0.0001
"""No edge is shorter (metres): a length of nought would read as "no edge" in a sparse matrix."""


@dataclass(frozen=True)
class Corners:
    """All corners of a town. A corner lies between two streets next to each other at a junction."""

    of_end: NDArray[np.int32]  # (M, 2, 2): segment, its end (0 from, 1 to), side (LEFT, RIGHT) -> corner
    xy: NDArray[np.float64]  # (C, 2) metres, for drawing
    crossing: NDArray[np.int32]  # (K, 2): the corners on both sides of one arm of a junction
    crossing_seg: NDArray[np.int32]  # (K,): the segment crossed
    crossing_place: NDArray[np.int8]  # (K,): AT_CORNER, BETWEEN or ROUND_END
    seg_length: NDArray[np.float64]  # (M,) metres
    seg_box: NDArray[np.float64]  # (M, 4): least x, least y, greatest x, greatest y


@dataclass(frozen=True)
class _Arms:
    """Ends of segments, sorted round their junctions anticlockwise."""

    seg: NDArray[np.int64]
    end: NDArray[np.int64]
    node: NDArray[np.int64]
    angle: NDArray[np.float64]
    after: NDArray[np.int64]  # the next arm anticlockwise
    before: NDArray[np.int64]
    count: NDArray[np.int64]  # arms of the same junction


def corners_of(network: StreetNetwork) -> Corners:
    """The corners of a whole town; make it once and keep it."""
    lengths, boxes = _measures(network)
    arms = _arms(network)
    total = len(arms.seg)
    left = np.arange(total)
    right = np.where(arms.count == 1, total + np.cumsum(arms.count == 1) - 1, arms.before)
    of_end = np.zeros((len(network.seg_from), 2, 2), dtype=np.int32)
    for_left = np.where(arms.end == 0, LEFT, RIGHT)  # leaving by the far end, left and right change places
    of_end[arms.seg, arms.end, for_left] = left
    of_end[arms.seg, arms.end, 1 - for_left] = right
    return Corners(
        of_end=of_end,
        xy=_places(network, arms, right),
        crossing=np.column_stack((left, right)).astype(np.int32),
        crossing_seg=arms.seg.astype(np.int32),
        crossing_place=_crossing_places(network, arms),
        seg_length=lengths,
        seg_box=boxes,
    )


def _measures(network: StreetNetwork) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lengths = np.array([np.hypot(*np.diff(points, axis=0).T).sum() for points in network.seg_points])
    boxes = np.array([(*points.min(axis=0), *points.max(axis=0)) for points in network.seg_points])
    return lengths.reshape(-1), boxes.reshape(-1, 4)


def _arms(network: StreetNetwork) -> _Arms:
    many = len(network.seg_from)
    seg = np.tile(np.arange(many), 2)
    end = np.repeat([0, 1], many)
    node = np.concatenate((network.seg_from, network.seg_to)).astype(np.int64)
    heading = [_heading(points) for points in network.seg_points]
    heading += [_heading(points[::-1]) for points in network.seg_points]
    angle = np.array(heading, dtype=np.float64)
    order = np.lexsort((end, seg, angle, node))
    seg, end, node, angle = seg[order], end[order], node[order], angle[order]
    first = np.flatnonzero(np.r_[True, node[1:] != node[:-1]]) if many else np.zeros(0, dtype=np.int64)
    counts = np.diff(np.r_[first, len(node)])
    start, count = np.repeat(first, counts), np.repeat(counts, counts)
    place = np.arange(len(node)) - start
    after, before = start + (place + 1) % np.maximum(count, 1), start + (place - 1) % np.maximum(count, 1)
    return _Arms(seg, end, node, angle, after, before, count)


def _crossing_places(network: StreetNetwork, arms: _Arms) -> NDArray[np.int8]:
    """Where each arm is crossed. A path that only ends at a street makes no corner; one that goes on beyond does."""
    road = network.seg_kind[arms.seg] > 0
    nodes = len(network.node_xy)
    roads = np.bincount(arms.node[road], minlength=nodes)[arms.node]
    paths = np.bincount(arms.node[~road], minlength=nodes)[arms.node]
    corner = ~road | (roads > 2) | ((roads == 2) & (paths > 1))
    place = np.where(corner, AT_CORNER, BETWEEN)
    return np.where((roads == 1) & road | (arms.count == 1), ROUND_END, place).astype(np.int8)


def _heading(points: NDArray[np.float64], look_ahead: float = 8.0) -> float:
    """The direction in which a street leaves its first point, in radians; a few metres on, so kinks do not mislead."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    reached = np.cumsum(steps)
    at = min(int(np.searchsorted(reached, look_ahead)), len(steps) - 1)
    before = reached[at] - steps[at]
    share = 1.0 if steps[at] == 0 else min(1.0, (look_ahead - before) / steps[at])
    ahead = points[at] + share * (points[at + 1] - points[at]) - points[0]
    return float(np.arctan2(ahead[1], ahead[0]))


def _places(network: StreetNetwork, arms: _Arms, right: NDArray[np.int64]) -> NDArray[np.float64]:
    """Where to draw each corner: off the junction, half way between its two arms."""
    beside = CROSSING_WIDTH[network.seg_kind[arms.seg]] / 2 + WALK_EDGE
    gap = np.mod(arms.angle[arms.after] - arms.angle, 2 * np.pi)
    half = np.where(arms.count == 1, np.pi / 2, gap / 2)
    away = np.maximum(beside, beside[arms.after]) / np.maximum(np.sin(half), 0.5)
    ends = arms.count == 1
    xy = np.zeros((len(right) + int(ends.sum()), 2))
    xy[: len(right)] = _off(network.node_xy[arms.node], arms.angle + half, away)
    xy[right[ends]] = _off(network.node_xy[arms.node[ends]], arms.angle[ends] - np.pi / 2, beside[ends])
    return xy


def _off(xy: NDArray[np.float64], angle: NDArray[np.float64], metres: NDArray[np.float64]) -> NDArray[np.float64]:
    return xy + np.column_stack((np.cos(angle) * metres, np.sin(angle) * metres))
