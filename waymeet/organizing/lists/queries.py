"""Lists as somebody may see them, and the people on one. `people_in` is what other parts of organizing call.

A list somebody may not see is not there for them: no name, no count, and the same answer as for an id of nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import May
from waymeet.kernel.errors import CannotOpen, NotFound
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.lists import classed, looking_up, rules
from waymeet.organizing.lists.conditions import EVERY, Kind
from waymeet.organizing.lists.conditions.kind import Looking, open_to, shapes
from waymeet.organizing.lists.models import Listed, SavedList
from waymeet.organizing.lists.rules import Asked, Condition

PAGE = 50


@dataclass(frozen=True)
class Opened:
    """A list with all that this reader may know of it. `kept` are the people of a classed list that was frozen."""

    row: SavedList
    name: str
    asked: Asked
    kept: tuple[UUID, ...]
    owner: str = ""


@dataclass(frozen=True)
class Line:
    """One condition in words, with how many people meet it."""

    group: str
    place: int
    words: str
    count: int


@dataclass(frozen=True)
class Counted:
    """What a list asks, in words and counts."""

    lines: Sequence[Line]
    count: int


@dataclass(frozen=True)
class Page:
    """Some people of a list, by name; `after` is the last of them where more follow."""

    people: Sequence[Contact]
    after: UUID | None


def kinds(*, by: Person) -> dict[str, Kind]:
    """What this person may ask."""
    check(by, May.MAKE_LISTS)
    return open_to(EVERY, by)


def saved(*, by: Person, keyring: Keyring | None = None) -> list[Opened]:
    """By name. Classed lists are opened; those the keys do not open are not listed."""
    check(by, May.MAKE_LISTS)
    rows = list(_visible(by))
    names = names_of({row.owner for row in rows})
    found = [one for row in rows if (one := _opened(row, by, keyring, names.get(row.owner, ""))) is not None]
    return sorted(found, key=lambda one: (one.name.casefold(), str(one.row.pk)))


def one(*, list_id: UUID, by: Person, keyring: Keyring | None = None) -> Opened:
    check(by, May.MAKE_LISTS)
    row = _visible(by).filter(pk=list_id).first()
    found = _opened(row, by, keyring, "") if row is not None else None
    if found is None:
        raise NotFound
    return found


def people_in(*, list_id: UUID, by: Person, keyring: Keyring | None = None) -> QuerySet[Contact]:
    """The people on a list now, or as they were kept; a classed list needs the keys of whoever asks."""
    return people_of(one(list_id=list_id, by=by, keyring=keyring), by=by, keyring=keyring)


def people_of(found: Opened, *, by: Person, keyring: Keyring | None) -> QuerySet[Contact]:
    check(by, May.MAKE_LISTS)
    if found.row.frozen_on is None:
        return asked_for(found.asked, by=by, keyring=keyring)
    if found.row.classed:
        return Contact.objects.filter(pk__in=found.kept)
    return Contact.objects.filter(pk__in=Listed.objects.filter(on_list=found.row).values("contact"))


def asked_for(asked: Asked, *, by: Person, keyring: Keyring | None) -> QuerySet[Contact]:
    """NotFound for what this person may not ask: the same as for what is nothing."""
    if not asked.kinds <= set(kinds(by=by)):
        raise NotFound
    return looking_up.people(asked, looking_up.looking(asked.kinds, by=by, keyring=keyring))


def counted(asked: Asked, *, by: Person, keyring: Keyring | None) -> Counted:
    """Each condition alone, and all of them together: one question each."""
    if not asked.kinds <= set(kinds(by=by)):
        raise NotFound
    look = looking_up.looking(asked.kinds, by=by, keyring=keyring)
    places = dict.fromkeys(rules.GROUPS, -1)
    lines = []
    for group, each in asked:
        places[group] += 1
        count = looking_up.one_alone(each, look).order_by().count()
        lines.append(Line(group, places[group], said(each, look), count))
    return Counted(lines, looking_up.people(asked, look).order_by().count())


def sentences(asked: Asked, *, by: Person, keyring: Keyring | None) -> list[tuple[str, str]]:
    """(group, words) of each condition: nothing is counted."""
    check(by, May.MAKE_LISTS)
    look = looking_up.looking(asked.kinds, by=by, keyring=keyring)
    return [(group, said(each, look)) for group, each in asked]


def said(each: Condition, look: Looking) -> str:
    return EVERY[each.kind].said(each, look)


def page_of(rows: QuerySet[Contact], *, after: UUID | None, size: int = PAGE) -> Page:
    """By name, from the one after `after`: however far down, as quick as the first page."""
    last = Contact.objects.filter(pk=after).first() if after else None
    if last is not None:
        further = Q(folded__gt=last.folded) | Q(folded=last.folded, pk__gt=last.pk)
        rows = rows.filter(further, folded__gte=last.folded)
    found = list(rows.order_by("folded", "id").prefetch_related("points")[: size + 1])
    return Page(found[:size], found[size - 1].pk if len(found) > size else None)


def _visible(by: Person) -> QuerySet[SavedList]:
    shares = [SavedList.Share.FIELD_LEADS]
    organizer = can(by, May.READ_GUARDED)
    shares += [SavedList.Share.ORGANIZERS] if organizer else []
    rows = SavedList.objects.filter(Q(owner=by.id) | Q(share__in=shares))
    return rows if organizer else rows.filter(classed=False)


def _opened(row: SavedList, by: Person, keyring: Keyring | None, owner: str) -> Opened | None:
    if row.classed and keyring is None:
        return None
    try:
        name, conditions, kept = classed.opened(row, keyring) if row.classed else (row.name, row.conditions, ())  # type: ignore[arg-type]
        asked = rules.asked(conditions, shapes(EVERY))
    except (CannotOpen, rules.Wrong):
        return None
    return Opened(row, name, asked, kept, owner) if asked.kinds <= set(open_to(EVERY, by)) else None
