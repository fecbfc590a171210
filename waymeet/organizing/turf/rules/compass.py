"""On which side of a street a door lies, in the words people of that street would use."""

import numpy as np
from numpy.typing import NDArray

from waymeet.organizing.turf.network import StreetNetwork

_UNCLEAR = 0.3  # a side that is hardly more one than the other is told by the stretch, not by the whole street


def sides(
    network: StreetNetwork, seg: NDArray[np.int32], along: NDArray[np.float64], side: NDArray[np.int8]
) -> list[str]:
    """The letters n, e, s, w for every door, "" where it has no street.

    A street that runs mostly east to west has a north and a south side along its whole length, even where it bends.
    """
    across = _east_west(network)
    result = [""] * len(seg)
    for door in np.flatnonzero(seg >= 0):
        ahead = _direction(network.seg_points[seg[door]], float(along[door]))
        east, north = -ahead[1] * side[door], ahead[0] * side[door]
        result[door] = _letter(float(east), float(north), runs_east=bool(across[seg[door]]))
    return result


def _letter(east: float, north: float, *, runs_east: bool) -> str:
    told = north if runs_east else east
    if abs(told) < _UNCLEAR:
        runs_east = abs(north) >= abs(east)
    if runs_east:
        return "n" if north >= 0 else "s"
    return "e" if east >= 0 else "w"


def _direction(line: NDArray[np.float64], along: float) -> NDArray[np.float64]:
    """Unit vector of the line at `along` metres."""
    steps = np.diff(line, axis=0)
    metres = np.hypot(steps[:, 0], steps[:, 1])
    at = min(int(np.searchsorted(np.cumsum(metres), along)), len(steps) - 1)
    unit: NDArray[np.float64] = steps[at] / max(float(metres[at]), 1e-9)
    return unit


def _east_west(network: StreetNetwork) -> NDArray[np.bool_]:
    """Per segment: does the street of its name run more east to west than north to south? Nameless: the segment."""
    lean = np.array([_lean(line) for line in network.seg_points])
    names = np.asarray([name or f"\0{place}" for place, name in enumerate(network.seg_name)], dtype=object)
    _, street = np.unique(names.astype(str), return_inverse=True)
    runs: NDArray[np.bool_] = (np.bincount(street, weights=lean) >= 0)[street] if len(lean) else lean.astype(bool)
    return runs


def _lean(line: NDArray[np.float64]) -> float:
    """Metres east-west minus metres north-south, by the doubled angle."""
    steps = np.diff(line, axis=0)
    metres = np.maximum(np.hypot(steps[:, 0], steps[:, 1]), 1e-9)
    return float(((steps[:, 0] ** 2 - steps[:, 1] ** 2) / metres).sum())
