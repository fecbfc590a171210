"""Divides a town into areas of at least 500 doors. Apart from areas.py, so that only imports load the mathematics."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay, QhullError

from waymeet.kernel.areas import MINIMUM

Labels = NDArray[np.int32]
Floats = NDArray[np.float64]


def partition(points: Floats, weights: Floats, minimum: int = MINIMUM, names: Sequence[str] | None = None) -> Labels:
    """Divide points (n, 2), metres, into contiguous compact areas of at least `minimum` weight: labels from 1.

    Points of one name (a neighbourhood) stay together where it has the weight; "" is no name. The same input gives
    the same answer. A town lighter than `minimum` is one area. Neighbours are those of the Delaunay triangulation.
    """
    if len(points) == 0:
        return np.zeros(0, dtype=np.int32)
    links = _links(points)
    labels = _named_pieces(len(points), names, links)
    labels = _merge(labels, np.flatnonzero(np.bincount(labels, weights=weights) < minimum / 10), weights, links)
    labels = _merge_light(labels, weights, minimum, links)
    labels = _split_heavy(labels, points, weights, minimum)
    labels = _merge_light(_whole_pieces(labels, weights, links), weights, minimum, links)
    return _numbered(labels, points, weights)


def _links(points: Floats) -> csr_array:
    """(n, n) nearness of neighbours, 1 / metres; places in one spot are neighbours too."""
    places, place_of = np.unique(points, axis=0, return_inverse=True)
    order = np.argsort(place_of, kind="stable")
    same = place_of[order][1:] == place_of[order][:-1]
    first = np.full(len(places), len(points), dtype=np.int64)
    np.minimum.at(first, place_of, np.arange(len(points)))
    pairs = np.vstack((first[_neighbours(places)], np.column_stack((order[:-1], order[1:]))[same]))
    metres = np.linalg.norm(points[pairs[:, 0]] - points[pairs[:, 1]], axis=1)
    near = 1 / np.maximum(metres, 1.0)
    shape = (len(points), len(points))
    one_way = coo_array((near, (pairs[:, 0], pairs[:, 1])), shape=shape)
    return csr_array(one_way.maximum(one_way.T))


def _neighbours(places: Floats) -> NDArray[np.int64]:
    """Pairs (m, 2) of places that touch; places in one line are neighbours along it."""
    try:
        corners = Delaunay(places).simplices
    except (QhullError, ValueError):
        line = np.lexsort((places[:, 1], places[:, 0]))
        return np.column_stack((line[:-1], line[1:]))
    pairs = np.sort(np.vstack((corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]])), axis=1)
    return np.unique(pairs.astype(np.int64), axis=0)


def _named_pieces(count: int, names: Sequence[str] | None, links: csr_array) -> Labels:
    """One label for each connected piece of each name."""
    if names is None:
        return np.zeros(count, dtype=np.int32)
    _, of_name = np.unique(np.asarray(names, dtype=object).astype(str), return_inverse=True)
    return _pieces(of_name.astype(np.int32), links)


def _pieces(labels: Labels, links: csr_array) -> Labels:
    """Connected pieces of equal label."""
    pairs = links.tocoo()
    inside = labels[pairs.row] == labels[pairs.col]
    kept = coo_array((pairs.data[inside], (pairs.row[inside], pairs.col[inside])), shape=links.shape)
    found: Labels = connected_components(kept, directed=False)[1].astype(np.int32)
    return found


def _whole_pieces(labels: Labels, weights: Floats, links: csr_array) -> Labels:
    """Where a label fell apart, only its heaviest piece keeps standing; the others are merged like light ones."""
    pieces = _pieces(labels, links)
    heavy = np.bincount(pieces, weights=weights)
    of_label = np.zeros(len(heavy), dtype=np.int32)
    of_label[pieces] = labels
    best: dict[int, int] = {}
    for piece in np.lexsort((np.arange(len(heavy)), -heavy)):
        best.setdefault(int(of_label[piece]), int(piece))
    strays = ~np.isin(np.arange(len(heavy)), list(best.values()))
    return _merge(pieces, np.flatnonzero(strays), weights, links)


def _merge_light(labels: Labels, weights: Floats, minimum: int, links: csr_array) -> Labels:
    """The lightest label under `minimum` joins the neighbour it touches most, until none is left."""
    while True:
        labels = np.unique(labels, return_inverse=True)[1].astype(np.int32)
        heavy = np.bincount(labels, weights=weights)
        if len(heavy) == 1 or heavy.min() >= minimum:
            return labels
        labels = _merge(labels, np.array([np.argmin(heavy)]), weights, links)


def _merge(labels: Labels, small: NDArray[np.integer], weights: Floats, links: csr_array) -> Labels:
    """Each of the labels in `small`, lightest first, joins the neighbour it touches most."""
    labels = labels.copy()
    heavy = np.bincount(labels, weights=weights)
    for label in small[np.argsort(heavy[small], kind="stable")]:
        members = np.flatnonzero(labels == label)
        around = links[members].tocoo()
        touch = np.bincount(labels[around.col], weights=around.data, minlength=len(heavy))
        touch[label] = 0
        if touch.max() > 0:
            labels[members] = np.argmax(touch)
    return labels


def _split_heavy(labels: Labels, points: Floats, weights: Floats, minimum: int) -> Labels:
    """Cut every label across its longer direction until none can be cut into two of `minimum`."""
    result = np.zeros(len(labels), dtype=np.int32)
    waiting = [np.flatnonzero(labels == label) for label in range(int(labels.max()) + 1)]
    used = 0
    while waiting:
        members = waiting.pop()
        halves = _halves(members, points, weights, minimum)
        if halves is None:
            result[members] = used
            used += 1
        else:
            waiting.extend(halves)
    return result


def _halves(
    members: NDArray[np.int64], points: Floats, weights: Floats, minimum: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
    """Two parts by a straight cut, each a whole number of areas' share of the weight; None where none will do."""
    total = float(weights[members].sum())
    parts = int(total // minimum)
    if parts < 2 or len(members) < 2:
        return None
    for direction in _directions(points[members]):
        position = points[members] @ direction
        order = np.lexsort((points[members][:, 1], points[members][:, 0], position))
        running = np.cumsum(weights[members][order])
        cut = int(np.searchsorted(running, total * (parts // 2) / parts)) + 1
        for at in (cut, cut - 1):
            if 0 < at < len(order) and min(running[at - 1], total - running[at - 1]) >= minimum:
                return members[order[:at]], members[order[at:]]
    return None


def _directions(points: Floats) -> list[Floats]:
    """The long direction of a cloud of points first, then across it; always pointing the same way."""
    spread = np.cov((points - points.mean(axis=0)).T)
    vectors = np.linalg.eigh(spread)[1][:, ::-1].T
    return [vector * (1 if tuple(np.round(vector, 9)) > (0, 0) else -1) for vector in vectors]


def _numbered(labels: Labels, points: Floats, weights: Floats) -> Labels:
    """Labels from 1, from north to south and west to east by their middles."""
    labels = np.unique(labels, return_inverse=True)[1].astype(np.int32)
    heavy = np.maximum(np.bincount(labels, weights=weights), 1e-9)
    middle = np.column_stack([np.bincount(labels, weights=weights * points[:, axis]) / heavy for axis in (0, 1)])
    order = np.lexsort((np.round(middle[:, 0]), -np.round(middle[:, 1])))
    number = np.empty(len(order), dtype=np.int32)
    number[order] = np.arange(1, len(order) + 1)
    return number[labels]
