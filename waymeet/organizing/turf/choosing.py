"""Chooses the doors to cut: a part of town, less what is in open turfs, was answered or must not be knocked at."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from numpy.typing import NDArray
from shapely import Polygon, contains_xy, make_valid

from waymeet.kernel.errors import BadInput
from waymeet.organizing.turf.cutting import Size
from waymeet.organizing.turf.models import Door, TurfDoor
from waymeet.organizing.turf.network import MICRO, Plane
from waymeet.organizing.turf.queries.streets import TownDoors

Ring = Sequence[tuple[float, float]]  # (lat, lon) degrees
MOST_DOORS = 500  # more is nobody's evening, and no phone shows it well
FEWEST_MINUTES, MOST_MINUTES = 10.0, 960.0


@dataclass(frozen=True)
class Part:
    """Where to cut: a drawn shape, a neighbourhood, an area, or with none of them the whole town."""

    ring: Ring = ()
    neighbourhood: int | None = None
    area: int | None = None


def doors_at_most(town: UUID, part: Part) -> int:
    """How many doors a part can have: all in the box around a drawn shape."""
    doors = Door.objects.filter(town_id=town)
    if part.neighbourhood is not None:
        doors = doors.filter(neighbourhood=part.neighbourhood)
    if part.area is not None:
        doors = doors.filter(area=part.area)
    if part.ring:
        lats, lons = zip(*part.ring, strict=True)
        doors = doors.filter(
            lat__range=(int(min(lats) * MICRO), int(max(lats) * MICRO)),
            lon__range=(int(min(lons) * MICRO), int(max(lons) * MICRO)),
        )
    return doors.count()


def check_size(size: Size) -> None:
    if size.doors is not None and not 1 <= size.doors <= MOST_DOORS:
        raise BadInput(_("A turf has from 1 to 500 doors. Choose a size between."))
    if size.doors is None and not (size.minutes and FEWEST_MINUTES <= size.minutes <= MOST_MINUTES):
        raise BadInput(_("A turf takes from 10 to 960 minutes. Choose a size between."))


def chosen(
    doors: TownDoors, part: Part, plane: Plane, leave_out: Mapping[UUID, str]
) -> tuple[NDArray[np.int64], dict[str, int], dict[str, int]]:
    """Rows of doors to cut, doors in open turfs by turf, doors left out by reason."""
    inside = np.flatnonzero(_inside(doors, part, plane))
    held = dict(TurfDoor.objects.filter(is_open=True).values_list("door", "turf__name"))
    taken: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    rows = []
    for row in inside.tolist():
        door = doors.ids[row]
        if door in held:
            taken[held[door]] += 1
        elif door in leave_out:
            skipped[leave_out[door]] += 1
        else:
            rows.append(row)
    return np.array(rows, dtype=np.int64), dict(taken), dict(skipped)


def _inside(doors: TownDoors, part: Part, plane: Plane) -> NDArray[np.bool_]:
    chosen = np.ones(len(doors.ids), dtype=bool)
    if part.neighbourhood is not None:
        chosen &= doors.neighbourhood == part.neighbourhood
    if part.area is not None:
        chosen &= doors.area == part.area
    if len(part.ring):
        if len(part.ring) < 3:
            raise BadInput(_("A shape needs at least three corners. Draw it again."))
        micro = np.rint(np.array(part.ring) * MICRO).astype(np.int64)
        shape = make_valid(Polygon(plane.xy(micro)))
        chosen &= contains_xy(shape, doors.xy[:, 0], doors.xy[:, 1])
    return chosen


def no_doors(taken: Mapping[str, int], skipped: Mapping[str, int]) -> str:
    if taken:
        names = ", ".join(sorted(taken)[:5])
        return _(
            "All %(count)d doors here are in open turfs already (%(names)s). Close those first, or choose another part."
        ) % {"count": sum(taken.values()), "names": names}
    if skipped:
        return _("None of the %(count)d doors here is to be visited: answered, or marked do not knock.") % {
            "count": sum(skipped.values())
        }
    return _("There is no door in the part you chose. Draw a larger shape, or choose another part.")


def no_street(count: int) -> str:
    return ngettext(
        "No street or path reaches the one door here, so nobody can walk to it. Choose a part with a street.",
        "No street or path reaches any of the %(count)d doors here. Choose a part with a street.",
        count,
    ) % {"count": count}


def in_natural_order(doors: TownDoors, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """By street, number, floor and unit, as walk_order asks: doors of one stop are listed as people count them."""
    ids = [doors.ids[row] for row in rows]
    names = {
        door: (street, _number(number), floor, unit)
        for start in range(0, len(ids), 500)
        for door, street, number, floor, unit in Door.objects.filter(pk__in=ids[start : start + 500]).values_list(
            "pk", "street", "number", "floor", "unit"
        )
    }
    return np.array(sorted(rows.tolist(), key=lambda row: (*names[doors.ids[row]], row)), dtype=np.int64)


def _number(number: str) -> tuple[int, str]:
    digits = "".join(sign for sign in number if sign.isdigit())
    return (int(digits or 0), number)
