"""Fixes a town's areas once, and finds the area of doors that come later."""

from uuid import UUID

import numpy as np
from django.db.models import Max
from numpy.typing import NDArray

from waymeet.kernel.dividing import partition
from waymeet.organizing.turf.models import Area
from waymeet.organizing.turf.network import Plane, StreetNetwork
from waymeet.organizing.turf.packing import deltas, from_deltas
from waymeet.organizing.turf.rules.area_names import area_names
from waymeet.organizing.turf.rules.area_rings import area_of, rings


def fix_areas(
    town: UUID, network: StreetNetwork, door_xy: NDArray[np.float64], parts: list[str]
) -> NDArray[np.int32] | None:
    """The area number of every door, at the first import that brings doors; None where areas are fixed already."""
    if len(door_xy) == 0 or Area.objects.filter(town_id=town).exists():
        return None
    labels = partition(door_xy, np.ones(len(door_xy)), names=parts)
    names, outlines = area_names(network, labels, door_xy, parts), rings(door_xy, labels)
    first = Area.objects.aggregate(highest=Max("number"))["highest"] or 0
    plane = Plane(*network.origin)
    counts = np.bincount(labels)
    Area.objects.bulk_create(
        Area(
            town_id=town,
            number=first + label,
            name=names[label][:200],
            doors=int(counts[label]),
            ring=deltas(plane.micro(outline)),
        )
        for label, outline in outlines.items()
    )
    return (labels + first).astype(np.int32)


class KeptAreas:
    """The fixed areas of a town, for doors that come later."""

    def __init__(self, town: UUID, plane: Plane) -> None:
        kept = Area.objects.filter(town_id=town).values_list("number", "ring")
        self.outlines = {number: plane.xy(from_deltas(ring)) for number, ring in kept}

    def of(self, door_xy: NDArray[np.float64]) -> NDArray[np.int32]:
        """The area each door lies in, or the nearest; 0 where the town has no areas yet."""
        if not self.outlines or len(door_xy) == 0:
            return np.zeros(len(door_xy), dtype=np.int32)
        return area_of(door_xy, self.outlines)
