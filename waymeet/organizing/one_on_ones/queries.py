"""An organizer's week: whom to see, what was promised, who has gone quiet; and all there is with one person."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import CannotOpen, NotFound
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones import opened
from waymeet.organizing.one_on_ones.models import Coaching, Commitment, OneOnOne

AHEAD = dt.timedelta(days=7)
SPAN = 8  # people one coach goes along with at most, as the field does it (6 to 8)


@dataclass(frozen=True)
class Promise:
    """A commitment with its words; '' where these keys do not open them."""

    row: Commitment
    what: str
    late: bool


@dataclass(frozen=True)
class Quiet:
    """Somebody one goes along with and has not talked to for longer than they wanted."""

    contact: Contact
    last: dt.date | None
    every_days: int


@dataclass(frozen=True)
class Week:
    """What is to be done: `to_see` planned until a week from now, `promises` due until then, `quiet` people."""

    to_see: Sequence[OneOnOne]
    promises: Sequence[Promise]
    quiet: Sequence[Quiet]
    along: int

    @property
    def too_many(self) -> bool:
        return self.along > SPAN


@dataclass(frozen=True)
class Held:
    """A one-on-one with its words."""

    row: OneOnOne
    organizer: str
    plan: dict[str, str]
    write_up: dict[str, str]
    promises: Sequence[Promise]


@dataclass(frozen=True)
class Along:
    """One-on-ones and promises with one person, and who goes along with them."""

    one_on_ones: Sequence[tuple[OneOnOne, str]]
    promises: Sequence[Promise]
    coaching: Coaching | None
    coach: str


def my_week(*, by: Person, keyring: Keyring) -> Week:
    check(by, May.HOLD_ONE_ON_ONES)
    until = clock.today() + AHEAD
    mine = OneOnOne.objects.filter(organizer=by.id, state=OneOnOne.State.PLANNED, planned_for__lte=until)
    due = Commitment.objects.filter(organizer=by.id, state=Commitment.State.OPEN, due__lte=until)
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="one_on_one.week")
    along = Coaching.objects.filter(coach=by.id).select_related("contact")
    return Week(
        to_see=list(mine.select_related("contact").order_by("planned_for", "id")),
        promises=[_promise(row, keyring) for row in due.select_related("contact")],
        quiet=_quiet(along),
        along=len(along),
    )


def quiet_of(*, by: Person) -> list[Quiet]:
    """Whom this person goes along with and has not talked to for longer than they wanted."""
    check(by, May.HOLD_ONE_ON_ONES)
    return _quiet(Coaching.objects.filter(coach=by.id).select_related("contact"))


def _quiet(along: QuerySet[Coaching]) -> list[Quiet]:
    held: Any = along.annotate(
        last=Max("contact__one_on_ones__held_on", filter=Q(contact__one_on_ones__state=OneOnOne.State.HELD))
    )
    today, found = clock.today(), []
    for one in held:
        since = one.last or one.contact.since
        if (today - since).days > one.every_days:
            found.append(Quiet(one.contact, one.last, one.every_days))
    return sorted(found, key=lambda one: (one.last or one.contact.since, str(one.contact.pk)))


def one(*, one_on_one: UUID, by: Person, keyring: Keyring) -> Held:
    """Opened, and written down that it was."""
    check(by, May.HOLD_ONE_ON_ONES)
    row = OneOnOne.objects.filter(pk=one_on_one).select_related("contact").first()
    if row is None:
        raise NotFound
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="one_on_one.read", subject=row.pk)
    return Held(
        row=row,
        organizer=names_of({row.organizer}).get(row.organizer, ""),
        plan=opened.plan_of(row, keyring),
        write_up=opened.write_up_of(row, keyring),
        promises=[_promise(each, keyring) for each in row.commitments.select_related("contact")],
    )


def along(*, contact_id: UUID, by: Person, keyring: Keyring) -> Along:
    """Of one person; the reading of their page is written down there."""
    check(by, May.HOLD_ONE_ON_ONES)
    rows = list(OneOnOne.objects.filter(contact=contact_id))
    coaching = Coaching.objects.filter(contact=contact_id).first()
    names = names_of({row.organizer for row in rows} | ({coaching.coach} if coaching else set()))
    promises = Commitment.objects.filter(contact=contact_id).select_related("contact").order_by("-due", "id")
    return Along(
        one_on_ones=[(row, names.get(row.organizer, "")) for row in rows],
        promises=[_promise(row, keyring) for row in promises],
        coaching=coaching,
        coach=names.get(coaching.coach, "") if coaching else "",
    )


def _promise(row: Commitment, keyring: Keyring) -> Promise:
    late = row.state == Commitment.State.OPEN and row.due < clock.today()
    try:
        return Promise(row, opened.promised(row, keyring), late)
    except CannotOpen:
        return Promise(row, "", late)
