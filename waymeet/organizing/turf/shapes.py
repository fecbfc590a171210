"""Outlines and lines of many things at once, in metres of the town's plane."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from waymeet.organizing.turf.network import Plane

Shapes = NDArray[np.object_]


def outlines(rings: Sequence[NDArray[np.integer]], plane: Plane) -> Shapes:
    """Polygons of closed rings (k, 2) in microdegrees; a ring that crosses itself is put right."""
    if not rings:
        return np.zeros(0, dtype=object)
    flat, index = _flat(rings)
    made: Shapes = shapely.make_valid(shapely.polygons(shapely.linearrings(plane.xy(flat), indices=index)))
    return made


def lines(points: Sequence[NDArray[np.integer]], plane: Plane) -> Shapes:
    """Lines (k, 2) in microdegrees."""
    if not points:
        return np.zeros(0, dtype=object)
    flat, index = _flat(points)
    made: Shapes = shapely.linestrings(plane.xy(flat), indices=index)
    return made


def _flat(parts: Sequence[NDArray[np.integer]]) -> tuple[NDArray[np.integer], NDArray[np.int64]]:
    return np.vstack(parts), np.repeat(np.arange(len(parts)), [len(part) for part in parts])
