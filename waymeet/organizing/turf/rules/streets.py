"""Cuts the ways of a map at their junctions into the stretches that a StreetNetwork is made of."""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from waymeet.organizing.turf.network import Plane, StreetNetwork


@dataclass(frozen=True)
class StreetWay:
    """A walkable way of the map: its node numbers and their places (k, 2) in microdegrees."""

    id: int
    kind: int
    name: str
    nodes: Sequence[int]
    micro: NDArray[np.int32]


@dataclass(frozen=True)
class Stretch:
    """A piece of a way between two junctions."""

    name: str
    kind: int
    from_node: int
    to_node: int
    micro: NDArray[np.int32]  # (k, 2)


def cut_at_junctions(ways: Iterable[StreetWay]) -> list[Stretch]:
    """Stretches in the order of way number, then along the way; a loop is cut in the middle."""
    ordered = sorted(ways, key=lambda way: way.id)
    met: Counter[int] = Counter()
    for way in ordered:
        met.update(way.nodes)
        met.update((way.nodes[0], way.nodes[-1]))  # an end is a junction, even where only one way comes
    return [stretch for way in ordered for stretch in _cut(way, met)]


def _cut(way: StreetWay, met: Counter[int]) -> Iterable[Stretch]:
    last = len(way.nodes) - 1
    ends = [place for place, node in enumerate(way.nodes) if place in (0, last) or met[node] > 1]
    for start, end in itertools.pairwise(ends):
        if way.nodes[start] != way.nodes[end]:
            yield _stretch(way, start, end)
        elif end - start > 1:
            middle = (start + end) // 2
            yield _stretch(way, start, middle)
            yield _stretch(way, middle, end)


def _stretch(way: StreetWay, start: int, end: int) -> Stretch:
    return Stretch(way.name, way.kind, way.nodes[start], way.nodes[end], way.micro[start : end + 1])


def network_of(stretches: Sequence[Stretch], plane: Plane) -> StreetNetwork:
    """The arrays of a StreetNetwork, segment i being stretch i."""
    ends = np.array([(stretch.from_node, stretch.to_node) for stretch in stretches], dtype=np.int64).reshape(-1, 2)
    sizes = [len(stretch.micro) for stretch in stretches]
    flat = np.vstack([stretch.micro for stretch in stretches]) if stretches else np.zeros((0, 2), dtype=np.int32)
    kinds = np.array([stretch.kind for stretch in stretches], dtype=np.int8)
    return assemble(plane, ends, plane.xy(flat), np.cumsum([0, *sizes]), kinds, [s.name for s in stretches])


def assemble(
    plane: Plane,
    ends: NDArray[np.int64],
    flat: NDArray[np.float64],
    offsets: NDArray[np.int64],
    kinds: NDArray[np.int8],
    names: list[str],
) -> StreetNetwork:
    """`ends` (M, 2) are node numbers of any kind; `flat` (K, 2) all points, line i being flat[o[i]:o[i+1]]."""
    numbers, index = np.unique(ends, return_inverse=True)
    index32: NDArray[np.int32] = index.reshape(-1, 2).astype(np.int32)
    node_xy = np.zeros((len(numbers), 2))
    if len(ends):
        node_xy[index32[:, 0]] = flat[offsets[:-1]]
        node_xy[index32[:, 1]] = flat[offsets[1:] - 1]
    points = [flat[start:end] for start, end in itertools.pairwise(offsets)]
    return StreetNetwork((plane.lat, plane.lon), node_xy, index32[:, 0], index32[:, 1], points, kinds, names)


def lengths(network: StreetNetwork) -> NDArray[np.float64]:
    """Metres of every segment."""
    return np.array([np.linalg.norm(np.diff(line, axis=0), axis=1).sum() for line in network.seg_points])


def metres_of_connected(network: StreetNetwork) -> NDArray[np.float64]:
    """For every segment, the metres of all streets one can walk to from it."""
    count = len(network.node_xy)
    links = coo_array((np.ones(len(network.seg_from)), (network.seg_from, network.seg_to)), shape=(count, count))
    piece = connected_components(links, directed=False)[1][network.seg_from]
    return np.bincount(piece, weights=lengths(network))[piece] if len(piece) else np.zeros(0)
