"""Cuts doors into balanced turfs along the streets: a building is never split, and each turf hangs together on foot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from waymeet.organizing.turf.corners import Corners
from waymeet.organizing.turf.halving import exchanged, halves
from waymeet.organizing.turf.neighbours import Neighbours, linked, neighbours, tree_share
from waymeet.organizing.turf.network import NO_STREET, DoorSpots, StreetNetwork
from waymeet.organizing.turf.walk_order import Pace, rows_of

OVER = 1.1
"""A turf may be a tenth larger than asked before there is one turf more."""

WALK_OF_TREE = 1.3
"""Metres of walk for each metre of the shortest tree through a turf's doors, as Albany turfs turn out."""

APART = (3.0, 1000.0)
"""Pieces no way joins: times the straight line, plus metres."""


@dataclass(frozen=True)
class Size:
    """How large a turf should be: about so many doors, or about so many minutes at a pace."""

    doors: int | None = None
    minutes: float | None = None
    pace: Pace = field(default_factory=Pace)


@dataclass(frozen=True)
class Cut:
    """Turfs as rows of the doors given, each row in one turf or in `no_street`."""

    turfs: list[list[int]]
    no_street: list[int]


@dataclass(frozen=True)
class _Buildings:
    """Buildings with a street: their doors, the spot most of them share, and how much of a turf each takes."""

    rows: list[list[int]]
    spots: DoorSpots


def cut(
    network: StreetNetwork,
    corners: Corners,
    spots: DoorSpots,
    size: Size,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> Cut:
    """Cut doors into turfs of about `size`; `told` hears of how many buildings the turf is settled.

    Every turf takes within one building's worth of an equal share, where "equal" is among the doors one can walk
    between. A building larger than a turf is a turf of its own.
    """
    no_street = np.flatnonzero(spots.seg == NO_STREET).tolist()
    buildings = _buildings(spots)
    if not buildings.rows:
        return Cut([], no_street)
    near = neighbours(network, corners, buildings.spots)
    weight = _weights(buildings, near, size)
    wanted = float(size.doors if size.doors is not None else size.minutes or 0)
    turfs: list[NDArray[np.int64]] = []
    settled = 0
    for part in _walkable(near, weight, wanted):
        told(settled, len(weight))
        turfs += _shared(near, weight, part, wanted, partial(_told_after, told, settled, len(weight)))
        settled += len(part)
    rows = [sorted(row for unit in units.tolist() for row in buildings.rows[unit]) for units in turfs]
    return Cut(sorted(rows), no_street)


def _told_after(told: Callable[[int, int], None], before: int, total: int, done: int) -> None:
    told(before + done, total)


def _buildings(spots: DoorSpots) -> _Buildings:
    rows: dict[int, list[int]] = {}
    for row in np.flatnonzero(spots.seg != NO_STREET).tolist():
        rows.setdefault(int(spots.building[row]), []).append(row)
    return _Buildings(list(rows.values()), rows_of(spots, [doors[0] for doors in rows.values()]))


def _weights(buildings: _Buildings, near: Neighbours, size: Size) -> NDArray[np.float64]:
    """Doors, or minutes: at the doors, up to them and back, and the building's share of the walk."""
    doors = np.array([len(rows) for rows in buildings.rows], dtype=np.float64)
    if size.doors is not None:
        return doors
    metres = WALK_OF_TREE * np.minimum(tree_share(near), 200.0) + 2.0 * buildings.spots.setback
    return doors * size.pace.minutes_a_door + metres / size.pace.metres_a_second / 60.0


def _walkable(near: Neighbours, weight: NDArray[np.float64], wanted: float) -> Iterator[NDArray[np.int64]]:
    """Parts to cut on their own: what hangs together on foot; a part under half a turf goes with its neighbour."""
    piece = connected_components(near.graph, directed=False)[1]
    joined = linked(near, times=APART[0], more=APART[1]).graph.tocoo()
    while True:
        weights = np.bincount(piece, weights=weight)
        small = np.flatnonzero((weights > 0) & (weights < wanted / 2))
        across = piece[joined.row] != piece[joined.col]
        if not len(small) or not across.any():
            break
        smallest = small[np.argmin(weights[small])]
        ways = np.flatnonzero(across & (piece[joined.row] == smallest))
        nearest = ways[np.argmin(joined.data[ways])]
        piece = np.where(piece == smallest, piece[joined.col[nearest]], piece)
    for number in np.unique(piece).tolist():
        yield np.flatnonzero(piece == number)


def _shared(
    near: Neighbours,
    weight: NDArray[np.float64],
    units: NDArray[np.int64],
    wanted: float,
    told: Callable[[int], None],
) -> Iterator[NDArray[np.int64]]:
    """One part of town in equal turfs; towers first, by themselves."""
    towers = weight[units] >= wanted
    yield from units[towers][:, None]
    rest = units[~towers]
    waiting = [(rest, turfs_for(float(weight[rest].sum()), wanted))] if len(rest) else []
    done: list[NDArray[np.int64]] = []
    while waiting:
        told(sum(map(len, done)))
        part, turfs = waiting.pop()
        if turfs <= 1 or len(part) <= 1:
            done.append(part)
            continue
        first = turfs // 2
        left, right = halves(near, weight, part, first / turfs)
        waiting += [(right, turfs - first), (left, first)]
    if done:
        share, building = float(weight[rest].sum()) / len(done), float(weight[rest].max())
        yield from exchanged(near, weight, done, (share - building, share + building))


def turfs_for(total: float, wanted: float) -> int:
    """How many turfs bring each nearest to what was asked, and none more than a tenth over."""
    return max(1, round(total / wanted), int(np.ceil(total / (wanted * OVER) - 1e-9)))
