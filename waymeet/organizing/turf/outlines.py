"""Outlines of turfs for a map: each place belongs to the turf of the nearest door, and a turf is one shape."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

ROUND_A_DOOR = 35.0  # metres: half a lot's width and its front yard
ALONG_THE_WALK = 6.0  # metres to either side of the walk, which joins what lies apart
CRACK = 2.0  # metres: narrower cracks between two doors of one turf are closed
GRAIN = 2.0  # metres the drawn line may be off


def outlines(turfs: Sequence[NDArray[np.float64]], walks: Sequence[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """One ring (k, 2) metres for each turf. `turfs`: its doors (n, 2); `walks`: its line (m, 2), may be empty."""
    if not turfs:
        return []
    grounds = _grounds(np.concatenate(turfs), np.repeat(np.arange(len(turfs)), [len(doors) for doors in turfs]))
    return [_ring(ground, walk) for ground, walk in zip(grounds, walks, strict=True)]


def _grounds(doors: NDArray[np.float64], turf: NDArray[np.int64]) -> list[shapely.Geometry]:
    """For each turf the places nearer to its doors than to any other's, but not far from a door."""
    places, first = np.unique(np.round(doors, 1), axis=0, return_index=True)
    points = shapely.points(places)
    near = shapely.buffer(points, ROUND_A_DOOR, quad_segs=4)
    if len(places) > 1:
        cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), ordered=True))
        near = shapely.intersection(near, cells)
    owner = turf[first]
    missing = shapely.buffer(shapely.points(doors), ROUND_A_DOOR, quad_segs=4)  # two doors at one place, two turfs
    own = [near[owner == number] for number in range(int(turf.max()) + 1)]
    return [shapely.union_all(cells if len(cells) else missing[turf == number]) for number, cells in enumerate(own)]


def _ring(ground: shapely.Geometry, walk: NDArray[np.float64]) -> NDArray[np.float64]:
    joined = shapely.union(ground, shapely.LineString(walk).buffer(ALONG_THE_WALK)) if len(walk) > 1 else ground
    whole = shapely.simplify(shapely.buffer(shapely.buffer(joined, CRACK), -CRACK), GRAIN)
    parts = shapely.get_parts(whole)
    largest = parts[int(np.argmax(shapely.area(parts)))]
    return np.asarray(shapely.get_coordinates(shapely.get_exterior_ring(largest)))
