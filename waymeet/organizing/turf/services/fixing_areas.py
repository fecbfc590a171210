"""Fixes a town's areas once, and finds the area of doors that come later."""

from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit
from waymeet.kernel.dividing import partition
from waymeet.kernel.errors import Conflict
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf.models import Area, Door, Neighbourhood, TurfHandout
from waymeet.organizing.turf.network import Plane, StreetNetwork
from waymeet.organizing.turf.packing import deltas, from_deltas
from waymeet.organizing.turf.queries.streets import load_doors, load_network
from waymeet.organizing.turf.queries.town import the_town
from waymeet.organizing.turf.rows import BATCH
from waymeet.organizing.turf.rules.area_names import area_names
from waymeet.organizing.turf.rules.area_rings import area_of, rings


def fix_areas(
    town: UUID, network: StreetNetwork, door_xy: NDArray[np.float64], parts: list[str], *, after: int = 0
) -> NDArray[np.int32] | None:
    """The area number of every door, at the first import that brings doors; None where areas are fixed already.

    Numbers begin after `after`, so that a number never means two places.
    """
    if len(door_xy) == 0 or Area.objects.filter(town_id=town).exists():
        return None
    labels = partition(door_xy, np.ones(len(door_xy)), names=parts)
    names, outlines = area_names(network, labels, door_xy, parts), rings(door_xy, labels)
    first = max(after, highest_number())
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


def highest_number() -> int:
    return Area.objects.aggregate(highest=Max("number"))["highest"] or 0


def fix_areas_of_doors(town: UUID, *, after: int = 0) -> None:
    """The same for the doors that are kept already."""
    doors = load_doors(town)
    names = dict(Neighbourhood.objects.filter(town_id=town).values_list("number", "name"))
    parts = [names.get(int(number), "") for number in doors.neighbourhood]
    areas = fix_areas(town, load_network(town), doors.xy, parts, after=after)
    if areas is None:
        return
    for number in np.unique(areas):
        ids = [doors.ids[at] for at in np.flatnonzero(areas == number)]
        for start in range(0, len(ids), BATCH):
            Door.objects.filter(pk__in=ids[start : start + BATCH]).update(area=int(number))


def fix_areas_anew(*, by: Person) -> int:
    """Divide the town again by the doors known now; answers how many areas there are. Care is asked first (config)."""
    check(by, May.IMPORT_TOWN)
    town = the_town()
    if town is None:
        raise Conflict(_("There is no town yet. Import one first: waymeet town import FILE.osm.pbf"))
    with transaction.atomic(using="organizing"):
        if TurfHandout.objects.filter(state__in=(TurfHandout.State.WAITING, TurfHandout.State.OUT)).exists():
            raise Conflict(_("Turf is handed out, and phones hold its areas. Take it back first, then try again."))
        highest = highest_number()
        Area.objects.filter(town_id=town.id).delete()
        fix_areas_of_doors(town.id, after=highest)
        audit.write(AuditLine, who=by.id, verb="areas.fix_anew", subject=town.id)
        return Area.objects.filter(town_id=town.id).count()


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
