"""People as the desk shows them: found by any part of a name, a number or an email; one with all that is known."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import May
from waymeet.kernel import audit
from waymeet.kernel.errors import CannotOpen, NotFound
from waymeet.kernel.finding import folded
from waymeet.organizing.contacts import filing, guarded, people
from waymeet.organizing.contacts.guarded import Belongs, Opened
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry, Filed, Group, Membership, Relation
from waymeet.organizing.models import AuditLine

PAGE = 50
# The same relation, read from the other person.
TURNED: dict[str, Any] = {
    Relation.Kind.PARTNER: _("partner of"),
    Relation.Kind.PARENT: _("child of"),
    Relation.Kind.SIBLING: _("sister or brother of"),
    Relation.Kind.RELATED: _("related to"),
    Relation.Kind.FRIEND: _("friend of"),
    Relation.Kind.BROUGHT: _("brought in by"),
}


@dataclass(frozen=True)
class Found:
    """One page of people: `found` in all, on `pages` pages."""

    people: Sequence[Contact]
    found: int
    page: int
    pages: int


@dataclass(frozen=True)
class Happened:
    """One entry of the timeline. `words` are None where the reader's keys do not open them."""

    day: dt.date
    kind: Any
    by: str
    words: str | None


@dataclass(frozen=True)
class Known:
    """Somebody with all that this reader may know. `guarded groups` is None for whoever may not know of any."""

    row: Contact
    points: Sequence[ContactPoint]
    sayings: Sequence[Any]
    memberships: Sequence[Membership]
    relations: Sequence[tuple[Any, Contact]]
    housemates: Sequence[Contact]
    timeline: Sequence[Happened]
    guarded: Sequence[tuple[Opened, Belongs]] | None
    guarded_groups: Sequence[Opened]


def found(*, words: str, page: int, by: Person) -> Found:
    """Those of whom every word begins a part of their name, ends a number or is an email; all people for no words."""
    check(by, May.SEE_CONTACTS)
    rows = _matching(words)
    count = rows.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    return Found(list(rows.prefetch_related("points")[(page - 1) * PAGE : page * PAGE]), count, page, pages)


def _matching(words: str) -> QuerySet[Contact]:
    rows = Contact.objects.all()
    for word in folded(words).split():
        point = people.end_of_a_number(word)
        if "@" in word:
            rows = rows.filter(pk__in=ContactPoint.objects.filter(folded=word).values("contact"))
        elif len(point) >= 4:
            rows = filing.everywhere(Filed.Under.NUMBER, [point[::-1]], rows)  # by how it ends
        else:
            rows = filing.everywhere(Filed.Under.NAME, filing.words_of(word), rows)
    return rows


def named(*, by: Person, but: UUID) -> list[tuple[UUID, str]]:
    """The people seen last, to choose one from: forty at most."""
    check(by, May.SEE_CONTACTS)
    rows = Contact.objects.exclude(pk=but).order_by("-seen_on", "-id")[:40]
    return [(row.pk, row.called) for row in rows if row.called]


def groups(*, by: Person) -> QuerySet[Group]:
    check(by, May.SEE_CONTACTS)
    return Group.objects.all()


def groups_counted(*, by: Person) -> list[tuple[Group, int]]:
    """Each with how many belong to it."""
    rows: Any = groups(by=by).annotate(members=Count("memberships"))
    return [(row, row.members) for row in rows]


def group(*, group_id: UUID, by: Person) -> tuple[Group, Sequence[Membership]]:
    found = groups(by=by).filter(pk=group_id).first()
    if found is None:
        raise NotFound
    return found, list(found.memberships.select_related("contact").order_by("contact__folded", "id"))


def contact(*, contact_id: UUID, by: Person) -> Contact:
    """The plain row alone: nothing is opened."""
    check(by, May.SEE_CONTACTS)
    row = Contact.objects.filter(pk=contact_id).first()
    if row is None:
        raise NotFound
    return row


def one(*, contact_id: UUID, by: Person, keyring: Keyring) -> Known:
    row = contact(contact_id=contact_id, by=by)
    may_open = can(by, May.READ_GUARDED)
    groups_opened = guarded.every(by=by, keyring=keyring) if may_open else []
    if may_open:
        with transaction.atomic(using="organizing"):
            audit.write(AuditLine, who=by.id, verb="contact.read", subject=row.pk)
    home = row.household_id
    return Known(
        row=row,
        points=list(row.points.all()),
        sayings=[each.get_what_display() for each in row.sayings.order_by("what")],
        memberships=list(row.memberships.select_related("group").order_by("group__name")),
        relations=_relations(row),
        housemates=list(Contact.objects.filter(household=home).exclude(pk=row.pk)) if home else [],
        timeline=_timeline(row, keyring if may_open else None),
        guarded=guarded.of(contact_id, groups_opened) if may_open else None,
        guarded_groups=groups_opened,
    )


def _relations(row: Contact) -> list[tuple[Any, Contact]]:
    """What they are to others, in words, and to whom."""
    rows = Relation.objects.filter(Q(one=row) | Q(other=row)).select_related("one", "other").order_by("kind", "id")
    return [
        (each.get_kind_display(), each.other) if each.one_id == row.pk else (TURNED[each.kind], each.one)
        for each in rows
    ]


def _timeline(row: Contact, keyring: Keyring | None) -> list[Happened]:
    entries = list(row.entries.all())
    names = names_of({one.by for one in entries})
    return [Happened(one.day, one.get_kind_display(), names.get(one.by, ""), _words(one, keyring)) for one in entries]


def _words(entry: Entry, keyring: Keyring | None) -> str | None:
    if entry.sealed is None or keyring is None:
        return None if entry.sealed is not None else ""
    try:
        return people.words_of(entry, keyring)
    except CannotOpen:
        return None
