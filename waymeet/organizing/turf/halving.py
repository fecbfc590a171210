"""Halves a part of town along its streets; afterwards neighbouring turfs exchange what suits the other better."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree

from waymeet.organizing.turf.neighbours import Neighbours, linked

LOOSE = 200.0
"""Metres that a loose piece adds to a turf's tree: about a block there and back."""

SAME_STREET = (1.5, 50.0)
"""Pieces of a part are joined at so many times the straight line, plus metres, while it is being halved."""

NEAR = 10.0
"""Metres added to a way before it counts as closeness, so that the doors of one porch do not outweigh a street."""

TRIED = 3
"""Of the cuts that take least closeness apart, so many are judged by the trees they leave."""

BETTER = 1.0
"""Metres of tree an exchange has to save."""

ROUNDS = 3
"""Rounds of exchanges at most; a round looks only at turfs that changed in the one before."""


@dataclass(frozen=True)
class _Pairs:
    """Neighbouring buildings of a part, each pair once, and how many buildings there are."""

    many: int
    one: NDArray[np.int64]
    other: NDArray[np.int64]
    metres: NDArray[np.float64]

    def parted(self, side: NDArray[np.bool_]) -> float:
        """How much closeness a cut takes apart: quick to know, and nearly as good a judge."""
        return float((1.0 / (self.metres + NEAR))[side[self.one] != side[self.other]].sum())

    def tree_metres(self, side: NDArray[np.bool_]) -> float:
        """Metres of the shortest trees through the buildings of both sides, with a charge for loose pieces."""
        kept = side[self.one] == side[self.other]
        ends = (self.one[kept], self.other[kept])
        forest = minimum_spanning_tree(csr_matrix((self.metres[kept], ends), shape=(self.many, self.many)))
        return float(forest.data.sum()) + (self.many - forest.nnz - 2) * LOOSE


def _pairs(graph: csr_matrix) -> _Pairs:
    one = np.repeat(np.arange(graph.shape[0]), np.diff(graph.indptr))
    once = one < graph.indices
    return _Pairs(graph.shape[0], one[once], graph.indices[once].astype(np.int64), graph.data[once])


def halves(
    near: Neighbours, weight: NDArray[np.float64], part: NDArray[np.int64], share: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Two sides of a part, the first with `share` of its weight; of several cuts the one that leaves least walking."""
    graph = near.graph[part][:, part]
    side = _best_side(Neighbours(graph, near.xy[part]), weight[part], share, np.inf)
    return part[side], part[~side]


def _best_side(near: Neighbours, weight: NDArray[np.float64], share: float, to_beat: float) -> NDArray[np.bool_]:
    """Which buildings go to the first side; none where no cut beats `to_beat` metres of tree."""
    times, more = SAME_STREET
    pairs = _pairs(near.graph)
    best = np.zeros(pairs.many, dtype=bool)
    sides = sorted(_sides(linked(near, times=times, more=more).graph, weight, share), key=pairs.parted)
    for side in sides[:TRIED]:
        metres = pairs.tree_metres(side)
        if metres < to_beat - 1e-6:
            to_beat, best = metres, side
    return best


def _sides(graph: csr_matrix, weight: NDArray[np.float64], share: float) -> Iterator[NDArray[np.bool_]]:
    """Cuts between two ends, for several pairs of ends; each with `share` at the one end, then at the other.

    Sorted by the difference of the ways to both ends, each side hangs together: whoever lies on the shortest way from
    a building to its end has a difference no greater. (Only where a cul-de-sac is cut through can a side fall apart.)
    """
    for one, other in _far_ends(graph):
        order = np.lexsort((np.arange(len(weight)), one, np.round(one - other, 3)))
        reached = np.cumsum(weight[order])
        for at_the_one_end in dict.fromkeys((share, 1 - share)):
            count = int(np.argmin(np.abs(reached - at_the_one_end * reached[-1]))) + 1
            side = np.zeros(len(weight), dtype=bool)
            side[order[: min(max(count, 1), len(weight) - 1)]] = True
            yield side if at_the_one_end == share else ~side


def _far_ends(graph: csr_matrix) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Ways from pairs of far ends: along the part, across it, and the corners between."""
    one = int(np.argmax(dijkstra(graph, indices=0)))
    from_one = dijkstra(graph, indices=one)
    from_two = dijkstra(graph, indices=int(np.argmax(from_one)))
    off = np.minimum(from_one, from_two)
    from_three = dijkstra(graph, indices=int(np.argmax(off)))
    across = int(np.argmax(np.minimum(off, from_three)))
    from_four, from_five = dijkstra(graph, indices=[across, int(np.argmax(from_three))])
    yield from_one, from_two
    for other in (from_four, from_two, from_one, from_five):
        yield from_three, other


def exchanged(
    near: Neighbours, weight: NDArray[np.float64], turfs: list[NDArray[np.int64]], within: tuple[float, float]
) -> list[NDArray[np.int64]]:
    """Turfs after neighbours were joined and halved anew wherever that saves walking; weights stay `within`."""
    turfs = list(turfs)
    turf = np.full(len(weight), -1, dtype=np.int64)
    for number, units in enumerate(turfs):
        turf[units] = number
    changed = set(range(len(turfs)))
    for _ in range(ROUNDS):
        looked, changed = changed, set()
        for one, other in _next_to_each_other(near.graph, turf, looked):
            halved = _halved_anew(near, weight, turfs[one], turfs[other], within)
            if halved is not None:
                turfs[one], turfs[other] = halved
                turf[halved[0]], turf[halved[1]] = one, other
                changed |= {one, other}
    return turfs


def _next_to_each_other(graph: csr_matrix, turf: NDArray[np.int64], looked: set[int]) -> list[tuple[int, int]]:
    here = np.repeat(turf, np.diff(graph.indptr))
    there = turf[graph.indices]
    meet = (here >= 0) & (here < there)
    pairs = np.unique(np.column_stack((here[meet], there[meet])), axis=0)
    return [(one, other) for one, other in pairs.tolist() if one in looked or other in looked]


def _halved_anew(
    near: Neighbours,
    weight: NDArray[np.float64],
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    within: tuple[float, float],
) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
    """The two turfs cut better, or None."""
    part = np.sort(np.concatenate((one, other)))
    joined = Neighbours(near.graph[part][:, part], near.xy[part])
    now = _pairs(joined.graph).tree_metres(np.isin(part, one))
    side = _best_side(joined, weight[part], float(weight[one].sum() / weight[part].sum()), now - BETTER)
    halved = (part[side], part[~side])
    weights = [float(weight[units].sum()) for units in halved]
    low, high = within
    return halved if side.any() and low <= min(weights) and max(weights) <= high else None
