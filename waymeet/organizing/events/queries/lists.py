"""Who is to be called, reminded or asked again, and which events are to be closed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events import rules
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.events.queries.turnout import turnouts_of
from waymeet.organizing.events.rules import Turnout
from waymeet.organizing.models import AuditLine

MOST = 300  # on one page; a file has all of them


@dataclass(frozen=True)
class Call:
    """Somebody to be called about an event. `phones` is empty for whoever wants no call: visit or write instead."""

    row: Attendance
    phones: Sequence[str]
    days_left: int

    @property
    def who(self) -> Contact:
        return self.row.contact


@dataclass(frozen=True)
class Reminder:
    """Somebody to be reminded, and by which ways they may be."""

    attendance: UUID
    event: Event
    contact: Contact
    ways: tuple[str, ...]


def coming(*, by: Person) -> list[tuple[Event, Turnout]]:
    """From today on, soonest first."""
    check(by, May.RUN_EVENTS)
    return _counted(Event.objects.filter(day__gte=clock.today()))


def past(*, by: Person, every: bool = False) -> list[tuple[Event, Turnout]]:
    """Before today or closed today, newest first: as many as a page takes, or every one."""
    check(by, May.RUN_EVENTS)
    over = Event.objects.filter(Q(day__lt=clock.today()) | Q(state=Event.State.HELD))
    return _counted(over.order_by("-day", "-starts", "-id"), every=every)


def in_month(*, year: int, month: int, by: Person) -> dict[dt.date, list[Event]]:
    """By day, those of one month."""
    check(by, May.RUN_EVENTS)
    found: dict[dt.date, list[Event]] = {}
    for row in Event.objects.filter(day__year=year, day__month=month):
        found.setdefault(row.day, []).append(row)
    return found


def _counted(rows: QuerySet[Event], *, every: bool = False) -> list[tuple[Event, Turnout]]:
    found = list(rows if every else rows[:MOST])
    turnouts = turnouts_of(found)
    return [(row, turnouts[row.pk]) for row in found]


def calls_due(*, by: Person) -> list[Call]:
    """Today's confirmation calls, soonest event first; whoever wants no call is listed without a number."""
    check(by, May.RUN_EVENTS)
    return [_call(row) for row in _to_call()]


def calls_waiting() -> int:
    """How many of them can be called."""
    return sum(1 for row in _to_call() if _call(row).phones)


def _to_call() -> list[Attendance]:
    today = clock.today()
    rows = _answered().filter(
        event__day__range=(today, today + dt.timedelta(days=rules.FIRST_CALL)), event__state=Event.State.PLANNED
    )
    rows = rows.prefetch_related("contact__points").order_by("event__day", "event__starts", "contact__folded", "pk")
    return [row for row in rows if _is_due(row, today)]


def _is_due(row: Attendance, today: dt.date) -> bool:
    before = (row.event.day - row.called_on).days if row.called_on else None
    return rules.call_is_due((row.event.day - today).days, before)


def _call(row: Attendance) -> Call:
    numbers = [one.value for one in row.contact.points.all() if one.kind == one.Kind.PHONE and one.works]
    may = rules.may_be_called(row.contact.refused, phones=bool(numbers))
    return Call(row, numbers if may else [], (row.event.day - clock.today()).days)


def reminders_due(day: dt.date) -> list[Reminder]:
    """Who is to be reminded on that day, and was not: said yes or maybe to what is the day after."""
    rows = _answered().filter(
        event__day=day + dt.timedelta(days=rules.REMINDED), event__state=Event.State.PLANNED, reminded_on=None
    )
    found = [(row, rules.ways_to_remind(row.contact.refused)) for row in rows.order_by("event__starts", "pk")]
    return [Reminder(row.pk, row.event, row.contact, ways) for row, ways in found if ways]


def _answered() -> QuerySet[Attendance]:
    return Attendance.objects.filter(answer__in=rules.REMINDED_ANSWERS).select_related("event", "contact")


def to_close() -> QuerySet[Event]:
    """Over, and nobody has said who came."""
    return Event.objects.filter(state=Event.State.PLANNED, day__lt=clock.today())


def no_shows(*, event: Event, by: Person) -> QuerySet[Attendance]:
    """Said yes, did not come, and were not asked again yet."""
    check(by, May.RUN_EVENTS)
    rows = event.attendances.filter(answer=Attendance.Answer.ACCEPTED, came=False, asked_again=False)
    return rows.select_related("contact").order_by("contact__folded", "pk")


def to_take_out(*, event_id: UUID, by: Person) -> list[Attendance]:
    """The whole list of an event, for a file; it is written down that it was taken out."""
    check(by, May.EXPORT_CONTACTS)
    rows = Attendance.objects.filter(event=event_id).select_related("contact", "shift", "asked_by")
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="event.export", subject=event_id)
    return list(rows.order_by("contact__folded", "pk"))
