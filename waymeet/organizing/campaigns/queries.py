"""Structure tests as the desk shows them: every unit with its tests, one test as it fills, and the wall chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound
from waymeet.organizing.campaigns import rules
from waymeet.organizing.campaigns.models import Part, StructureTest, Unit
from waymeet.organizing.campaigns.rules import Strength
from waymeet.organizing.contacts.models import Contact, Group
from waymeet.organizing.leadership.models import Leads
from waymeet.organizing.leadership.queries import scores_of
from waymeet.organizing.turf.models import Turf, TurfDoor


@dataclass(frozen=True)
class Seen:
    """One test and how much of its unit moved. `over`: its last day is past."""

    row: StructureTest
    strength: Strength
    over: bool


@dataclass(frozen=True)
class Line:
    """One person on a test: assessed how before it (0: not), took part or not, who moved them."""

    contact: Contact
    assessed: int
    did: bool | None
    moved_by: Contact | None


@dataclass(frozen=True)
class Filled:
    """One test with its people. The three lists are empty for whoever may not see assessments."""

    seen: Seen
    lines: Sequence[Line]
    assessed: bool
    false_ones: Sequence[Line]
    stronger: Sequence[Line]


@dataclass(frozen=True)
class Row:
    """One person on the wall chart, with what they did on each test in turn."""

    contact: Contact
    assessed: int
    leader: Contact | None
    did: Sequence[bool | None]


@dataclass(frozen=True)
class Wall:
    """The wall chart of a unit: its tests by their days, its people."""

    unit: Unit
    tests: Sequence[Seen]
    rows: Sequence[Row]
    assessed: bool


def tests(*, by: Person) -> list[tuple[Unit, list[Seen]]]:
    """Units with a test, each with its tests in the order of their days."""
    check(by, May.RUN_CAMPAIGNS)
    found: dict[UUID, tuple[Unit, list[Seen]]] = {}
    for seen in _seen(StructureTest.objects.select_related("unit").order_by("unit__name", "deadline", "id")):
        found.setdefault(seen.row.unit_id, (seen.row.unit, []))[1].append(seen)
    return list(found.values())


def _seen(rows: QuerySet[StructureTest]) -> list[Seen]:
    counted: Any = rows.annotate(named=Count("parts", filter=Q(parts__did=True)))
    today = clock.today()
    return [
        Seen(row, Strength(row.named + row.counted, row.denominator, row.target), row.deadline < today)
        for row in counted
    ]


def units(*, by: Person) -> list[tuple[str, str]]:
    """What a test can be held with: open groups, and turfs. Guarded groups are not among them."""
    check(by, May.RUN_CAMPAIGNS)
    groups = [(f"group {row.pk}", f"{row.name} ({row.get_kind_display()})") for row in Group.objects.all()]
    turfs = [(f"turf {row.pk}", row.name) for row in Turf.objects.order_by("-made_on", "name")[:100]]
    return groups + turfs


def one(*, test_id: UUID, by: Person) -> Filled:
    check(by, May.RUN_CAMPAIGNS)
    rows = _seen(StructureTest.objects.filter(pk=test_id).select_related("unit"))
    if not rows:
        raise NotFound
    seen, may = rows[0], can(by, May.ASSESS)
    parts = {part.contact_id: part for part in Part.objects.filter(test=test_id).select_related("moved_by")}
    people = _people(seen.row.unit, set(parts))
    scores = scores_of([one.pk for one in people], by=by, until=seen.row.deadline) if may else {}
    lines = [_line(one, scores.get(one.pk, 0), parts.get(one.pk)) for one in people]
    return Filled(
        seen=seen,
        lines=lines,
        assessed=may,
        false_ones=[one for one in lines if rules.is_false_one(one.assessed, did=one.did, over=seen.over)],
        stronger=[one for one in lines if rules.is_stronger_than_thought(one.assessed, did=one.did)],
    )


def _line(contact: Contact, assessed: int, part: Part | None) -> Line:
    return Line(contact, assessed, part.did if part else None, part.moved_by if part else None)


def _people(unit: Unit, also: set[UUID]) -> list[Contact]:
    """Who belongs to the group, or lives behind a door of the turf; and whoever was written down besides."""
    there = Q(pk__in=also)
    if unit.group_id:
        there |= Q(memberships__group=unit.group_id)
    if unit.turf_id:
        there |= Q(door__in=TurfDoor.objects.filter(turf=unit.turf_id).values("door"))
    return list(Contact.objects.filter(there).distinct())


def wall(*, unit_id: UUID, by: Person) -> Wall:
    check(by, May.RUN_CAMPAIGNS)
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound
    seen, may = _seen(StructureTest.objects.filter(unit=unit)), can(by, May.ASSESS)
    marks = {(part.test_id, part.contact_id): part.did for part in Part.objects.filter(test__unit=unit)}
    people = _people(unit, {contact for _test, contact in marks})
    scores = scores_of([one.pk for one in people], by=by) if may else {}
    led = Leads.objects.filter(follower__in=people).select_related("leader") if may else []
    leaders = {row.follower_id: row.leader for row in led}
    rows = [
        Row(one, scores.get(one.pk, 0), leaders.get(one.pk), [marks.get((each.row.pk, one.pk)) for each in seen])
        for one in people
    ]
    return Wall(unit, seen, sorted(rows, key=_strongest_first), may)


def _strongest_first(row: Row) -> tuple[int, str, str]:
    return (row.assessed or 9, row.contact.folded, str(row.contact.pk))
