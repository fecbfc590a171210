"""The list somebody takes along to call: marked at the desk, pulled with the week, in the order of who is next.

Only open lists: of a sealed one not even a phone may show whom it names.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.organizing.contacts.models import Contact, Entry
from waymeet.organizing.lists import queries as lists
from waymeet.organizing.lists import reaching
from waymeet.organizing.models import AuditLine
from waymeet.organizing.week.models import Call, CallList

MOST = 30  # people at once: as many as one evening holds, and no more numbers than that on one phone
DONE = (Call.Outcome.REACHED, Call.Outcome.WRONG, Call.Outcome.DO_NOT_CALL)


@dataclass(frozen=True)
class Along:
    """Whom of their list somebody is still to call."""

    name: str
    since: dt.date
    people: Sequence[Contact]


def take_along(*, list_id: UUID, by: Person, keyring: Keyring | None) -> None:
    """One list at a time: the one taken along before stays at the office."""
    _check(by)
    found = lists.one(list_id=list_id, by=by, keyring=keyring)
    if found.row.classed:
        raise BadInput(_("This list is sealed, so it stays at the desk. Take along one that asks nothing guarded."))
    with transaction.atomic(using="organizing"):
        said = {"on_list": found.row, "since": clock.today()}
        CallList.objects.update_or_create(worker=by.id, defaults=said)
        audit.write(AuditLine, who=by.id, verb="list.take_along", subject=list_id)


def leave_here(*, list_id: UUID, by: Person) -> None:
    _check(by)
    with transaction.atomic(using="organizing"):
        CallList.objects.filter(worker=by.id, on_list=list_id).delete()
        audit.write(AuditLine, who=by.id, verb="list.leave_here", subject=list_id)


def is_mine(*, list_id: UUID, by: Person) -> bool:
    check(by, May.HOLD_ONE_ON_ONES)
    return CallList.objects.filter(worker=by.id, on_list=list_id).exists()


def along(*, by: Person) -> Along | None:
    """None where nothing is marked, and where the list is sealed, shared no more or gone since.

    Nobody who refuses calls or has no number that works; nobody who was reached since it was marked; first those
    nobody has tried.
    """
    check(by, May.HOLD_ONE_ON_ONES)
    row = CallList.objects.filter(worker=by.id).first()
    if row is None or not can(by, May.MAKE_LISTS):
        return None
    try:
        found = lists.one(list_id=row.on_list_id, by=by)
    except NotFound:
        return None
    people = reaching.by(reaching.CALL, lists.people_of(found, by=by, keyring=None)).people
    since = Q(contact=OuterRef("pk"), day__gte=row.since)
    calls, told = Call.objects.filter(since).order_by(), Entry.objects.filter(since).order_by()
    left = people.exclude(Exists(calls.filter(outcome__in=DONE))).exclude(Exists(told.filter(kind=Entry.Kind.CALLED)))
    tried = Exists(told.filter(kind__in=(Entry.Kind.TRIED, Entry.Kind.MESSAGE)))
    ordered = left.annotate(called_before=Exists(calls), tried_before=tried)
    ordered = ordered.order_by("called_before", "tried_before", "folded", "id")
    return Along(found.name, row.since, list(ordered.prefetch_related("points")[:MOST]))


def _check(by: Person) -> None:
    check(by, May.MAKE_LISTS)
    check(by, May.HOLD_ONE_ON_ONES)
