"""Which part of town a door belongs to: the outline it lies in, or the named place that is nearest on foot."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import KDTree

from waymeet.organizing.turf.network import StreetNetwork
from waymeet.organizing.turf.rules.streets import lengths, metres_of_connected

FARTHEST = 3000.0  # metres on foot from the middle of a neighbourhood


@dataclass(frozen=True)
class NamedPart:
    """A part of town, in metres; `ring` is None where the map has only a point."""

    xy: tuple[float, float]
    ring: NDArray[np.float64] | None


def parts_of_doors(
    of_segment: NDArray[np.int32], parts: Sequence[NamedPart], door_xy: NDArray[np.float64], seg: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Index into `parts` for every door, -1 for none; `of_segment` comes from `parts_of_segments`."""
    result = np.where(seg >= 0, np.append(of_segment, -1)[seg], -1).astype(np.int32)
    points = shapely.points(door_xy)
    for place, part in enumerate(parts):
        if part.ring is not None:
            outline = shapely.Polygon(part.ring)
            shapely.prepare(outline)
            result[shapely.contains(outline, points)] = place
    return result


def parts_of_segments(network: StreetNetwork, parts: Sequence[NamedPart]) -> NDArray[np.int32]:
    """The named point nearest to each segment, -1 for none. On foot, so that a river parts what it parts."""
    points = [place for place, part in enumerate(parts) if part.ring is None]
    if not points or not len(network.seg_from):
        return np.full(len(network.seg_from), -1, dtype=np.int32)
    count = len(network.node_xy)
    ends = (network.seg_from, network.seg_to)
    metres = np.maximum(lengths(network), 0.1)
    # coo sums parallel stretches; the shorter of two would be better, but neighbourhoods do not hang on it
    graph = coo_array((metres, ends), shape=(count, count)).tocsr()
    starts = _nearest_nodes(network, [parts[place].xy for place in points])
    away, _, source = dijkstra(
        graph, directed=False, indices=starts, min_only=True, limit=FARTHEST, return_predecessors=True
    )
    of_node = dict(zip(reversed(starts), reversed(points), strict=True))
    label = np.full(count, -1)
    reached = np.flatnonzero(np.isfinite(away))
    label[reached] = [of_node[int(node)] for node in source[reached]]
    found: NDArray[np.int32] = label[network.seg_from].astype(np.int32)
    return found


def _nearest_nodes(network: StreetNetwork, places: Sequence[tuple[float, float]]) -> list[int]:
    """For each place, the nearest junction of the streets that lead anywhere."""
    metres = metres_of_connected(network)
    main = np.unique(network.seg_from[metres >= metres.max() / 10])
    _, nearest = KDTree(network.node_xy[main]).query(np.array(places))
    return [int(node) for node in main[nearest]]
