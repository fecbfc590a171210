"""Which buildings are next to each other on foot: the small graph that turf is cut along."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra, minimum_spanning_tree
from scipy.spatial import cKDTree

from waymeet.organizing.turf.corners import SHORTEST, Corners
from waymeet.organizing.turf.network import DoorSpots, StreetNetwork
from waymeet.organizing.turf.walking import sides_round


@dataclass(frozen=True)
class Neighbours:
    """Buildings with a street, and the metres on foot (with waiting) between those next to each other."""

    graph: csr_matrix  # (U, U) metres, both directions
    xy: NDArray[np.float64]  # (U, 2) metres, in the middle of the street before the building


def neighbours(network: StreetNetwork, corners: Corners, spots: DoorSpots) -> Neighbours:
    """`spots`: one a building, all with a street.

    Every place on a street belongs to the building nearest on foot; two buildings are neighbours where their parts
    of the street meet. The graph keeps every shortest tree through the buildings (Mehlhorn 1988), so nothing that
    matters for a walk is lost, and rivers or rail lines part buildings exactly as they part the streets.
    """
    sides = sides_round(network, corners, spots, both_sides=True)
    metres, _, nearest = dijkstra(sides.graph, indices=sides.door, min_only=True, return_predecessors=True)
    building = np.full(sides.graph.shape[0], -1, dtype=np.int64)
    building[sides.door[::-1]] = np.arange(len(sides.door))[::-1]
    owner = np.where(nearest >= 0, building[np.maximum(nearest, 0)], -1)
    a, b = sides.edge_ends.T
    between = metres[a] + metres[b] + sides.edge_cost
    apart = np.isfinite(between) & (owner[a] != owner[b])
    pairs = np.sort(np.column_stack((owner[a[apart]], owner[b[apart]])), axis=1)
    return Neighbours(graph_of(len(spots.seg), pairs, between[apart]), middles(network, spots))


def graph_of(many: int, pairs: NDArray[np.int64], metres: NDArray[np.float64]) -> csr_matrix:
    """Both directions of each pair, the shortest where a pair comes twice."""
    order = np.lexsort((metres, pairs[:, 1], pairs[:, 0]))
    pairs, metres = pairs[order], np.maximum(metres[order], SHORTEST)
    fresh = np.r_[True, (pairs[1:] != pairs[:-1]).any(axis=1)] if len(pairs) else np.zeros(0, dtype=bool)
    (a, b), metres = pairs[fresh].T, metres[fresh]
    return csr_matrix((np.tile(metres, 2), (np.r_[a, b], np.r_[b, a])), shape=(many, many))


def middles(network: StreetNetwork, spots: DoorSpots) -> NDArray[np.float64]:
    """(D, 2) metres: the point of the street before each door."""
    used, which = np.unique(spots.seg, return_inverse=True)
    lines = np.array([shapely.LineString(network.seg_points[seg]) for seg in used.tolist()], dtype=object)
    return np.asarray(shapely.get_coordinates(shapely.line_interpolate_point(lines[which], spots.along)))


def linked(near: Neighbours, *, times: float, more: float) -> Neighbours:
    """With pieces that no way joins joined to the nearest other: `times` the straight line plus `more` metres."""
    graph = near.graph
    while True:
        pieces, piece = connected_components(graph, directed=False)
        if pieces <= 1:
            return Neighbours(graph, near.xy)
        pairs, metres = _nearest_pairs(near.xy, piece)
        known = graph.tocoo()
        once = known.row < known.col
        pairs = np.vstack((np.column_stack((known.row, known.col))[once], pairs))
        graph = graph_of(len(near.xy), pairs, np.r_[known.data[once], metres * times + more])


def _nearest_pairs(xy: NDArray[np.float64], piece: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For every piece but the largest, its building nearest to any other piece, and that other building."""
    largest = np.bincount(piece).argmax()
    pairs, metres = [], []
    for number in np.flatnonzero(np.bincount(piece)):
        if number != largest:
            inside, outside = np.flatnonzero(piece == number), np.flatnonzero(piece != number)
            far, at = cKDTree(xy[outside]).query(xy[inside])
            best = int(np.argmin(far))
            pairs.append(sorted((int(inside[best]), int(outside[at[best]]))))
            metres.append(float(far[best]))
    return np.array(pairs, dtype=np.int64), np.array(metres)


def tree_share(near: Neighbours) -> NDArray[np.float64]:
    """(U,) metres: half of each branch of the shortest tree through all buildings goes to the building at each end."""
    tree = minimum_spanning_tree(near.graph)
    return np.asarray((tree.sum(axis=0).ravel() + tree.sum(axis=1).ravel()) / 2.0).ravel()
