"""Made-up towns for tests of walking and cutting: a grid of streets, with or without a river and one bridge."""

from dataclasses import dataclass, replace

import numpy as np

from waymeet.organizing.turf.network import STREET_KINDS, DoorSpots, StreetNetwork

BLOCK = 100.0
HOUSES = 8
"""Houses on each side of each block."""


@dataclass(frozen=True)
class Town:
    """Streets and the doors on them."""

    network: StreetNetwork
    spots: DoorSpots

    def street(self, name: str, block: int) -> int:
        """The segment of a street's block, counted from its beginning."""
        return [seg for seg, known in enumerate(self.network.seg_name) if known == name][block]


def grid(
    wide: int = 4,
    high: int = 4,
    *,
    river_after_row: int | None = None,
    bridge_column: int | None = 0,
    busy_row: int | None = None,
    houses: int = HOUSES,
) -> Town:
    """`wide` x `high` blocks. A river lies north of `river_after_row`; only `bridge_column` crosses it (None: no bridge)."""
    number = {(x, y): y * (wide + 1) + x for y in range(high + 1) for x in range(wide + 1)}
    node_xy = np.array([(x * BLOCK, y * BLOCK) for y in range(high + 1) for x in range(wide + 1)])
    streets: list[tuple[int, int, int, str]] = []
    for (x, y), here in number.items():
        kind = "primary" if y == busy_row else "residential"
        if x < wide:
            streets.append((here, number[x + 1, y], STREET_KINDS.index(kind), f"{y} Street"))
        if y < high and (y != river_after_row or x == bridge_column):
            streets.append((here, number[x, y + 1], STREET_KINDS.index("residential"), f"{x} Avenue"))
    network = StreetNetwork(
        origin=(42.65, -73.75),
        node_xy=node_xy,
        seg_from=np.array([street[0] for street in streets], dtype=np.int32),
        seg_to=np.array([street[1] for street in streets], dtype=np.int32),
        seg_points=[node_xy[[street[0], street[1]]] for street in streets],
        seg_kind=np.array([street[2] for street in streets], dtype=np.int8),
        seg_name=[street[3] for street in streets],
    )
    bridges = {i for i, street in enumerate(streets) if _over_river(street, node_xy, river_after_row)}
    return Town(network, _houses(len(streets), bridges, houses))


def _over_river(street: tuple[int, int, int, str], xy: np.ndarray, river_after_row: int | None) -> bool:
    rows = {int(xy[street[0], 1] // BLOCK), int(xy[street[1], 1] // BLOCK)}
    return river_after_row is not None and rows == {river_after_row, river_after_row + 1}


def _houses(streets: int, without: set[int], houses: int) -> DoorSpots:
    places = [(seg, side, k) for seg in range(streets) if seg not in without for side in (1, -1) for k in range(houses)]
    return doors([(seg, side, (k + 0.5) * BLOCK / houses) for seg, side, k in places])


def doors(places: list[tuple[int, int, float]], setback: float = 5.0) -> DoorSpots:
    """Doors at (segment, side, metres along), each its own building."""
    return DoorSpots(
        seg=np.array([place[0] for place in places], dtype=np.int32),
        along=np.array([place[2] for place in places], dtype=np.float64),
        side=np.array([place[1] for place in places], dtype=np.int8),
        setback=np.full(len(places), setback),
        building=np.arange(len(places), dtype=np.int32),
    )


@dataclass(frozen=True)
class Lane:
    """A street in three blocks; side streets at both ends of the middle block, a dead end after the last."""

    network: StreetNetwork
    middle: int = 1
    dead_end: int = 2


def lane(kind: int, *, drive: bool = False, drive_beyond: bool = False) -> Lane:
    """`drive`: a path comes to the middle block's last metre from the north; `drive_beyond`: it goes on to the south."""
    xy = [(0, 0), (100, 0), (200, 0), (300, 0), (100, 80), (100, -80), (200, 80), (200, -80)]
    quiet = STREET_KINDS.index("residential")
    streets = [(0, 1, kind), (1, 2, kind), (2, 3, kind), (1, 4, quiet), (1, 5, quiet), (2, 6, quiet), (2, 7, quiet)]
    if drive:
        streets = [(0, 1, kind), (1, 2, kind), (2, 3, kind), (1, 4, quiet), (1, 5, quiet), (2, 6, 0)]
        streets += [(2, 7, 0)] if drive_beyond else []
    return Lane(_network(np.array(xy, dtype=np.float64), streets))


def _network(xy: np.ndarray, streets: list[tuple[int, int, int]]) -> StreetNetwork:
    return StreetNetwork(
        origin=(42.65, -73.75),
        node_xy=xy,
        seg_from=np.array([street[0] for street in streets], dtype=np.int32),
        seg_to=np.array([street[1] for street in streets], dtype=np.int32),
        seg_points=[xy[[street[0], street[1]]] for street in streets],
        seg_kind=np.array([street[2] for street in streets], dtype=np.int8),
        seg_name=["Lane"] * len(streets),
    )


def turned_round(
    network: StreetNetwork, places: list[tuple[int, int, float]], segs: set[int]
) -> tuple[StreetNetwork, list[tuple[int, int, float]]]:
    """The same town with some segments drawn the other way round, and the same places in it."""
    start, stop = network.seg_from.copy(), network.seg_to.copy()
    turned = sorted(segs)
    start[turned], stop[turned] = network.seg_to[turned], network.seg_from[turned]
    points = [line[::-1] if seg in segs else line for seg, line in enumerate(network.seg_points)]
    same = [(seg, -side, BLOCK - at) if seg in segs else (seg, side, at) for seg, side, at in places]
    return replace(network, seg_from=start, seg_to=stop, seg_points=points), same
