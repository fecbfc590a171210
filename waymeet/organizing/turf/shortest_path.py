"""The shortest open path through points whose distances are known: a fast search, then exact improvement."""

import fast_tsp
import numpy as np
from numpy.typing import NDArray

LARGEST = 65535
"""fast_tsp reads distances as 16-bit whole numbers."""

SECONDS_A_DOOR, LEAST_SECONDS, MOST_SECONDS = 0.001, 0.03, 0.13
"""How long the search may take; Albany turfs of 50 to 200 doors reach the proven optimum within it (`make bench`)."""

LONGEST_MOVED = 3
"""Doors in a row that the exact improvement tries elsewhere in the walk (Or-opt)."""

ENOUGH = 1e-6
"""Metres a change has to save to be made."""


def shortest_path(
    distance: NDArray[np.float64], *, start: int | None = None, seconds: float | None = None
) -> list[int]:
    """Every point once, beginning at `start` if given, ending anywhere.

    `distance`: (n, n) metres, symmetric, finite, nought on the diagonal. `seconds`: for the search, instead of ours.
    """
    many = len(distance)
    if many <= 1 or not distance.any():
        rest = [point for point in range(many) if point != start]
        return rest if start is None else [start, *rest]
    seconds = seconds or min(max(many * SECONDS_A_DOOR, LEAST_SECONDS), MOST_SECONDS)
    tour = fast_tsp.find_tour(_whole_numbers(distance, start), duration_seconds=seconds)
    at = tour.index(many)
    path = tour[at + 1 :] + tour[:at]
    if start is not None and path[0] != start:
        path = path[::-1] if path[-1] == start else [start, *(point for point in path if point != start)]
    return improved(distance, path, fixed_start=start is not None)


def _whole_numbers(distance: NDArray[np.float64], start: int | None) -> NDArray[np.uint16]:
    """(n + 1, n + 1): the last row is the way home that nobody walks; it makes the closed tour an open path.

    Without a start it is free from everywhere. With one it is free to the start and costs the greatest distance
    from anywhere else, so that a best tour has it next to the start.
    """
    home = np.zeros(len(distance))
    if start is not None:
        home[:] = distance.max()
        home[start] = 0.0
    grown = np.block([[distance, home[:, None]], [home[None, :], np.zeros((1, 1))]])
    return np.asarray(np.rint(grown * (LARGEST / distance.max())), dtype=np.uint16)


def improved(distance: NDArray[np.float64], path: list[int], *, fixed_start: bool = False) -> list[int]:
    """The path after every single reversal (2-opt) and every move of up to three points (Or-opt) that shortens it."""
    many = len(path)
    if many < 3:
        return path
    grown = np.zeros((many + 1, many + 1))
    grown[:many, :many] = distance
    walk = np.array([many, *path, many])
    first = 2 if fixed_start else 1
    while True:
        saved, turned = _best_reversal(grown, walk, first)
        other, moved = _best_move(grown, walk, first)
        if max(saved, other) <= ENOUGH:
            return [int(point) for point in walk[1:-1]]
        walk = turned if saved >= other else moved


def _best_reversal(
    distance: NDArray[np.float64], walk: NDArray[np.int64], first: int
) -> tuple[float, NDArray[np.int64]]:
    here, there = walk[first:-1], walk[first + 1 :]
    before = walk[first - 1 : -2]
    step_in, step_out = distance[before, here], distance[here, there]
    saved = step_in[:, None] + step_out[None, :] - distance[np.ix_(before, here)] - distance[np.ix_(here, there)]
    saved[np.tril_indices(len(here))] = -np.inf
    i, j = np.unravel_index(int(np.argmax(saved)), saved.shape)
    turned = walk.copy()
    turned[first + i : first + j + 1] = walk[first + i : first + j + 1][::-1]
    return float(saved[i, j]), turned


def _best_move(distance: NDArray[np.float64], walk: NDArray[np.int64], first: int) -> tuple[float, NDArray[np.int64]]:
    best, found = 0.0, walk
    for length in range(1, LONGEST_MOVED + 1):
        heads = np.arange(first, len(walk) - length)
        if not len(heads):
            break
        tails = heads + length - 1
        gaps = np.arange(first - 1, len(walk) - 1)
        left = distance[walk[heads - 1], walk[heads]] + distance[walk[tails], walk[tails + 1]]
        left -= distance[walk[heads - 1], walk[tails + 1]]
        inside = (gaps >= heads[:, None] - 1) & (gaps <= tails[:, None])
        for flipped in (False, True):
            near, far = (tails, heads) if flipped else (heads, tails)
            added = distance[np.ix_(walk[near], walk[gaps])] + distance[np.ix_(walk[far], walk[gaps + 1])]
            saved = np.where(inside, -np.inf, left[:, None] - added + distance[walk[gaps], walk[gaps + 1]])
            i, k = np.unravel_index(int(np.argmax(saved)), saved.shape)
            if saved[i, k] > best:
                best, found = float(saved[i, k]), _moved(walk, int(heads[i]), length, int(gaps[k]), flipped=flipped)
    return best, found


def _moved(walk: NDArray[np.int64], head: int, length: int, gap: int, *, flipped: bool) -> NDArray[np.int64]:
    taken = walk[head : head + length]
    rest = np.delete(walk, np.s_[head : head + length])
    at = gap + 1 if gap < head else gap + 1 - length
    return np.insert(rest, at, taken[::-1] if flipped else taken)


def length(distance: NDArray[np.float64], path: list[int]) -> float:
    """Metres of a path."""
    return float(distance[path[:-1], path[1:]].sum())
