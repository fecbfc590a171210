"""Opening a pass, and cutting the doors of a chosen part of town into turfs in walk order."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from shapely import MultiPoint, Polygon, concave_hull, contains_xy

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf.corners import Corners, corners_of
from waymeet.organizing.turf.cutting import Size, cut
from waymeet.organizing.turf.models import CanvassPass, Door, Turf, TurfDoor
from waymeet.organizing.turf.network import NO_STREET, DoorSpots, Plane, StreetNetwork
from waymeet.organizing.turf.packing import pack
from waymeet.organizing.turf.queries.streets import TownDoors, load_doors, load_network
from waymeet.organizing.turf.queries.town import plane_of, the_town
from waymeet.organizing.turf.starting import snap
from waymeet.organizing.turf.walk_order import Walk, rows_of, walk_order

Progress = Callable[[int, int], None]
Ring = Sequence[tuple[float, float]]  # (lat, lon) degrees
FEWEST_MINUTES, MOST = 10.0, 2000


@dataclass(frozen=True)
class Part:
    """Where to cut: a drawn shape, a neighbourhood, an area, or with none of them the whole town."""

    ring: Ring = ()
    neighbourhood: int | None = None
    area: int | None = None


@dataclass(frozen=True)
class PlannedTurf:
    """A turf as it would be: its doors in walk order, what the walk comes to, and two lines in packed microdegrees."""

    doors: list[UUID]
    metres: float
    minutes: float
    path: bytes
    outline: bytes
    street: str
    pieces: int


@dataclass(frozen=True)
class Plan:
    """A cut before anybody decides on it, with what was left out and why."""

    turfs: list[PlannedTurf]
    in_open_turfs: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    no_street: int = 0

    @property
    def doors(self) -> int:
        return sum(len(turf.doors) for turf in self.turfs)


def open_pass(*, name: str, notes_allowed: bool = True, follows: UUID | None = None, by: Person) -> CanvassPass:
    """A new round over the doors; `follows` names the pass whose unanswered doors it takes."""
    check(by, May.CUT_TURF)
    town = the_town()
    if town is None:
        raise Conflict(_("There is no town yet. Import one first: waymeet town import FILE.osm.pbf"))
    if follows is not None and not CanvassPass.objects.filter(pk=follows).exists():
        raise NotFound
    with transaction.atomic(using="organizing"):
        newest = CanvassPass.objects.order_by("-number").values_list("number", flat=True).first()
        number = (newest or 0) + 1
        made = CanvassPass.objects.create(
            town_id=town.id,
            number=number,
            name=name.strip()[:80] or _("Pass %(number)d") % {"number": number},
            notes_allowed=notes_allowed,
            follows_id=follows,
        )
        audit.write(AuditLine, who=by.id, verb="pass.open", subject=made.id)
    return made


def close_pass(*, pass_id: UUID, by: Person) -> None:
    """The round is over: its turfs are closed and their doors are free."""
    check(by, May.CUT_TURF)
    with transaction.atomic(using="organizing"):
        open_turfs = Turf.objects.filter(canvass_pass=pass_id, closed_on=None)
        TurfDoor.objects.filter(turf__in=open_turfs).update(is_open=False)
        open_turfs.update(closed_on=clock.today())
        CanvassPass.objects.filter(pk=pass_id).update(closed_on=clock.today())
        audit.write(AuditLine, who=by.id, verb="pass.close", subject=pass_id)


def plan_cut(
    *,
    part: Part,
    size: Size,
    leave_out: Mapping[UUID, str],
    start: tuple[float, float] | None = None,
    both_sides: bool = True,
    by: Person,
    progress: Progress | None = None,
) -> Plan:
    """Cut without writing anything. `leave_out` gives doors to skip with the reason's code (do_not_knock, answered).

    Raises BadInput with a sentence where the size makes no sense or no door is left.
    """
    check(by, May.CUT_TURF)
    _check_size(size)
    town = the_town()
    if town is None:
        raise Conflict(_("There is no town yet. Import one first: waymeet town import FILE.osm.pbf"))
    network, doors = load_network(town.id), load_doors(town.id)
    rows, taken, skipped = _rows(doors, part, plane_of(town.id), leave_out)
    if not len(rows):
        raise BadInput(_no_doors(taken, skipped))
    rows = _in_natural_order(doors, rows)
    corners = corners_of(network)
    made = cut(network, corners, rows_of(doors.spots, rows), size)
    begin = _start(network, town.id, start)
    turfs = []
    for number, own in enumerate(made.turfs, 1):
        turfs.append(_planned(network, corners, doors, rows[np.array(own)], begin, both_sides=both_sides, size=size))
        if progress:
            progress(number, len(made.turfs))
    return Plan(turfs, taken, skipped, len(made.no_street))


def _check_size(size: Size) -> None:
    if size.doors is not None and not 1 <= size.doors <= MOST:
        raise BadInput(_("A turf has from 1 to 2,000 doors. Choose a size between."))
    if size.doors is None and not (size.minutes and FEWEST_MINUTES <= size.minutes <= MOST):
        raise BadInput(_("A turf takes from 10 to 2,000 minutes. Choose a size between."))


def _rows(
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
        micro = np.rint(np.array(part.ring) * 1_000_000).astype(np.int64)
        shape = Polygon(plane.xy(micro)).buffer(0)
        chosen &= contains_xy(shape, doors.xy[:, 0], doors.xy[:, 1])
    return chosen


def _no_doors(taken: Mapping[str, int], skipped: Mapping[str, int]) -> str:
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


def _in_natural_order(doors: TownDoors, rows: NDArray[np.int64]) -> NDArray[np.int64]:
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


def _start(network: StreetNetwork, town: UUID, start: tuple[float, float] | None) -> DoorSpots | None:
    if start is None:
        return None
    xy = plane_of(town).xy(np.rint(np.array([start]) * 1_000_000).astype(np.int64))
    found = snap(network, xy)
    if found.seg[0] == NO_STREET:
        raise BadInput(_("There is no street near the starting point. Move it onto a street."))
    return found


def _planned(
    network: StreetNetwork,
    corners: Corners,
    doors: TownDoors,
    rows: NDArray[np.int64],
    start: DoorSpots | None,
    *,
    both_sides: bool,
    size: Size,
) -> PlannedTurf:
    walk = walk_order(network, corners, rows_of(doors.spots, rows), start=start, both_sides=both_sides, pace=size.pace)
    plane = Plane(*network.origin)
    ids = [doors.ids[rows[at]] for at in walk.order]
    return PlannedTurf(
        doors=ids,
        metres=walk.metres,
        minutes=walk.minutes,
        path=_packed(plane, walk),
        outline=_outline(plane, doors.xy[rows]),
        street=_main_street(network, doors.spots, rows),
        pieces=walk.pieces,
    )


def _packed(plane: Plane, walk: Walk) -> bytes:
    return pack(plane.micro(walk.path)) if len(walk.path) else b""


def _outline(plane: Plane, xy: NDArray[np.float64]) -> bytes:
    """A ring close around the doors, ten metres wider."""
    hull = concave_hull(MultiPoint(xy), ratio=0.4).buffer(10, quad_segs=2)
    return pack(plane.micro(np.asarray(hull.exterior.coords)))


def _main_street(network: StreetNetwork, spots: DoorSpots, rows: NDArray[np.int64]) -> str:
    names = Counter(network.seg_name[seg] for seg in spots.seg[rows].tolist() if seg != NO_STREET)
    named = [(count, name) for name, count in names.items() if name]
    return max(named)[1] if named else ""


def cut_turf(*, pass_id: UUID, plan: Plan, by: Person) -> list[Turf]:
    """Write a plan as turfs of a pass, all or none. Somebody who cut the same doors meanwhile is told so."""
    check(by, May.CUT_TURF)
    canvass_pass = CanvassPass.objects.filter(pk=pass_id, closed_on=None).first()
    if canvass_pass is None:
        raise NotFound
    try:
        with transaction.atomic(using="organizing"):
            turfs = _write(canvass_pass, plan, by)
            audit.write(AuditLine, who=by.id, verb="turf.cut", subject=pass_id, basis=f"{len(turfs)} turfs")
    except IntegrityError as trouble:
        raise Conflict(
            _("Somebody has put some of these doors into a turf meanwhile. Nothing was cut; look again and cut anew.")
        ) from trouble
    return turfs


def _write(canvass_pass: CanvassPass, plan: Plan, by: Person) -> list[Turf]:
    first = canvass_pass.turfs.count() + 1
    turfs, stops = [], []
    for number, planned in enumerate(plan.turfs, first):
        turf = Turf(
            canvass_pass=canvass_pass,
            name=f"{canvass_pass.number}-{number:02d} {planned.street}".strip()[:80],
            metres=round(planned.metres),
            minutes=round(planned.minutes),
            path=planned.path,
            outline=planned.outline,
            made_by=by.id,
        )
        turfs.append(turf)
        stops += [TurfDoor(turf=turf, door_id=door, position=place) for place, door in enumerate(planned.doors)]
    Turf.objects.bulk_create(turfs)
    TurfDoor.objects.bulk_create(stops, batch_size=1000)
    return turfs
