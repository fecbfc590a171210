"""Which building an address stands in: the one around its point, or the likeliest one near it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from waymeet.organizing.turf.rules.street_names import street_key

NEAR = 40.0  # metres from an address point to a building that may be meant
APART = 100.0  # metres beyond which the same number and street are another house
_OTHER_NUMBER, _OTHER_STREET = 12.0, 15.0  # metres a building must be nearer by to be meant all the same


@dataclass
class House:
    """A building as matching sees it: outline or point in metres, and what is known of its doors."""

    shape: shapely.Geometry
    drawn: bool
    addresses: set[str] = field(default_factory=set)  # house keys its doors have
    streets: set[str] = field(default_factory=set)  # street keys of its doors


def choose_houses(houses: Sequence[House], keys: Sequence[str], points: NDArray[np.float64]) -> NDArray[np.int64]:
    """For each group of addresses of one house key, at (G, 2) metres, an index into `houses`, -1 for a new one.

    The surest groups choose first; a house that took an address counts as having it.
    """
    result = np.full(len(keys), -1, dtype=np.int64)
    if not houses or not len(keys):
        return result
    tree = shapely.STRtree([house.shape for house in houses])
    spots = shapely.points(points)
    group, house = tree.query(spots, predicate="dwithin", distance=APART)
    metres = shapely.distance(spots[group], tree.geometries[house])
    near: dict[int, list[tuple[float, int]]] = {}
    for g, h, m in zip(group.tolist(), house.tolist(), metres.tolist(), strict=True):
        near.setdefault(g, []).append((m, h))
    for _, g in sorted((min(found)[0], g) for g, found in near.items()):
        chosen = _likeliest(houses, keys[g], near[g])
        if chosen is not None:
            result[g] = chosen
            houses[chosen].addresses.add(keys[g])
    return result


def _likeliest(houses: Sequence[House], key: str, near: Sequence[tuple[float, int]]) -> int | None:
    own = [(metres, h) for metres, h in near if key in houses[h].addresses]
    if own:
        return min(own)[1]
    around = [h for metres, h in near if metres == 0 and houses[h].drawn]
    if around:
        return min(around)
    scored = [(_score(houses[h], key, metres), h) for metres, h in near if houses[h].drawn]
    best = min(scored, default=(NEAR + 1, -1))
    return best[1] if best[0] <= NEAR else None


def _score(house: House, key: str, metres: float) -> float:
    street = street_key(key.partition("|")[2].rstrip("|"))
    other_street = bool(house.streets) and street not in house.streets
    return metres + bool(house.addresses) * _OTHER_NUMBER + other_street * _OTHER_STREET
