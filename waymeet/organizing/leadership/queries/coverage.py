"""Where there is a leader: blocks, buildings, neighbourhoods, congregations, workplaces, with their denominators."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.organizing.contacts.models import Contact, Group, Membership
from waymeet.organizing.leadership.queries.standing import leading
from waymeet.organizing.turf.models import Door, Neighbourhood

WORKPLACES = (Group.Kind.UNION, Group.Kind.BUSINESS, Group.Kind.SCHOOL, Group.Kind.SERVICE)
HOMES = (Group.Kind.BLOCK, Group.Kind.TENANTS)
MOST = 500  # lines of a page and its file


@dataclass(frozen=True)
class Place:
    """One unit: its doors (0 where it has none), the people known there, and those of them who lead."""

    name: str
    doors: int
    people: int
    leaders: int


@dataclass(frozen=True)
class Covered:
    """Of `units` so many have a leader, and so many `doors` stand in those. `places`: units where we know somebody."""

    units: int
    with_leader: int
    doors: int
    doors_with_leader: int
    places: Sequence[Place]
    without_door: int


def covered(*, what: str, by: Person) -> Covered:
    """KeyError for a name that is none."""
    check(by, May.ASSESS)
    return HOW[what]()


def _by_doors(parts: tuple[str, ...], named: Callable[[list[Any]], dict[Any, str]], least: int = 1) -> Covered:
    """`parts` name the unit among the columns of a door; units with fewer doors than `least` are left out."""
    doors: dict[Any, int] = {
        key: many
        for *key_parts, many in Door.objects.order_by().values_list(*parts).annotate(many=Count("pk"))
        if many >= least and (key := tuple(key_parts))
    }
    people, lead, without = _people_at(parts)
    known = {key: many for key, many in people.items() if key in doors}
    names = named(sorted(known, key=lambda key: (-lead[key], -known[key], str(key)))[:MOST])
    with_leader = {key for key in known if lead[key]}
    return Covered(
        units=len(doors),
        with_leader=len(with_leader),
        doors=sum(doors.values()),
        doors_with_leader=sum(doors[key] for key in with_leader),
        places=[Place(name, doors[key], known[key], lead[key]) for key, name in names.items()],
        without_door=without,
    )


def _people_at(parts: tuple[str, ...]) -> tuple[Counter[Any], Counter[Any], int]:
    """People and leaders by unit, and how many people have no door we know."""
    housed = dict(Contact.objects.filter(door__isnull=False).order_by().values_list("pk", "door"))
    leaders = set(leading().filter(door__isnull=False).order_by().values_list("pk", flat=True))
    theirs = Door.objects.filter(pk__in=Contact.objects.filter(door__isnull=False).values("door"))
    at = {row[0]: row[1:] for row in theirs.order_by().values_list("pk", *parts)}
    people = Counter(at[door] for door in housed.values() if door in at)
    lead = Counter(at[door] for pk, door in housed.items() if door in at and pk in leaders)
    return people, lead, Contact.objects.count() - sum(people.values())


def _blocks(keys: list[Any]) -> dict[Any, str]:
    """A block is the stretch of a street between two corners: its street, and the lowest and highest number there."""
    numbers: dict[Any, list[str]] = defaultdict(list)
    streets: dict[Any, str] = {}
    rows = Door.objects.filter(segment__in={key[1] for key in keys}).order_by("number")
    for town, segment, street, number in rows.values_list("town", "segment", "street", "number"):
        numbers[town, segment].append(number)
        streets.setdefault((town, segment), street)
    return {key: f"{streets.get(key, '')} {_range(numbers[key])}".strip() for key in keys}


def _range(numbers: list[str]) -> str:
    known = sorted({one for one in numbers if one}, key=lambda one: (len(one.rstrip("ABCDEF")), one))
    return "\N{EN DASH}".join(dict.fromkeys((known[0], known[-1]))) if known else ""


def _buildings(keys: list[Any]) -> dict[Any, str]:
    rows = Door.objects.filter(building__in=[key[0] for key in keys]).order_by()
    named = {
        one: f"{street} {number}".strip() for one, street, number in rows.values_list("building", "street", "number")
    }
    return {key: named.get(key[0], "") for key in keys}


def _neighbourhoods(keys: list[Any]) -> dict[Any, str]:
    named = {(town, number): name for town, number, name in Neighbourhood.objects.values_list("town", "number", "name")}
    return {key: named.get(key, "") for key in keys}


def _by_groups(kinds: tuple[Group.Kind, ...]) -> Covered:
    members = Counter(Membership.objects.filter(group__kind__in=kinds).values_list("group", flat=True))
    ids = leading().order_by().values("pk")
    lead = Counter(Membership.objects.filter(group__kind__in=kinds, contact__in=ids).values_list("group", flat=True))
    groups = list(Group.objects.filter(kind__in=kinds))
    places = [Place(one.name, 0, members[one.pk], lead[one.pk]) for one in groups]
    return Covered(len(groups), sum(bool(lead[one.pk]) for one in groups), 0, 0, places[:MOST], 0)


HOW: dict[str, Callable[[], Covered]] = {
    "block": lambda: _by_doors(("town", "segment"), _blocks),
    "building": lambda: _by_doors(("building",), _buildings, least=2),
    "neighbourhood": lambda: _by_doors(("town", "neighbourhood"), _neighbourhoods),
    "congregation": lambda: _by_groups((Group.Kind.CONGREGATION,)),
    "workplace": lambda: _by_groups(WORKPLACES),
    "home_group": lambda: _by_groups(HOMES),
}
