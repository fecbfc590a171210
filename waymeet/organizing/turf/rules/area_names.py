"""Names for areas: the neighbourhood most of its doors are in, and a main crossing where that is not enough."""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from waymeet.organizing.turf.network import StreetNetwork

_MOST = 0.6  # one neighbourhood with this share of the doors names the area alone


def area_names(
    network: StreetNetwork, labels: NDArray[np.int32], points: NDArray[np.float64], parts: Sequence[str]
) -> dict[int, str]:
    """Label -> "Pine Hills", "Pine Hills: Madison Avenue & Quail Street" where two would be called the same."""
    numbers = [int(number) for number in np.unique(labels)]
    of_part = {number: _parts([parts[int(door)] for door in np.flatnonzero(labels == number)]) for number in numbers}
    called = Counter(of_part.values())
    crossings = _crossings(network)
    names: dict[int, str] = {}
    for number in numbers:
        part = of_part[number]
        crossing = ""
        if not part or called[part] > 1:
            middle = points[labels == number].mean(axis=0)
            crossing = _crossing_near(middle, crossings, taken=set(names.values()), part=part)
        names[number] = ": ".join(filter(None, (part, crossing))) or f"{number}"
    return names


def _parts(names: Sequence[str]) -> str:
    """The neighbourhoods that make up most of the doors, two at most."""
    counted = sorted(Counter(name for name in names if name).items(), key=lambda item: (-item[1], item[0]))
    if not counted:
        return ""
    alone = len(counted) == 1 or counted[0][1] >= _MOST * len(names)
    return counted[0][0] if alone else f"{counted[0][0]}, {counted[1][0]}"


def _crossings(network: StreetNetwork) -> list[tuple[float, float, str]]:
    """(x, y, "Madison Avenue & Quail Street") of every corner of two named streets, the larger street first."""
    streets: dict[int, dict[str, int]] = {}
    for place, name in enumerate(network.seg_name):
        if name and network.seg_kind[place] > 0:
            for node in (int(network.seg_from[place]), int(network.seg_to[place])):
                known = streets.setdefault(node, {})
                known[name] = max(known.get(name, 0), int(network.seg_kind[place]))
    found = []
    for node, names in streets.items():
        if len(names) > 1:
            largest = sorted(names, key=lambda name: (-names[name], name))[:2]
            found.append((*network.node_xy[node].tolist(), " & ".join(largest)))
    return found


def _crossing_near(
    middle: NDArray[np.float64], crossings: Sequence[tuple[float, float, str]], *, taken: Collection[str], part: str
) -> str:
    """The corner nearest to the middle of an area that does not name another one already."""
    by_distance = sorted(crossings, key=lambda at: (np.hypot(at[0] - middle[0], at[1] - middle[1]), at[2]))
    return next((name for _, _, name in by_distance if ": ".join(filter(None, (part, name))) not in taken), "")
