"""Public officials as the desk shows them: which office they hold now, who of us reaches them, every talk."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import names_of
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import NotFound
from waymeet.kernel.finding import folded
from waymeet.organizing.coalitions import evidence, rules
from waymeet.organizing.coalitions.models import Official, Reach, Seat, Talk, Term
from waymeet.organizing.coalitions.offices import in_words
from waymeet.organizing.models import AuditLine

PAGE = 60


@dataclass(frozen=True)
class Found:
    """One page of officials with their offices; `found` in all."""

    lines: Sequence[tuple[Official, str]]
    found: int
    page: int
    pages: int


@dataclass(frozen=True)
class Talked:
    """One talk with its words; None where these keys do not open them."""

    row: Talk
    organizer: str
    words: str | None


@dataclass(frozen=True)
class Known:
    """One official with everything on their page. `ways` lead from one of us, named, to them."""

    row: Official
    office: str
    reached_by: Sequence[tuple[Reach, str]]
    ways: Sequence[Sequence[str]]
    talks: Sequence[Talked]
    terms: Sequence[tuple[Term, str]]


@dataclass(frozen=True)
class Sum:
    """What talks of one kind took in a year."""

    year: int
    kind: str
    talks: int
    minutes: int
    cost: Decimal


def _now(today: dt.date) -> Q:
    return (Q(ended=None) | Q(ended__gte=today)) & (Q(began=None) | Q(began__lte=today))


def offices_of(officials: Iterable[UUID]) -> dict[UUID, str]:
    """The office each holds now, in words; none for whoever holds none any more."""
    found: dict[UUID, str] = {}
    rows = Term.objects.filter(_now(clock.today()), official__in=list(officials)).order_by("began", "id")
    for one in rows:
        found[one.official_id] = in_words(one.office, one.district, one.jurisdiction)
    return found


def officials(*, words: str, page: int, by: Person, most: int = PAGE) -> Found:
    """Those of whom every word occurs in the name, the office or the district; all for no words."""
    check(by, May.RUN_CAMPAIGNS)
    rows = Official.objects.all()
    for word in folded(words).split():
        terms = Term.objects.filter(
            Q(office__icontains=word) | Q(district__iexact=word) | Q(jurisdiction__icontains=word)
        )
        rows = rows.filter(Q(folded__contains=word) | Q(pk__in=terms.values("official")))
    count = rows.count()
    pages = max(1, -(-count // most))
    page = min(max(1, page), pages)
    shown = list(rows[(page - 1) * most : page * most])
    offices = offices_of({one.pk for one in shown})
    return Found([(one, offices.get(one.pk, "")) for one in shown], count, page, pages)


def plain(*, official_id: UUID, by: Person) -> Official:
    check(by, May.RUN_CAMPAIGNS)
    row = Official.objects.filter(pk=official_id).first()
    if row is None:
        raise NotFound
    return row


def official(*, official_id: UUID, by: Person, keyring: Keyring) -> Known:
    row = plain(official_id=official_id, by=by)
    talks = list(row.talks.select_related("contact", "demand"))
    reaches = list(row.reached_by.select_related("contact", "group", "through"))
    if talks:
        with transaction.atomic(using="organizing"):
            audit.write(AuditLine, who=by.id, verb="official.read_talks", subject=row.pk)
    names = names_of({one.organizer for one in talks} | {one.organizer for one in reaches if one.organizer})
    return Known(
        row=row,
        office=offices_of({row.pk}).get(row.pk, ""),
        reached_by=[(one, _called(one, names)) for one in reaches],
        ways=_ways(row),
        talks=[_talked(one, names, keyring) for one in talks],
        terms=[(one, in_words(one.office, one.district, one.jurisdiction)) for one in row.terms.all()],
    )


def _talked(one: Talk, names: dict[UUID, str], keyring: Keyring) -> Talked:
    words = evidence.opened(evidence.TALK, one.pk, one.official_id, one.epoch, one.sealed, keyring)
    return Talked(one, names.get(one.organizer, ""), words)


def _called(one: Reach, names: dict[UUID, str]) -> str:
    if one.contact is not None:
        return one.contact.called
    if one.group is not None:
        return one.group.name
    return one.through.name if one.through is not None else names.get(one.organizer or UUID(int=0), "")


def _ways(row: Official) -> list[list[str]]:
    """From one of us to them over other officials, in names."""
    rows = list(Reach.objects.select_related("contact", "group", "through"))
    names = names_of({one.organizer for one in rows if one.organizer})
    reached_by: dict[str, list[tuple[str, bool]]] = {}
    called = {str(row.pk): row.name}
    for one in rows:
        who = str(one.contact_id or one.group_id or one.through_id or one.organizer)
        called[who] = _called(one, names)
        reached_by.setdefault(str(one.official_id), []).append((who, one.through_id is None))
    ways = rules.ways(str(row.pk), dict(reached_by))
    return [[called[one] for one in way] for way in ways if len(way) > 2][:12]


def who_decides(*, by: Person) -> list[tuple[str, str]]:
    """What a demand can be brought to at once: a whole body, a committee, or one official; and in which words."""
    check(by, May.RUN_CAMPAIGNS)
    today = clock.today()
    bodies: dict[tuple[str, str], int] = {}
    for office, where in Term.objects.filter(_now(today)).values_list("office", "jurisdiction"):
        bodies[office, where] = bodies.get((office, where), 0) + 1
    lines = [
        (f"body:{office}|{where}", f"{in_words(office, '', where)} ({count})")
        for (office, where), count in sorted(bodies.items())
        if count > 1
    ]
    seats: dict[tuple[str, str], int] = {}
    for name, chamber in Seat.objects.filter(ended=None).values_list("committee", "chamber"):
        seats[chamber, name] = seats.get((chamber, name), 0) + 1
    lines += [
        (f"seats:{chamber}|{name}", f"{_committee(name, chamber)} ({n})")
        for (chamber, name), n in sorted(seats.items())
    ]
    people = list(Official.objects.filter(terms__in=Term.objects.filter(_now(today))).distinct())
    offices = offices_of({one.pk for one in people})
    return lines + [(f"one:{one.pk}", f"{one.name} · {offices.get(one.pk, '')}") for one in people]


def _committee(name: str, chamber: str) -> str:
    return f"{name}, {in_words(chamber, '', '')}" if chamber in ("lower", "upper") else name


def chosen(*, what: str, by: Person) -> list[UUID]:
    """The officials behind one line of `who_decides`."""
    check(by, May.RUN_CAMPAIGNS)
    kind, _colon, key = what.partition(":")
    first, _bar, second = key.partition("|")
    if kind == "body":
        rows: Any = Term.objects.filter(_now(clock.today()), office=first, jurisdiction=second)
    elif kind == "seats":
        rows = Seat.objects.filter(ended=None, chamber=first, committee=second)
    else:
        return [UUID(key)] if kind == "one" else []
    return list(rows.values_list("official_id", flat=True))


def who_reaches(*, by: Person) -> list[tuple[str, str]]:
    """Other officials and organizers to choose from, each as `officials.reach` takes it."""
    check(by, May.RUN_CAMPAIGNS)
    organizers = [(f"organizer:{key}", name) for key, name in people_who_may(May.HOLD_ONE_ON_ONES)]
    others = [(f"official:{row.pk}", row.name) for row in Official.objects.all()]
    return organizers + others


def talks(*, by: Person) -> list[Talked]:
    """Every talk, without its words: the log."""
    check(by, May.RUN_CAMPAIGNS)
    rows = list(Talk.objects.select_related("official", "demand", "contact"))
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="campaign.log_list")
    names = names_of({one.organizer for one in rows})
    return [Talked(one, names.get(one.organizer, ""), "") for one in rows]


def sums(every: Sequence[Talked]) -> list[Sum]:
    """By year and kind, as a charity reports them."""
    found: dict[tuple[int, str], list[Talk]] = {}
    for one in every:
        found.setdefault((one.row.day.year, one.row.kind), []).append(one.row)
    return [
        Sum(
            year,
            str(Talk.Kind(kind).label),
            len(rows),
            sum(one.minutes or 0 for one in rows),
            sum((one.cost or Decimal(0) for one in rows), Decimal(0)),
        )
        for (year, kind), rows in sorted(found.items(), key=lambda pair: (-pair[0][0], pair[0][1]))
    ]
