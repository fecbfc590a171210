"""Asking people to an event, their answers, calls and reminders, and asking again whoever did not come."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.contacts.models import Contact, Membership
from waymeet.organizing.events import rows
from waymeet.organizing.events.models import Attendance, Event, Shift
from waymeet.organizing.events.rows import note

ANSWER = Attendance.Answer
# What a call came to, when it changed the answer.
CALLED = {"confirmed": ANSWER.ACCEPTED, "cancelled": ANSWER.CANCELLED, "tentative": ANSWER.TENTATIVE}
TOLD = (*Attendance.Call.values, "cancelled", "tentative")


def ask(*, event_id: UUID, contact_id: UUID, asked_by: UUID | None = None, by: Person) -> UUID:
    """Somebody is asked; `asked_by` is the leader who moved them. Asked again, the first word stands."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        event = rows.with_names(event_id)
        row = _asked(event, contact_id, asked_by, by)
        note("event.ask", by, row.pk)
    return row.pk


def ask_many(
    *, event_id: UUID, group: UUID | None = None, came_to: UUID | None = None, asked_by: UUID | None = None, by: Person
) -> int:
    """Everybody of an open group, and whoever came to an earlier event; those on the list already stay as they are."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        event = rows.with_names(event_id)
        wanted: list[UUID] = []
        if group is not None:
            wanted += Membership.objects.filter(group=group).values_list("contact", flat=True)
        if came_to is not None:
            wanted += Attendance.objects.filter(event=came_to, came=True).values_list("contact", flat=True)
        there = set(event.attendances.values_list("contact", flat=True))
        new = [one for one in dict.fromkeys(wanted) if one not in there]
        for one in new:
            _asked(event, one, asked_by if asked_by != one else None, by)
        note("event.ask_many", by, event.pk)
    return len(new)


def answer(*, attendance_id: UUID, said: str, shift: UUID | None = None, by: Person) -> UUID:
    """Yes, maybe, no, or taken back; and the shift they take, if any. Answers the event."""
    check(by, May.RUN_EVENTS)
    if said not in ANSWER.values:
        raise BadInput(_("Say what they answered."))
    with transaction.atomic(using="organizing"):
        row = rows.attendance(attendance_id)
        if shift is not None and not Shift.objects.filter(pk=shift, event=row.event_id).exists():
            raise BadInput(_("Choose a shift of this event."))
        row.shift_id = shift if said in (ANSWER.ACCEPTED, ANSWER.TENTATIVE) else None
        _said(row, said)
        row.save()
        note("event.answer", by, row.pk)
    return row.event_id


def called(*, attendance_id: UUID, outcome: str, by: Person) -> UUID:
    """What a confirmation call came to, in one tap. Who asked for no calls is not called."""
    check(by, May.RUN_EVENTS)
    if outcome not in TOLD:
        raise BadInput(_("Say what came of the call."))
    with transaction.atomic(using="organizing"):
        row = rows.attendance(attendance_id)
        if Contact.Channel.CALL in row.contact.refused:
            raise Conflict(_("They asked for no calls."))
        row.called_on = clock.today()
        row.call = outcome if outcome in Attendance.Call.values else ""
        if outcome in CALLED:
            _said(row, CALLED[outcome])
        if outcome == Attendance.Call.CONFIRMED:
            row.confirmed_on = clock.today()
        row.save()
        note("event.call", by, row.pk)
    return row.event_id


def reminded(*, attendances: Iterable[UUID], by: Person) -> None:
    """A reminder went out to them. Said again, the first day stands."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        Attendance.objects.filter(pk__in=list(attendances), reminded_on=None).update(reminded_on=clock.today())
        note("event.remind", by, clock.today().isoformat())


def ask_again(*, attendances: Iterable[UUID], event_id: UUID, by: Person) -> int:
    """Who said yes and did not come is asked to another event; whoever moved them stays whoever moved them."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        event = rows.with_names(event_id)
        if event.state != Event.State.PLANNED:
            raise Conflict(_("Choose an event that is still to come."))
        old = list(Attendance.objects.select_for_update().filter(pk__in=list(attendances)).exclude(event=event))
        for one in old:
            _asked(event, one.contact_id, one.asked_by_id, by)
        Attendance.objects.filter(pk__in=[one.pk for one in old]).update(asked_again=True)
        note("event.ask_again", by, event.pk)
    return len(old)


def _asked(event: Event, contact: UUID, asked_by: UUID | None, by: Person) -> Attendance:
    if event.state == Event.State.OFF:
        raise Conflict(_("This event was called off."))
    if asked_by is not None and (asked_by == contact or not Contact.objects.filter(pk=asked_by).exists()):
        raise BadInput(_("Choose somebody else who asked them, or nobody."))
    if not Contact.objects.filter(pk=contact).exists():
        raise NotFound
    said = {"asked_by_id": asked_by, "organizer": by.id}
    row, made = Attendance.objects.get_or_create(event=event, contact_id=contact, defaults=said)
    if not made and row.asked_by_id is None and asked_by is not None:
        row.asked_by_id = asked_by
        row.save(update_fields=["asked_by"])
    return row


def _said(row: Attendance, said: str) -> None:
    """A yes that is taken back is not confirmed any more; said yes after the event was closed, they did not come."""
    row.answer = ANSWER(said)
    if said != ANSWER.ACCEPTED:
        row.confirmed_on = None
    if row.event.state == Event.State.HELD and row.came is not True:
        row.came = False if said == ANSWER.ACCEPTED else None
