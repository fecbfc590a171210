"""Whom a message can go to. One more source is one more entry in SOURCES.

Only people any organizer may know: a provider outside carries every message and learns who it goes to, so nothing that
looks into a guarded group is a source. Lists are asked for without keys: one that is sealed is not there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound
from waymeet.organizing.contacts.models import Contact, Group
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.lists import queries as lists

ASKED = (Attendance.Answer.NEEDS_ACTION, Attendance.Answer.ACCEPTED, Attendance.Answer.TENTATIVE)
NAMED = Event.SignIn.NAMES
SHOWN = 40  # of each kind, to choose from


@dataclass(frozen=True)
class Source:
    """Somewhere people come from: what there is to choose, what it is called, and who is in it."""

    words: Any
    choices: Callable[[Person], Sequence[tuple[UUID, str]]]
    named: Callable[[UUID, Person], str]
    people: Callable[[UUID, Person], QuerySet[Contact]]


def _groups(_by: Person) -> list[tuple[UUID, str]]:
    return list(Group.objects.order_by("name").values_list("pk", "name"))


def _group_named(of: UUID, _by: Person) -> str:
    return _found(Group.objects.filter(pk=of).values_list("name", flat=True).first())


def _in_group(of: UUID, _by: Person) -> QuerySet[Contact]:
    return Contact.objects.filter(memberships__group=of)


def _coming(_by: Person) -> list[tuple[UUID, str]]:
    rows = Event.objects.filter(sign_in=NAMED, state=Event.State.PLANNED, day__gte=clock.today())[:SHOWN]
    return [(row.pk, f"{row.title} ({row.day.isoformat()})") for row in rows]


def _event_named(of: UUID, _by: Person) -> str:
    return _found(Event.objects.filter(pk=of, sign_in=NAMED).values_list("title", flat=True).first())


def _asked(of: UUID, _by: Person) -> QuerySet[Contact]:
    return Contact.objects.filter(attendances__event=of, attendances__answer__in=ASKED)


def _said_yes(of: UUID, _by: Person) -> QuerySet[Contact]:
    return Contact.objects.filter(attendances__event=of, attendances__answer=Attendance.Answer.ACCEPTED)


def _lists(by: Person) -> list[tuple[UUID, str]]:
    return [(one.row.pk, one.name) for one in lists.saved(by=by)]


def _list_named(of: UUID, by: Person) -> str:
    return lists.one(list_id=of, by=by).name


def _on_list(of: UUID, by: Person) -> QuerySet[Contact]:
    """Nobody where it is gone, or was sealed since the message was begun: as with every other source."""
    try:
        return lists.people_in(list_id=of, by=by)
    except NotFound:
        return Contact.objects.none()


def _found(name: str | None) -> str:
    if name is None:
        raise NotFound
    return name


SOURCES: dict[str, Source] = {
    "group": Source(_("Group"), _groups, _group_named, _in_group),
    "list": Source(_("List"), _lists, _list_named, _on_list),
    "event": Source(_("Everybody asked to an event"), _coming, _event_named, _asked),
    "yes": Source(_("Who said yes to an event: a reminder"), _coming, _event_named, _said_yes),
}
EVENTS = ("event", "yes")


def choices(*, by: Person) -> list[tuple[Any, list[tuple[str, str]]]]:
    """For the form: under each source what there is, as `source:id`."""
    check(by, May.WRITE_TO_LISTS)
    found = [(one.words, [(f"{name}:{of}", words) for of, words in one.choices(by)]) for name, one in SOURCES.items()]
    return [(words, below) for words, below in found if below]


def people_of(*, source: str, of: UUID, by: Person) -> QuerySet[Contact]:
    """Everybody in it, once."""
    check(by, May.WRITE_TO_LISTS)
    return _source(source).people(of, by).distinct()


def name_of(*, source: str, of: UUID, by: Person) -> str:
    """NotFound where it is gone, and where this person may not see it: somebody's own list is theirs alone."""
    check(by, May.WRITE_TO_LISTS)
    return _source(source).named(of, by)


def event_of(source: str, of: UUID) -> Event | None:
    return Event.objects.filter(pk=of).first() if source in EVENTS else None


def _source(name: str) -> Source:
    if name not in SOURCES:
        raise NotFound
    return SOURCES[name]
