"""Proves the shortest open path through points: linear relaxation with subtour cuts, then whole numbers (HiGHS).

The whole-number part asks one question only, whether there is a tour shorter than the best known: that there is none is
found in seconds where looking for the best one took minutes.

The path is a closed tour with one more point, at no distance from every other. Source of the method: Dantzig, Fulkerson
and Johnson 1954; edges that cannot be in any better tour are left out by their reduced costs.
"""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp
from scipy.sparse import csr_matrix, vstack
from scipy.sparse.csgraph import connected_components, maximum_flow

NEAREST = 10
WHOLE = 1e-6
FLOW = 1_000_000
MILLIMETRE = 1e-3
INFEASIBLE = 2  # what `milp` answers where nothing fits
SECONDS = 25.0  # for the whole-number part of one proof


@dataclass(frozen=True)
class Proof:
    """The best length known, the length nothing can be below, and whether the two are the same."""

    best: float
    bound: float

    @property
    def proven(self) -> bool:
        return self.best - self.bound <= MILLIMETRE


class _Edges:
    """Pairs of points as columns, and cuts as rows."""

    def __init__(self, distance: NDArray[np.float64], pairs: NDArray[np.int64]) -> None:
        self.many = len(distance)
        self.pairs = pairs
        self.cost = distance[pairs[:, 0], pairs[:, 1]]
        columns = np.arange(len(pairs))
        ones = np.ones(2 * len(pairs))
        self.degree = csr_matrix((ones, (pairs.T.ravel(), np.tile(columns, 2))), shape=(self.many, len(pairs)))

    def crossing(self, inside: NDArray[np.bool_]) -> csr_matrix:
        """A row: the edges that leave a set of points."""
        return csr_matrix((inside[self.pairs[:, 0]] != inside[self.pairs[:, 1]]).astype(float))

    def cuts(self, sets: list[NDArray[np.bool_]]) -> csr_matrix | None:
        return vstack([self.crossing(inside) for inside in sets], format="csr") if sets else None


def prove(distance: NDArray[np.float64], path: list[int], seconds: float = SECONDS) -> Proof:
    """`distance` (n, n) metres; `path` the best known, every point once."""
    many = len(distance)
    grown = np.zeros((many + 1, many + 1))
    grown[:many, :many] = distance
    tour = np.array([*path, many])
    best = float(grown[tour, np.roll(tour, -1)].sum())
    edges, sets, bound, reduced = _relaxation(grown, tour)
    kept = reduced <= best - bound + 1e-6
    return _whole_numbers(_Edges(grown, edges[kept]), sets, Proof(best, bound), seconds)


def _relaxation(
    distance: NDArray[np.float64], tour: NDArray[np.int64]
) -> tuple[NDArray[np.int64], list[NDArray[np.bool_]], float, NDArray[np.float64]]:
    """All pairs, the sets that had to be cut, the length nothing can be below, and every pair's reduced cost."""
    every = np.column_stack(np.triu_indices(len(distance), 1))
    inside = _first_pairs(distance, tour, every)
    sets: list[NDArray[np.bool_]] = []
    while True:
        edges = _Edges(distance, every[inside])
        value, share, point_price, set_price = _linear(edges, sets)
        fresh = _violated(edges, share)
        if fresh:
            sets += fresh
            continue
        reduced = distance[every[:, 0], every[:, 1]] - point_price[every[:, 0]] - point_price[every[:, 1]]
        for price, members in zip(set_price, sets, strict=True):
            reduced -= price * (members[every[:, 0]] != members[every[:, 1]])
        missing = (reduced < -WHOLE) & ~inside
        if not missing.any():
            # Edges may be used once: a negative reduced cost of a used edge is part of the bound already.
            return every, sets, value, reduced
        inside |= missing


def _first_pairs(distance: NDArray[np.float64], tour: NDArray[np.int64], every: NDArray[np.int64]) -> NDArray[np.bool_]:
    near = np.zeros(distance.shape, dtype=bool)
    order = np.argsort(distance + np.diag(np.full(len(distance), np.inf)), axis=1)[:, :NEAREST]
    near[np.arange(len(distance))[:, None], order] = True
    near[tour, np.roll(tour, -1)] = True
    near[-1] = True
    return (near | near.T)[every[:, 0], every[:, 1]]


def _linear(
    edges: _Edges, sets: list[NDArray[np.bool_]]
) -> tuple[float, NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    cuts = edges.cuts(sets)
    found = linprog(
        edges.cost,
        A_ub=None if cuts is None else -cuts,
        b_ub=None if cuts is None else np.full(len(sets), -2.0),
        A_eq=edges.degree,
        b_eq=np.full(edges.many, 2.0),
        bounds=(0, 1),
        method="highs",
    )
    set_price = -found.ineqlin.marginals if sets else np.zeros(0)
    return float(found.fun), found.x, found.eqlin.marginals, set_price


def _violated(edges: _Edges, share: NDArray[np.float64]) -> list[NDArray[np.bool_]]:
    """Sets of points that the edges enter less than twice."""
    used = share > WHOLE
    ends = edges.pairs[used]
    graph = csr_matrix((share[used], ends.T), shape=(edges.many, edges.many))
    pieces, piece = connected_components(graph, directed=False)
    if pieces > 1:
        return [piece == number for number in range(pieces)]
    flow = csr_matrix((np.rint(graph.data * FLOW).astype(np.int32), graph.indices, graph.indptr), shape=graph.shape)
    return _thin_cuts(flow + flow.T)


def _thin_cuts(capacity: csr_matrix) -> list[NDArray[np.bool_]]:
    found: dict[bytes, NDArray[np.bool_]] = {}
    for target in range(1, capacity.shape[0]):
        flow = maximum_flow(capacity, 0, target)
        if flow.flow_value < 2 * FLOW - FLOW // 1000:
            left = capacity - flow.flow
            left.data[left.data <= 0] = 0
            left.eliminate_zeros()
            side = _reached(left, 0)
            found[side.tobytes()] = side
    return list(found.values())


def _reached(graph: csr_matrix, start: int) -> NDArray[np.bool_]:
    seen = np.zeros(graph.shape[0], dtype=bool)
    waiting = [start]
    seen[start] = True
    while waiting:
        here = waiting.pop()
        for there in graph.indices[graph.indptr[here] : graph.indptr[here + 1]]:
            if not seen[there]:
                seen[there] = True
                waiting.append(int(there))
    return seen


def _whole_numbers(edges: _Edges, sets: list[NDArray[np.bool_]], known: Proof, seconds: float) -> Proof:
    """The shortest tour over these edges; where time runs out, the best so far and what nothing can be below."""
    sets, best = list(sets), known.best
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = _shorter(edges, sets, best, max(end - time.monotonic(), 1.0))
        if found.status == INFEASIBLE:
            return Proof(best, best)
        if found.status != 0:
            return Proof(best, max(known.bound, min(best, found.mip_dual_bound or 0.0)))
        chosen = edges.pairs[found.x > 0.5]
        graph = csr_matrix((np.ones(len(chosen)), chosen.T), shape=(edges.many, edges.many))
        pieces, piece = connected_components(graph, directed=False)
        if pieces == 1:
            best = float(found.fun)
        sets += [piece == number for number in range(pieces) if pieces > 1]
    return Proof(best, known.bound)


def _shorter(edges: _Edges, sets: list[NDArray[np.bool_]], best: float, seconds: float) -> OptimizeResult:
    """Edges that enter every point and every set twice, together shorter than `best`."""
    constraints = [
        LinearConstraint(edges.degree, 2, 2),
        LinearConstraint(csr_matrix(edges.cost), -np.inf, best - MILLIMETRE),
    ]
    cuts = edges.cuts(sets)
    if cuts is not None:
        constraints.append(LinearConstraint(cuts, 2, np.inf))
    return milp(
        edges.cost,
        integrality=np.ones(len(edges.cost)),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"mip_rel_gap": 0.0, "time_limit": seconds},
    )
