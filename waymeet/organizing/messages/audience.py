"""Who would get a message, who would not, and why: the same answer for the dry run and for the sending.

Everybody on the list is in exactly one of the two, so the counts add up. One message a number: people who share a phone
get it once, under the name of whoever comes first (facts of the craft, 2.8).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.organizing.contacts.models import Contact, ContactPoint
from waymeet.organizing.events.models import Attendance
from waymeet.organizing.messages import hours, recipients, wording
from waymeet.organizing.messages.models import Delivery, Message
from waymeet.organizing.messages.rules import language_of

KIND = {Message.Channel.EMAIL: ContactPoint.Kind.EMAIL, Message.Channel.TEXT: ContactPoint.Kind.PHONE}
THEIRS = ("", "theirs")  # the only number there is belongs to somebody who wants none, too
WENT = (Delivery.State.SENT, Delivery.State.SENDING)


@dataclass(frozen=True)
class One:
    """Somebody on the list. `why` is '' for whoever gets it."""

    contact: UUID
    called: str
    language: str
    point: str
    why: str


@dataclass(frozen=True)
class Plan:
    """Everybody, those who get it first."""

    everybody: tuple[One, ...]
    segments: int

    @property
    def going(self) -> list[One]:
        return [one for one in self.everybody if not one.why]

    @property
    def left_out(self) -> list[One]:
        return [one for one in self.everybody if one.why]

    @property
    def reasons(self) -> list[tuple[Any, int]]:
        """In words, with how many."""
        found = Counter(one.why for one in self.left_out)
        return [(why.label, found[why]) for why in Delivery.Why if found[why]]


def plan(*, message: Message, by: Person) -> Plan:
    """As it would go at this moment; a fixed number of questions to the database, however long the list."""
    check(by, May.WRITE_TO_LISTS)
    return _plan(message, by, quiet=hours.quiet_now())


def plan_later(*, message: Message, by: Person) -> Plan:
    """As it would go at an hour that is right."""
    check(by, May.WRITE_TO_LISTS)
    return _plan(message, by, quiet=False)


def _plan(message: Message, by: Person, *, quiet: bool) -> Plan:
    people = recipients.people_of(source=message.source, of=message.of, by=by)
    rows = people.order_by("since", "id").values_list("pk", "chosen_name", "name", "languages", "not_by")
    points = _points(message, people)
    busy, before = _busy_today(message), _reminded(message)
    written, said, taken = wording.written(message), wording.of_event(message), set(busy.points)
    found, segments = [], 0
    for pk, chosen, name, languages, not_by in rows.iterator(chunk_size=2000):
        language = language_of(languages, written)
        point = points.get(pk, ("", ""))
        why = _why(message, (pk, point[1], not_by), busy, before, taken) or (Delivery.Why.QUIET if quiet else "")
        found.append(One(pk, chosen or name, language, point[0], str(why)))
        if not why or why == Delivery.Why.QUIET:
            taken.add(point[1])
        if not why and message.channel == Message.Channel.TEXT:
            segments += wording.length(message, language, chosen or name, said)
    return Plan(tuple(sorted(found, key=lambda one: bool(one.why))), segments)


@dataclass(frozen=True)
class Busy:
    """Who got something today on this channel: the people, and the numbers or emails it went to."""

    people: frozenset[UUID]
    points: frozenset[str]


def _why(message: Message, who: tuple[UUID, str, str], busy: Busy, before: frozenset[UUID], taken: set[str]) -> str:
    pk, point, not_by = who
    if message.channel in not_by.split():
        return Delivery.Why.REFUSED
    if pk in before:
        return Delivery.Why.REMINDED
    if point == THEIRS[1]:
        return Delivery.Why.THEIRS
    if not point:
        return Delivery.Why.NO_POINT
    if pk in busy.people:
        return Delivery.Why.TODAY
    return Delivery.Why.SHARED if point in taken else ""


def _points(message: Message, people: Any) -> Mapping[UUID, tuple[str, str]]:
    """The first number or email of each that works: as written, and as compared. Whose phone refused is nobody's."""
    kind = KIND[Message.Channel(message.channel)]
    rows = ContactPoint.objects.filter(kind=kind, works=True, contact__in=people.values("pk"))
    refused = refused_points(message.channel)
    found: dict[UUID, tuple[str, str]] = {}
    for contact, value, folded in rows.order_by("contact", "id").values_list("contact", "value", "folded").iterator():
        if folded in refused:
            found.setdefault(contact, THEIRS)
        elif found.get(contact, THEIRS) == THEIRS:
            found[contact] = (value, folded)
    return found


def refused_points(channel: str, among: list[str] | None = None) -> frozenset[str]:
    """Numbers or emails of people who want none this way: a housemate on the same phone reaches them just the same."""
    kind = KIND[Message.Channel(channel)]
    people = Contact.objects.filter(not_by__contains=channel)
    points = ContactPoint.objects.filter(kind=kind, contact__in=people)
    if among is not None:
        points = points.filter(folded__in=among)
    return frozenset(points.values_list("folded", flat=True))


def _busy_today(message: Message) -> Busy:
    """A reminder goes even to whoever got something else today."""
    if message.reminds:
        return Busy(frozenset(), frozenset())
    rows = Delivery.objects.filter(day=clock.today(), state__in=WENT, message__channel=message.channel)
    rows = rows.exclude(message=message.pk)
    points = ContactPoint.objects.filter(
        kind=KIND[Message.Channel(message.channel)], contact__in=rows.values("contact")
    )
    return Busy(frozenset(rows.values_list("contact", flat=True)), frozenset(points.values_list("folded", flat=True)))


def _reminded(message: Message) -> frozenset[UUID]:
    if not message.reminds:
        return frozenset()
    rows = Attendance.objects.filter(event=message.of, reminded_on__isnull=False)
    return frozenset(rows.values_list("contact", flat=True))


def previews(found: Plan, message: Message, how_many: int = 3) -> Iterator[tuple[One, str, str]]:
    """What some of them would read, one of each language first."""
    first = {one.language: one for one in reversed(found.going)}
    rest = [one for one in found.going if one not in first.values()]
    said = wording.of_event(message)
    for one in [*first.values(), *rest][:how_many]:
        subject, body = wording.said(message, one.language, one.called, said)
        yield one, subject, body
