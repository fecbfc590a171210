"""Opening a pass, and cutting the doors of a chosen part of town into turfs in walk order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf.choosing import Part, check_size, chosen, in_natural_order, no_doors, no_street
from waymeet.organizing.turf.corners import corners_of
from waymeet.organizing.turf.cutting import Size, cut
from waymeet.organizing.turf.models import CanvassPass, Town, Turf, TurfDoor
from waymeet.organizing.turf.network import NO_STREET, DoorSpots, Plane, StreetNetwork
from waymeet.organizing.turf.outlines import outlines
from waymeet.organizing.turf.packing import pack
from waymeet.organizing.turf.progress import Progress, silent
from waymeet.organizing.turf.queries.streets import TownDoors, load_doors, load_network
from waymeet.organizing.turf.queries.town import plane_of, the_town
from waymeet.organizing.turf.services.handout import end_handouts
from waymeet.organizing.turf.starting import snap
from waymeet.organizing.turf.walk_order import Walk, rows_of, walk_order

__all__ = ["Part", "Plan", "PlannedTurf", "close_pass", "cut_turf", "open_pass", "plan_cut"]


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
        Town.objects.select_for_update().get(pk=town.id)  # of two who open a pass at once, one waits for the other
        newest = (
            CanvassPass.objects.filter(town_id=town.id).order_by("-number").values_list("number", flat=True).first()
        )
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


def allow_notes(*, pass_id: UUID, allowed: bool, by: Person) -> None:
    """Whether phones that take a turf of this round from now on offer notes; those already written still come in."""
    check(by, May.CUT_TURF)
    with transaction.atomic(using="organizing"):
        if not CanvassPass.objects.filter(pk=pass_id).update(notes_allowed=allowed):
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="pass.notes_on" if allowed else "pass.notes_off", subject=pass_id)


def close_pass(*, pass_id: UUID, by: Person) -> None:
    """The round is over: its turfs are closed and their doors are free."""
    check(by, May.CUT_TURF)
    with transaction.atomic(using="organizing"):
        turfs = list(Turf.objects.filter(canvass_pass=pass_id, closed_on=None).values_list("pk", flat=True))
        end_handouts(turfs)
        TurfDoor.objects.filter(turf__in=turfs).update(is_open=False)
        Turf.objects.filter(pk__in=turfs).update(closed_on=clock.today())
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
    progress: Progress = silent,
) -> Plan:
    """Cut without writing anything. `leave_out` gives doors to skip with the reason's code (do_not_knock, answered).

    Raises BadInput with a sentence where the size makes no sense or no door is left.
    """
    check(by, May.CUT_TURF)
    check_size(size)
    town = the_town()
    if town is None:
        raise Conflict(_("There is no town yet. Import one first: waymeet town import FILE.osm.pbf"))
    progress(0, 0, "streets")
    network, doors = load_network(town.id), load_doors(town.id)
    rows, taken, skipped = chosen(doors, part, plane_of(town.id), leave_out)
    if not len(rows):
        raise BadInput(no_doors(taken, skipped))
    rows = in_natural_order(doors, rows)
    corners = corners_of(network)
    made = cut(network, corners, rows_of(doors.spots, rows), size, lambda done, of: progress(done, of, "cut"))
    begin = _start(network, town.id, start)
    if not made.turfs:
        raise BadInput(no_street(len(made.no_street)))
    walks = []
    for number, own in enumerate(made.turfs, 1):
        spots = rows_of(doors.spots, rows[own])
        walks.append(walk_order(network, corners, spots, start=begin, both_sides=both_sides, pace=size.pace))
        progress(number, len(made.turfs), "walk")
    return Plan(_planned(network, doors, [rows[own] for own in made.turfs], walks), taken, skipped, len(made.no_street))


def _start(network: StreetNetwork, town: UUID, start: tuple[float, float] | None) -> DoorSpots | None:
    if start is None:
        return None
    xy = plane_of(town).xy(np.rint(np.array([start]) * 1_000_000).astype(np.int64))
    found = snap(network, xy)
    if found.seg[0] == NO_STREET:
        raise BadInput(_("There is no street near the starting point. Move it onto a street."))
    return found


def _planned(
    network: StreetNetwork, doors: TownDoors, turfs: Sequence[NDArray[np.int64]], walks: Sequence[Walk]
) -> list[PlannedTurf]:
    plane = Plane(*network.origin)
    rings = outlines([doors.xy[rows] for rows in turfs], [walk.path for walk in walks])
    return [
        PlannedTurf(
            doors=[doors.ids[rows[at]] for at in walk.order],
            metres=walk.metres,
            minutes=walk.minutes,
            path=pack(plane.micro(walk.path)),
            outline=pack(plane.micro(ring)),
            street=_main_street(network, doors.spots, rows),
            pieces=walk.pieces,
        )
        for rows, walk, ring in zip(turfs, walks, rings, strict=True)
    ]


def _main_street(network: StreetNetwork, spots: DoorSpots, rows: NDArray[np.int64]) -> str:
    names = Counter(network.seg_name[seg] for seg in spots.seg[rows].tolist() if seg != NO_STREET)
    named = [(count, name) for name, count in names.items() if name]
    return max(named)[1] if named else ""


def cut_turf(*, pass_id: UUID, plan: Plan, by: Person) -> list[Turf]:
    """Write a plan as turfs of a pass, all or none. Somebody who cut the same doors meanwhile is told so."""
    check(by, May.CUT_TURF)
    canvass_pass = CanvassPass.objects.filter(pk=pass_id).first()
    if canvass_pass is None:
        raise NotFound
    if canvass_pass.closed_on:
        raise Conflict(_("This pass is closed. Open a new one, and cut for that."))
    try:
        with transaction.atomic(using="organizing"):
            turfs = _write(canvass_pass, plan, by)
            audit.write(AuditLine, who=by.id, verb="turf.cut", subject=pass_id, basis=f"{len(turfs)} turfs")
    except IntegrityError as trouble:
        raise Conflict(_cut_meanwhile(plan)) from trouble
    return turfs


def _cut_meanwhile(plan: Plan) -> str:
    wanted = {door for turf in plan.turfs for door in turf.doors}
    held = TurfDoor.objects.filter(is_open=True).values_list("door", "turf__name")
    taken = Counter(name for door, name in held if door in wanted)
    return _(
        "%(count)d of these doors were put into open turfs meanwhile (%(names)s). Nothing was cut. "
        "Look at the plan again and cut what is left."
    ) % {"count": sum(taken.values()), "names": ", ".join(sorted(taken)[:5])}


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
