"""What the desk shows of towns and turfs, beyond what the phone needs."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db.models import Count, Q

from waymeet.accounts.phones import names_of
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound
from waymeet.organizing.turf.models import CanvassPass, Door, TownImport, Turf, TurfHandout
from waymeet.organizing.turf.network import MICRO
from waymeet.organizing.turf.packing import unpack
from waymeet.organizing.turf.queries.town import DoorCard, door_cards

State = TurfHandout.State
AT_ONCE = 500  # ids in one question to the database


def newest_import(town: UUID) -> str:
    """Changes with every import: part of the address of the town's picture, so that a browser asks anew."""
    newest = TownImport.objects.filter(town_id=town).order_by("-id").values_list("id", flat=True).first()
    return newest.hex if newest else ""


@dataclass(frozen=True)
class AreaDoors:
    """How many doors of an area nobody has told the number of."""

    area: int
    doors: int
    without_number: int


def doors_by_area(town: UUID) -> dict[int, AreaDoors]:
    rows = Door.objects.filter(town_id=town).values("area").annotate(n=Count("id"), bare=Count("id", Q(number="")))
    return {row["area"]: AreaDoors(row["area"], row["n"], row["bare"]) for row in rows}


def door_places(town: UUID, area: int | None = None) -> list[tuple[int, int]]:
    """(lat, lon) in microdegrees of every door, or of one area's."""
    rows = Door.objects.filter(town_id=town)
    rows = rows if area is None else rows.filter(area=area)
    return list(rows.values_list("lat", "lon"))


def door_middles(town: UUID) -> dict[int, tuple[int, int]]:
    """Where a label of an area sits well: the middle one of its doors, north-south and east-west."""
    places: dict[int, list[tuple[int, int]]] = {}
    for area, lat, lon in Door.objects.filter(town_id=town).values_list("area", "lat", "lon"):
        places.setdefault(area, []).append((lat, lon))
    return {
        area: (int(np.median([lat for lat, _ in found])), int(np.median([lon for _, lon in found])))
        for area, found in places.items()
    }


@dataclass(frozen=True)
class PassLine:
    """A pass and how far it is; counts are of turfs."""

    id: UUID
    town: UUID
    number: int
    name: str
    notes_allowed: bool
    follows: str
    follows_id: UUID | None
    opened_on: dt.date
    closed_on: dt.date | None


def passes() -> list[PassLine]:
    """The newest first."""
    return [_pass(row) for row in CanvassPass.objects.select_related("follows").order_by("-number")]


def one_pass(pass_id: UUID) -> PassLine:
    row = CanvassPass.objects.select_related("follows").filter(pk=pass_id).first()
    if row is None:
        raise NotFound
    return _pass(row)


def _pass(row: CanvassPass) -> PassLine:
    return PassLine(
        id=row.id,
        town=row.town_id,
        number=row.number,
        name=row.name,
        notes_allowed=row.notes_allowed,
        follows=row.follows.name if row.follows else "",
        follows_id=row.follows_id,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
    )


@dataclass(frozen=True)
class TurfLine:
    """A turf and where it stands: waiting, given (a code nobody used yet), out, overdue, back, closed."""

    id: UUID
    name: str
    pass_id: UUID
    pass_name: str
    doors: int
    metres: int
    minutes: int
    standing: str
    who: str
    until: dt.datetime | None
    closed_on: dt.date | None


def turf_lines(pass_id: UUID | None = None) -> list[TurfLine]:
    rows = Turf.objects.select_related("canvass_pass").annotate(doors=Count("stops")).order_by("name")
    rows = rows.filter(canvass_pass=pass_id) if pass_id else rows
    return _lines(list(rows))


def one_turf(turf_id: UUID) -> TurfLine:
    rows = Turf.objects.select_related("canvass_pass").annotate(doors=Count("stops")).filter(pk=turf_id)
    found = _lines(list(rows))
    if not found:
        raise NotFound
    return found[0]


def _lines(turfs: Sequence[Turf]) -> list[TurfLine]:
    newest: dict[UUID, TurfHandout] = {}
    given = TurfHandout.objects.filter(turf__in=turfs).prefetch_related("takings").order_by("id")
    for handout in given:
        newest[handout.turf_id] = handout
    people = {taking.person for handout in newest.values() for taking in handout.takings.all()}
    names = names_of(people)
    return [_line(turf, newest.get(turf.id), names) for turf in turfs]


def _line(turf: Turf, handout: TurfHandout | None, names: dict[UUID, str]) -> TurfLine:
    standing = _standing(turf, handout)
    is_with = handout is not None and standing in ("given", "out", "overdue")
    who = [names.get(row.person, "?") for row in handout.takings.all() if row.given_back_at is None] if handout else []
    return TurfLine(
        id=turf.id,
        name=turf.name,
        pass_id=turf.canvass_pass_id,
        pass_name=turf.canvass_pass.name,
        doors=turf.doors,  # type: ignore[attr-defined]
        metres=turf.metres,
        minutes=turf.minutes,
        standing=standing,
        who=", ".join(sorted(who)),
        until=handout.expires_at if handout is not None and is_with else None,
        closed_on=turf.closed_on,
    )


def _standing(turf: Turf, handout: TurfHandout | None) -> str:
    if turf.closed_on:
        return "closed"
    if handout is None or handout.state == State.CALLED_BACK:
        return "waiting"
    if handout.state == State.OUT:
        return "overdue" if handout.expires_at < clock.now() else "out"
    if handout.state == State.WAITING:
        return "waiting" if handout.expires_at < clock.now() else "given"
    return "back"


@dataclass(frozen=True)
class Stop:
    """A door at its place in the walk."""

    position: int
    door: DoorCard


@dataclass(frozen=True)
class TurfWalk:
    """The doors of a turf in walk order, and the walk as [lat, lon, ...] microdegrees."""

    town: UUID
    stops: Sequence[Stop]
    path: Sequence[int]
    outline: Sequence[int]


def turf_walk(turf_id: UUID) -> TurfWalk:
    turf = Turf.objects.select_related("canvass_pass").filter(pk=turf_id).first()
    if turf is None:
        raise NotFound
    order = list(turf.stops.order_by("position").values_list("door", flat=True))
    cards = door_cards(order)
    stops = [Stop(place, cards[door]) for place, door in enumerate(order, 1) if door in cards]
    return TurfWalk(turf.canvass_pass.town_id, stops, _flat(turf.path), _flat(turf.outline))


def _flat(packed: "bytes | memoryview[int]") -> list[int]:
    flat: list[int] = unpack(bytes(packed)).ravel().tolist() if packed else []
    return flat


@dataclass(frozen=True)
class TurfNeeds:
    """How many turfs wait, are out, and are out past their hour."""

    waiting: int
    out: int
    overdue: int


def turf_needs() -> TurfNeeds:
    rows = Turf.objects.filter(closed_on=None).select_related("canvass_pass").annotate(doors=Count("stops"))
    standing = [line.standing for line in _lines(list(rows))]
    return TurfNeeds(standing.count("waiting"), standing.count("out"), standing.count("overdue"))


def turfs_of_pass(pass_id: UUID) -> frozenset[UUID]:
    return frozenset(Turf.objects.filter(canvass_pass=pass_id).values_list("id", flat=True))


def areas_of_doors(doors: Collection[UUID]) -> dict[UUID, int]:
    """Area numbers; doors nobody knows are left out."""
    wanted = list(doors)
    found: dict[UUID, int] = {}
    for start in range(0, len(wanted), AT_ONCE):
        found.update(Door.objects.filter(pk__in=wanted[start : start + AT_ONCE]).values_list("id", "area"))
    return found


def place_called(words: str) -> tuple[float, float] | None:
    """(lat, lon) degrees of "12 Clinton Avenue" or of a street; None where the town has no such place."""
    number, _space, street = words.strip().partition(" ")
    doors = Door.objects.filter(number__iexact=number, street__icontains=street) if street else Door.objects.none()
    found = doors.values_list("lat", "lon").first()
    if found is None:
        found = Door.objects.filter(street__icontains=words.strip()).values_list("lat", "lon").first()
    return (found[0] / MICRO, found[1] / MICRO) if found and words.strip() else None


def earlier_passes(pass_id: UUID) -> list[UUID]:
    """A pass and those it follows, the newest first."""
    follows = dict(CanvassPass.objects.values_list("id", "follows"))
    line: list[UUID] = []
    one: UUID | None = pass_id
    while one is not None and one not in line:
        line.append(one)
        one = follows.get(one)
    return line


def door_places_in(town: UUID, south: int, west: int, north: int, east: int) -> list[tuple[int, int]]:
    """(lat, lon) of the doors in a box; all in microdegrees."""
    inside = Door.objects.filter(town_id=town, lat__range=(south, north), lon__range=(west, east))
    return list(inside.values_list("lat", "lon"))
