"""Walking between doors: along one side of a street, over crossings, never through a river, a rail line or a fence."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from waymeet.organizing.turf.corners import (
    BETWEEN,
    BETWEEN_CORNERS,
    CROSSING_WAIT,
    CROSSING_WIDTH,
    LEFT,
    QUIET,
    RIGHT,
    ROUND_END,
    SHORTEST,
    Corners,
)
from waymeet.organizing.turf.network import DoorSpots, StreetNetwork

MARGIN = 250.0
"""Metres of street kept round the doors, so that a way round the block is seen; it grows where that is too little."""


@dataclass(frozen=True)
class Sides:
    """The two sides of the streets round some doors, as a graph. Vertices: corners, and the kerb before each door."""

    graph: csr_matrix  # (V, V) metres with waiting, both directions
    door: NDArray[np.int32]  # (D,) the vertex before each door
    corner: NDArray[np.int32]  # (V,) the corner, -1 for a kerb
    kerb_seg: NDArray[np.int32]  # (V,) segment of a kerb, -1 for a corner
    kerb_at: NDArray[np.float64]  # (V,) metres from the segment's start
    kerb_side: NDArray[np.int8]  # (V,) LEFT or RIGHT
    edge_ends: NDArray[np.int32]  # (E, 2)
    edge_cost: NDArray[np.float64]  # (E,) metres with waiting
    edge_metres: NDArray[np.float64]  # (E,) without waiting
    edge_seg: NDArray[np.int32]  # (E,) the segment walked along, -1 for a crossing
    edge_span: NDArray[np.float64]  # (E, 2) metres from the segment's start at both ends
    edge_side: NDArray[np.int8]  # (E,) LEFT or RIGHT
    whole: bool  # the whole town is in it

    @cached_property
    def edge_of(self) -> dict[tuple[int, int], int]:
        """(vertex, vertex) in both directions -> edge."""
        ends = list(map(tuple, self.edge_ends.tolist()))
        back = map(tuple, self.edge_ends[:, ::-1].tolist())
        edges = range(len(ends))
        return {**dict(zip(ends, edges, strict=True)), **dict(zip(back, edges, strict=True))}


def sides_round(
    network: StreetNetwork, corners: Corners, spots: DoorSpots, *, both_sides: bool, margin: float = MARGIN
) -> Sides:
    """The graph round doors that all have a street.

    `both_sides`: quiet streets may be crossed before any door, at a cost; otherwise only at corners and dead ends.
    """
    segs, whole = _segments_round(corners, spots, margin)
    opposite = _opposite(network, spots, both_sides=both_sides)
    points = _points(corners, spots, segs, opposite)
    across = _at_corners(network, corners, segs, both_sides=both_sides)
    before_doors = _before_doors(network, corners, spots, opposite)
    return _assemble(corners, spots, points, _joined(_along(points), across, before_doors), whole=whole)


def _segments_round(corners: Corners, spots: DoorSpots, margin: float) -> tuple[NDArray[np.int64], bool]:
    boxes = corners.seg_box[spots.seg]
    low, high = boxes[:, :2].min(axis=0) - margin, boxes[:, 2:].max(axis=0) + margin
    inside = (corners.seg_box[:, 2:] >= low).all(axis=1) & (corners.seg_box[:, :2] <= high).all(axis=1)
    return np.flatnonzero(inside), bool(inside.all())


@dataclass(frozen=True)
class _Points:
    """Places along sides of streets, sorted by segment, side and metres.

    `vertex`: corners by their number, then the kerb before each door, then the kerb opposite each door that has one.
    """

    seg: NDArray[np.int64]
    side: NDArray[np.int64]
    at: NDArray[np.float64]
    vertex: NDArray[np.int64]


def _opposite(network: StreetNetwork, spots: DoorSpots, *, both_sides: bool) -> NDArray[np.int64]:
    """Doors before which the street may be crossed."""
    return np.flatnonzero(network.seg_kind[spots.seg] <= (QUIET if both_sides else 0))


def _points(corners: Corners, spots: DoorSpots, segs: NDArray[np.int64], opposite: NDArray[np.int64]) -> _Points:
    twice, sides = np.tile(segs, 2), np.repeat([LEFT, RIGHT], len(segs))
    at = np.clip(spots.along, 0.0, corners.seg_length[spots.seg])
    side = np.where(spots.side > 0, LEFT, RIGHT)
    kerb = len(corners.xy) + np.arange(len(spots.seg) + len(opposite))
    seg: NDArray[np.int64] = np.concatenate((twice, twice, spots.seg, spots.seg[opposite])).astype(np.int64)
    which = np.concatenate((sides, sides, side, 1 - side[opposite]))
    metres = np.concatenate((np.zeros(len(twice)), corners.seg_length[twice], at, at[opposite]))
    vertex = np.concatenate((corners.of_end[segs, 0].T.ravel(), corners.of_end[segs, 1].T.ravel(), kerb))
    # A door at the very end of a street lies between the street's corners all the same.
    rank = np.repeat([0, 2, 1], [len(twice), len(twice), len(kerb)])
    order = np.lexsort((vertex, rank, metres, which, seg))
    return _Points(seg[order], which[order], metres[order], vertex[order])


@dataclass(frozen=True)
class _Edges:
    ends: NDArray[np.int64]  # (E, 2)
    cost: NDArray[np.float64]
    metres: NDArray[np.float64]
    seg: NDArray[np.int64]
    span: NDArray[np.float64]
    side: NDArray[np.int64]


def _along(points: _Points) -> _Edges:
    same = (points.seg[1:] == points.seg[:-1]) & (points.side[1:] == points.side[:-1])
    here = np.flatnonzero(same)
    metres = np.maximum(points.at[here + 1] - points.at[here], 0.0)
    return _Edges(
        ends=np.column_stack((points.vertex[here], points.vertex[here + 1])),
        cost=metres,
        metres=metres,
        seg=points.seg[here],
        span=np.column_stack((points.at[here], points.at[here + 1])),
        side=points.side[here],
    )


def _at_corners(network: StreetNetwork, corners: Corners, segs: NDArray[np.int64], *, both_sides: bool) -> _Edges:
    """Over the arms of junctions, round dead ends and, where allowed, where a street only changes its name."""
    kept = np.zeros(len(corners.seg_length), dtype=bool)
    kept[segs] = True
    kind = network.seg_kind[corners.crossing_seg].astype(np.int64)
    place = corners.crossing_place
    allowed = kept[corners.crossing_seg] & ((place != BETWEEN) | (both_sides & (kind <= QUIET)))
    wait = np.where(place == ROUND_END, 0.0, CROSSING_WAIT[kind]) + np.where(place == BETWEEN, BETWEEN_CORNERS, 0.0)
    return _over(corners.crossing[allowed].astype(np.int64), CROSSING_WIDTH[kind[allowed]], wait[allowed])


def _before_doors(network: StreetNetwork, corners: Corners, spots: DoorSpots, opposite: NDArray[np.int64]) -> _Edges:
    """Straight over a street from the kerb before a door."""
    kind = network.seg_kind[spots.seg[opposite]].astype(np.int64)
    first = len(corners.xy)
    ends = np.column_stack((first + opposite, first + len(spots.seg) + np.arange(len(opposite))))
    return _over(ends, CROSSING_WIDTH[kind], np.where(kind > 0, CROSSING_WAIT[kind] + BETWEEN_CORNERS, 0.0))


def _over(ends: NDArray[np.int64], width: NDArray[np.float64], wait: NDArray[np.float64]) -> _Edges:
    none = np.full(len(ends), -1, dtype=np.int64)
    return _Edges(ends, width + wait, width, none, np.zeros((len(ends), 2)), np.zeros(len(ends), dtype=np.int64))


def _joined(*parts: _Edges) -> _Edges:
    """All edges, the cheapest where two vertices are joined twice, none from a vertex to itself."""
    ends, seg = np.concatenate([part.ends for part in parts]), np.concatenate([part.seg for part in parts])
    cost, metres = np.concatenate([part.cost for part in parts]), np.concatenate([part.metres for part in parts])
    span, side = np.concatenate([part.span for part in parts]), np.concatenate([part.side for part in parts])
    pair = np.sort(ends, axis=1)
    order = np.lexsort((seg, cost, pair[:, 1], pair[:, 0]))
    pair = pair[order]
    fresh = np.r_[True, (pair[1:] != pair[:-1]).any(axis=1)] if len(order) else np.zeros(0, dtype=bool)
    kept = order[fresh & (pair[:, 0] != pair[:, 1])]
    return _Edges(ends[kept], cost[kept], metres[kept], seg[kept], span[kept], side[kept])


def _assemble(corners: Corners, spots: DoorSpots, points: _Points, edges: _Edges, *, whole: bool) -> Sides:
    used, shown = np.unique(points.vertex, return_index=True)
    ends = np.searchsorted(used, edges.ends).astype(np.int32)
    cost = np.maximum(edges.cost, SHORTEST)
    rows, columns = np.concatenate((ends[:, 0], ends[:, 1])), np.concatenate((ends[:, 1], ends[:, 0]))
    first_door = len(corners.xy)
    is_corner = used < first_door
    return Sides(
        graph=csr_matrix((np.tile(cost, 2), (rows, columns)), shape=(len(used), len(used))),
        door=np.searchsorted(used, first_door + np.arange(len(spots.seg))).astype(np.int32),
        corner=np.where(is_corner, used, -1).astype(np.int32),
        kerb_seg=np.where(is_corner, -1, points.seg[shown]).astype(np.int32),
        kerb_at=points.at[shown],
        kerb_side=points.side[shown].astype(np.int8),
        edge_ends=ends,
        edge_cost=cost,
        edge_metres=edges.metres,
        edge_seg=edges.seg.astype(np.int32),
        edge_span=edges.span,
        edge_side=edges.side.astype(np.int8),
        whole=whole,
    )


@dataclass(frozen=True)
class Ways:
    """The best ways between some doors."""

    sides: Sides
    between: NDArray[np.float64]  # (D, D) metres with waiting, inf where no way leads
    before: NDArray[np.int32]  # (D, V) the vertex before, on the way from each door

    def leg(self, start: int, target: int) -> list[int]:
        """The vertices from one door to another; none where no way leads."""
        if not np.isfinite(self.between[start, target]):
            return []
        found = [int(self.sides.door[target])]
        while self.before[start, found[-1]] >= 0:
            found.append(int(self.before[start, found[-1]]))
        return found[::-1]

    def metres(self, leg: Sequence[int]) -> float:
        """Metres along these vertices, without waiting."""
        edges = [self.sides.edge_of[pair] for pair in pairwise(leg)]
        return float(self.sides.edge_metres[edges].sum())


def ways_between(network: StreetNetwork, corners: Corners, spots: DoorSpots, *, both_sides: bool) -> Ways:
    """Ways between doors that all have a street; looks further round where they do not meet nearby."""
    margin = MARGIN
    while True:
        sides = sides_round(network, corners, spots, both_sides=both_sides, margin=margin)
        _pieces, piece = connected_components(sides.graph, directed=False)
        if sides.whole or len(np.unique(piece[sides.door])) <= 1:
            break
        margin *= 4
    costs, before = dijkstra(sides.graph, indices=sides.door, return_predecessors=True)
    between = costs[:, sides.door]
    return Ways(sides, np.minimum(between, between.T), before)
