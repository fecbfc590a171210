"""Reading the ledger: entries that count, an incident with all it was told, areas and officers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.diversion.incidents import rules
from waymeet.diversion.incidents.models import Area, Charged, Entry, Officer, Referral
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound

PAGE = 50


@dataclass(frozen=True)
class Page:
    """One page of what was found: `found` in all."""

    rows: list[Any]
    found: int
    page: int
    pages: int


@dataclass(frozen=True)
class Told:
    """An entry with its charges, as a page shows it. `newest` counts; the others are what was said before."""

    row: Entry
    charges: list[Charged]
    newest: bool


@dataclass(frozen=True)
class Judged:
    """What replay needs of an incident: its facts, what it came to then, and the groups it is counted in."""

    facts: rules.Facts
    eligible: str
    offered: bool
    races_said: tuple[str, ...]
    races_seen: tuple[str, ...]


def newest_entries() -> QuerySet[Entry]:
    """The entry of each incident that counts."""
    return Entry.objects.filter(number=F("incident__entries"))


def shown_charges() -> QuerySet[Charged]:
    """Charges that are not sealed. What the law seals is seen by nobody from that month on, deleted yet or not."""
    return Charged.objects.filter(Q(seals_month="") | Q(seals_month__gt=clock.month_of(clock.today())))


def charges_of(entries: Iterable[Entry]) -> dict[int, list[Charged]]:
    """By entry; one question."""
    found: defaultdict[int, list[Charged]] = defaultdict(list)
    for row in shown_charges().filter(entry__in=list(entries)).select_related("charge").order_by("charge__code"):
        found[row.entry_id].append(row)
    return found


def ledger(*, offer: str = "", eligible: str = "", week: str = "", page: int = 1, by: Person) -> Page:
    """What counts, the newest week first, fifty a page."""
    check(by, May.KEEP_LEDGER)
    rows = newest_entries().order_by("-iso_week", "id")
    given = {"offer": offer, "eligible": eligible, "iso_week": week}
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    found = rows.count()
    pages = max(1, -(-found // PAGE))
    page = min(max(1, page), pages)
    part = list(rows[(page - 1) * PAGE : page * PAGE])
    charges = charges_of(part)
    return Page([Told(row, charges[row.pk], newest=True) for row in part], found, page, pages)


def one_incident(*, incident_id: UUID, by: Person) -> list[Told]:
    """All that was written down of it, the newest first."""
    check(by, May.KEEP_LEDGER)
    rows = list(Entry.objects.filter(incident=incident_id).select_related("rules", "officer").order_by("-number"))
    if not rows:
        raise NotFound
    charges = charges_of(rows)
    return [Told(row, charges[row.pk], row is rows[0]) for row in rows]


def newest_of(incident_id: UUID) -> Entry:
    row = newest_entries().filter(incident=incident_id).first()
    if row is None:
        raise NotFound
    return row


def referrals(*, by: Person) -> list[Referral]:
    """Social contact and community referrals, each with its door."""
    check(by, May.KEEP_LEDGER)
    return list(Referral.objects.order_by("-iso_week", "id"))


def facts_of(row: Entry, charges: Iterable[Charged]) -> rules.Facts:
    return rules.Facts(
        charges=tuple(rules.Charged(one.charge.code, one.tenths) for one in charges),
        age=int(row.age_band) if row.age_band else None,
        complainant=row.complainant,
        present=frozenset(row.present),
        absent=frozenset(row.absent),
    )


_REPLAYED = ("id", "age_band", "complainant", "present", "absent", "eligible", "offer", "races_said", "races_seen")


def judged_incidents() -> Iterator[Judged]:
    """Every incident by its newest entry, in two questions however many there are."""
    charged: defaultdict[int, list[rules.Charged]] = defaultdict(list)
    for entry, code, tenths in shown_charges().values_list("entry_id", "charge__code", "tenths").iterator():
        charged[entry].append(rules.Charged(code, tenths))
    rows = newest_entries().values_list(*_REPLAYED)
    for key, age, complainant, present, absent, eligible, offer, said, seen in rows.iterator():
        facts = rules.Facts(
            charges=tuple(charged.get(key, ())),
            age=int(age) if age else None,
            complainant=complainant,
            present=frozenset(present),
            absent=frozenset(absent),
        )
        yield Judged(facts, eligible, offer == "offered", tuple(said), tuple(seen))


def area_names() -> dict[int, str]:
    return dict(Area.objects.values_list("number", "name"))


def area_choices() -> list[tuple[int, str]]:
    """For a form: numbers and names, by name."""
    return sorted(area_names().items(), key=lambda one: one[1])


def officers(*, by: Person) -> list[Officer]:
    check(by, May.KEEP_LEDGER)
    return list(Officer.objects.all())


@dataclass(frozen=True)
class Cell:
    """Where incidents are alike for comparing with an agency's list: week, charge code, area, age band, race seen."""

    iso_week: str
    charge: str
    area_number: int
    age_band: str
    races_seen: tuple[str, ...]


def cells_of_ledger(first_week: str, last_week: str) -> dict[Cell, int]:
    """Incidents that are not known to be out, by the first charge by number; '' where none is known. No row leaves."""
    weeks = {"iso_week__gte": first_week, "iso_week__lte": last_week}
    charged = shown_charges().filter(**{f"entry__{name}": week for name, week in weeks.items()})
    first = dict(
        charged.order_by("-charge__code").values_list("entry_id", "charge__code")
    )  # the last one written stays
    found: defaultdict[Cell, int] = defaultdict(int)
    rows = (
        newest_entries()
        .filter(**weeks)
        .exclude(eligible=rules.NO)
        .values_list("id", "iso_week", "area_number", "age_band", "races_seen")
    )
    for key, week, area, age, races in rows:
        found[Cell(week, first.get(key, ""), area, age, tuple(races))] += 1
    return dict(found)


def first_and_last_week() -> tuple[str, str] | None:
    weeks = newest_entries().order_by("iso_week").values_list("iso_week", flat=True)
    first, last = weeks.first(), weeks.last()
    return (first, last) if first and last else None
