"""Adds a unit that a canvasser found: the door behind the door."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import BadInput
from waymeet.organizing.turf.models import Building, Door

FOUND_AT_DOOR = "door"


def add_unit(*, door_id: UUID, building_id: UUID, unit: str, floor: str = "") -> Door:
    """Called by a hand-in, inside its transaction. The new door stands where the building's first door stands."""
    first = Door.objects.filter(building_id=building_id).order_by("unit", "pk").first()
    if first is None or not Building.objects.filter(pk=building_id).exists():
        raise BadInput(_("The building this unit belongs to is not known here."))
    known = Door.objects.filter(pk=door_id).first()
    if known is not None:
        return known
    first.pk, first.source, first.unit, first.floor = door_id, FOUND_AT_DOOR, unit[:20], floor[:10]
    first.unit_known = True
    first.save(force_insert=True)
    return first
