"""How people and simpler programs order doors and cut turf, to measure against; and a large made-up grid."""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from waymeet.organizing.turf.neighbours import middles
from waymeet.organizing.turf.network import DoorSpots, StreetNetwork


def dense(xy: NDArray[np.float64], metres: float, doors: int) -> NDArray[np.int64]:
    """Rows of places with at least so many others around."""
    around = cKDTree(xy).query_ball_point(xy, metres, return_length=True)
    return np.flatnonzero(np.asarray(around) >= doors)


def middles_of(network: StreetNetwork, spots: DoorSpots) -> NDArray[np.float64]:
    return middles(network, spots)


def _street_places(network: StreetNetwork, spots: DoorSpots) -> dict[str, list[tuple[float, int, int]]]:
    """Street -> (place along the whole street, side, row): what house numbers tell where there are any."""
    xy = middles(network, spots)
    names = [network.seg_name[seg] or f"unnamed {seg:06d}" for seg in spots.seg.tolist()]
    streets: dict[str, list[tuple[float, int, int]]] = {}
    for name in sorted(set(names)):
        rows = np.array([row for row, own in enumerate(names) if own == name])
        axis = np.linalg.svd(xy[rows] - xy[rows].mean(axis=0))[2][0]
        axis = axis if axis[np.argmax(np.abs(axis))] > 0 else -axis
        for row in rows.tolist():
            points = network.seg_points[spots.seg[row]]
            same_way = 1 if float((points[-1] - points[0]) @ axis) >= 0 else -1
            streets.setdefault(name, []).append((float(xy[row] @ axis), int(spots.side[row]) * same_way, row))
    return streets


def by_address(network: StreetNetwork, spots: DoorSpots) -> list[int]:
    """Streets from A to Z, both sides by number: what a list sorted by address gives."""
    return [row for _name, doors in sorted(_street_places(network, spots).items()) for _at, _side, row in sorted(doors)]


def odd_even(network: StreetNetwork, spots: DoorSpots, distance: NDArray[np.float64]) -> list[int]:
    """A street at a time, the nearest next; odd numbers on the way out, even numbers on the way back."""
    waiting = _street_places(network, spots)
    order: list[int] = []
    while waiting:
        rounds = [(name, walk) for name, doors in waiting.items() for walk in _there_and_back(doors)]
        name, walk = rounds[0] if not order else min(rounds, key=lambda pair: distance[order[-1], pair[1][0]])
        order += walk
        del waiting[name]
    return order


def _there_and_back(doors: list[tuple[float, int, int]]) -> list[list[int]]:
    """The four ways to do it: from either end, either side first."""
    found = []
    for first in (1, -1):
        for ends in (1, -1):
            out = [row for at, side, row in sorted(doors)[::ends] if side == first]
            back = [row for at, side, row in sorted(doors)[::-ends] if side != first]
            found.append(out + back)
    return found


def nearest_next(distance: NDArray[np.float64]) -> list[int]:
    """From the first door always to the nearest that is left, along the streets."""
    order = [0]
    left = np.ones(len(distance), dtype=bool)
    left[0] = False
    while left.any():
        order.append(int(np.where(left, distance[order[-1]], np.inf).argmin()))
        left[order[-1]] = False
    return order


def halved_by_lines(xy: NDArray[np.float64], turfs: int) -> list[list[int]]:
    """Cut across the longer side of the box again and again, as if there were no streets."""
    waiting, done = [(np.arange(len(xy)), turfs)], []
    while waiting:
        rows, count = waiting.pop()
        if count == 1:
            done.append(rows.tolist())
            continue
        longer = int(np.argmax(np.ptp(xy[rows], axis=0)))
        rows = rows[np.argsort(xy[rows, longer], kind="stable")]
        at = round(len(rows) * (count // 2) / count)
        waiting += [(rows[:at], count // 2), (rows[at:], count - count // 2)]
    return done


def grid(blocks: int, *, metres: float = 100.0, houses: int = 8) -> tuple[StreetNetwork, DoorSpots]:
    """`blocks` x `blocks` of residential streets, `houses` on each side of each."""
    many = blocks + 1
    node_xy = np.array([(x * metres, y * metres) for y in range(many) for x in range(many)])
    east = [(y * many + x, y * many + x + 1) for y in range(many) for x in range(blocks)]
    north = [(y * many + x, (y + 1) * many + x) for y in range(blocks) for x in range(many)]
    ends = np.array(east + north, dtype=np.int32)
    network = StreetNetwork(
        origin=(42.65, -73.75),
        node_xy=node_xy,
        seg_from=ends[:, 0],
        seg_to=ends[:, 1],
        seg_points=[node_xy[pair] for pair in ends],
        seg_kind=np.ones(len(ends), dtype=np.int8),
        seg_name=[""] * len(ends),
    )
    doors = len(ends) * 2 * houses
    spots = DoorSpots(
        seg=np.repeat(np.arange(len(ends), dtype=np.int32), 2 * houses),
        along=np.tile((np.arange(houses) + 0.5) * metres / houses, 2 * len(ends)),
        side=np.tile(np.repeat(np.array([1, -1], dtype=np.int8), houses), len(ends)),
        setback=np.full(doors, 5.0),
        building=np.arange(doors, dtype=np.int32),
    )
    return network, spots
