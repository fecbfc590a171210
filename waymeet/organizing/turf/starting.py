"""Where a walk begins: the nearest place on a street to a point somebody chose."""

import numpy as np
import shapely
from numpy.typing import NDArray

from waymeet.organizing.turf.network import NO_STREET, DoorSpots, StreetNetwork

REACH = 300.0  # metres; a starting point farther from every street is a slip of the finger


def snap(network: StreetNetwork, xy: NDArray[np.float64]) -> DoorSpots:
    """The spot on the nearest street to each place (k, 2), metres; `seg` is NO_STREET beyond 300 m of all streets."""
    lines = np.array([shapely.LineString(points) for points in network.seg_points], dtype=object)
    points = shapely.points(np.atleast_2d(xy))
    found, apart = shapely.STRtree(lines).query_nearest(points, return_distance=True, all_matches=False)
    seg = found[1].astype(np.int32)
    along = shapely.line_locate_point(lines[seg], points)
    return DoorSpots(
        seg=np.where(apart <= REACH, seg, NO_STREET).astype(np.int32),
        along=along,
        side=np.ones(len(points), dtype=np.int8),
        setback=np.zeros(len(points)),
        building=np.full(len(points), -1, dtype=np.int32),
    )
