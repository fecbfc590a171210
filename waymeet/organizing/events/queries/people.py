"""Events from the side of a person: what they were asked to, and whom one could ask."""

from collections.abc import Sequence
from uuid import UUID

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events.models import Attendance, Event

CHOICES, NOBODY = 60, UUID(int=0)


def of_person(*, contact_id: UUID, by: Person) -> list[Attendance]:
    """Newest first."""
    check(by, May.RUN_EVENTS)
    rows = Attendance.objects.filter(contact=contact_id).select_related("event", "shift", "asked_by")
    return list(rows.order_by("-event__day", "-event__starts"))


def open_events(*, by: Person, but: UUID = NOBODY) -> list[Event]:
    """Events to come that write names down: those one can ask somebody to."""
    check(by, May.RUN_EVENTS)
    rows = Event.objects.filter(day__gte=clock.today(), state=Event.State.PLANNED, sign_in=Event.SignIn.NAMES).exclude(
        pk=but
    )
    return list(rows[:CHOICES])


def to_ask(*, by: Person, event: Event, contacts: Sequence[UUID] | None = None) -> list[Contact]:
    """Out of these people, or of those seen last, whoever is not on the event's list yet."""
    check(by, May.RUN_EVENTS)
    rows = Contact.objects.exclude(attendances__event=event).order_by("-seen_on", "-id")
    if contacts is not None:
        rows = rows.filter(pk__in=contacts)
    return [row for row in rows[:CHOICES] if row.called]
