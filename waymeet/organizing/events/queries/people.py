"""Events from the side of a person: what they were asked to, and whom one could ask."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.organizing.contacts import queries_people
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events.models import Attendance, Event

CHOICES, NOBODY = 60, UUID(int=0)
EVENTS = 300


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
    return list(rows[:EVENTS])


def to_ask(*, by: Person, event: Event, contacts: Sequence[UUID] | None = None) -> list[Contact]:
    """Out of these people, or of those seen last, whoever is not on the event's list yet."""
    check(by, May.RUN_EVENTS)
    rows = Contact.objects.exclude(attendances__event=event).order_by("-seen_on", "-id")
    if contacts is not None:
        rows = rows.filter(pk__in=contacts)
    return [row for row in rows[:CHOICES] if row.called]


def leaders(*, by: Person) -> list[tuple[UUID, str]]:
    """Who could have asked somebody: those who moved most people before, then those seen last."""
    check(by, May.RUN_EVENTS)
    moved: Any = Attendance.objects.filter(asked_by__isnull=False).values("asked_by").annotate(people=Count("pk"))
    most = [row["asked_by"] for row in moved.order_by("-people", "asked_by")[:CHOICES]]
    called = {row.pk: row.called for row in Contact.objects.filter(pk__in=most)}
    known = {one: called[one] for one in most if called[one]}
    return list((known | dict(queries_people.named(by=by, but=NOBODY))).items())


def likely(*, by: Person, said: Mapping[str, str]) -> list[tuple[UUID, str]]:
    """Whom somebody who signed in could be: by their number, their email, or their name."""
    found: dict[UUID, str] = {}
    for words in filter(None, (said.get(part, "") for part in ("phone", "email", "name"))):
        asked = "".join(words.split()) if words == said.get("phone") else words
        found |= {row.pk: row.called for row in queries_people.found(words=asked, page=1, by=by).people if row.called}
    return list(found.items())[:CHOICES]
