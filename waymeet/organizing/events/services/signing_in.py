"""Signing in: at the desk, by the poster at the door, from paper, from a phone. Each is safe to repeat.

A record's id is made where it was written down; the same id again changes nothing. Where heads are counted a name is
refused, here and by the database; where a circle chose names, they are sealed and tied to no contact.
"""

import base64
import hmac
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock, erasure
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.kernel.finding import folded
from waymeet.kernel.ids import random_id
from waymeet.organizing.contacts.models import Contact, ContactPoint
from waymeet.organizing.contacts.people import SHORTEST, point_folded
from waymeet.organizing.events import rows, rules, sealed
from waymeet.organizing.events.models import Attendance, Door, Event, HeadCount, SealedName, Slip
from waymeet.organizing.events.rows import note

MOST_HEADS = 5000
LONGEST = {"name": 120, "phone": 40, "email": 160}


@dataclass(frozen=True)
class Typed:
    """What somebody typed or wrote to sign in; any of it may be ''."""

    name: str = ""
    phone: str = ""
    email: str = ""

    def words(self) -> dict[str, str]:
        said = {"name": self.name, "phone": self.phone, "email": self.email}
        return {name: " ".join(words.split())[: LONGEST[name]] for name, words in said.items() if words.strip()}


def sign_in(
    *, event_id: UUID, record: UUID, typed: Typed | None = None, contact_id: UUID | None = None, way: str, by: Person
) -> bool:
    """Somebody is here: one of the contacts, or as they typed it. True when that was news."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        new = _come_in(rows.event(event_id), record, typed or Typed(), contact_id, way)
        note("event.sign_in", by, event_id)
    return new


def at_the_door(*, event_id: UUID, code: str, typed: Typed) -> None:
    """By the poster, without an account. Whoever it was, and whatever came of it, nothing of that is answered."""
    with transaction.atomic(using="organizing"):
        row = event_at_door(event_id, code)
        _come_in(row, random_id(), typed, None, Slip.Way.QR)
        note("event.sign_in_by_poster", None, row.pk)


def count_in(*, event_id: UUID, record: UUID, count: int, by: Person) -> bool:
    """So many people are here, and nobody is named. True when that was news."""
    check(by, May.RUN_EVENTS)
    if not 0 < count <= MOST_HEADS:
        raise BadInput(_("Count at least one person."))
    with transaction.atomic(using="organizing"):
        new = _counted(rows.event(event_id), record, count)
        note("event.count", by, event_id)
    return new


def set_count(*, event_id: UUID, count: int, by: Person) -> None:
    """It was so many in all: what was counted before is put right by the difference."""
    check(by, May.RUN_EVENTS)
    if not 0 <= count <= MOST_HEADS:
        raise BadInput(_("Write down how many people were there."))
    with transaction.atomic(using="organizing"):
        row = rows.event(event_id)
        before = row.head_counts.aggregate(heads=Sum("count"))["heads"] or 0
        if count != before:
            _counted(row, random_id(), count - before)
        note("event.count", by, event_id)


def not_here(*, attendance_id: UUID, by: Person) -> UUID:
    """Signed in by mistake."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        row = rows.attendance(attendance_id)
        over = row.event.state == Event.State.HELD and row.answer == Attendance.Answer.ACCEPTED
        row.came = False if over else None
        row.save(update_fields=["came"])
        note("event.not_here", by, row.pk)
    return row.event_id


def set_door(*, event_id: UUID, is_open: bool, anew: bool = False, by: Person) -> None:
    """Let people sign in by the poster, or no longer; `anew`: posters printed before lead nowhere."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        row = rows.event(event_id)
        if row.sign_in == Event.SignIn.COUNT:
            raise Conflict(rows.COUNTED)
        door, made = Door.objects.get_or_create(event=row)
        door.open = is_open
        door.poster += 1 if anew and not made else 0
        door.save()
        note("event.door", by, row.pk)


def code_of(door: Door) -> str:
    """128 bits out of the server's own secret: it can be shown again and lies in no database and no backup."""
    digest = salted_hmac("waymeet.events.door", f"{door.event_id}:{door.poster}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def event_at_door(event_id: UUID, code: str) -> Event:
    """The event a poster leads to; one and the same NotFound for a wrong code, a closed door and another day."""
    door = Door.objects.filter(event=event_id).select_related("event").first()
    if door is None or not hmac.compare_digest(code_of(door).encode(), code.encode()):
        raise NotFound
    row = door.event
    left = (row.day - clock.today()).days
    planned = row.state == Event.State.PLANNED and row.sign_in != Event.SignIn.COUNT
    if not rules.door_is_open(opened=door.open, planned=planned, days_left=left):
        raise NotFound
    return row


def came(event: Event, contact: UUID | None) -> Attendance | None:
    """Inside a verb's transaction: this contact is there, or nobody we know.

    As many questions to the database for nobody as for somebody: a stranger could time the difference.
    """
    who = contact or random_id()
    if contact is None:
        Attendance.objects.filter(event=event, contact_id=who).update(came=True)
    else:
        row = Attendance(event=event, contact_id=who, came=True)
        Attendance.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["event", "contact"], update_fields=["came"]
        )
    Contact.objects.filter(pk=who, seen_on__lt=event.day).update(seen_on=event.day)
    return Attendance.objects.filter(event=event, contact_id=who).first()


def _come_in(event: Event, record: UUID, typed: Typed, contact: UUID | None, way: str) -> bool:
    said = typed.words()
    if event.sign_in == Event.SignIn.COUNT:
        raise Conflict(rows.COUNTED)
    if event.state == Event.State.OFF:
        raise Conflict(_("This event was called off."))
    if _was_erased(record):
        return False
    if contact is not None and not Contact.objects.filter(pk=contact).exists():
        raise NotFound
    if contact is None and not said:
        raise BadInput(_("Write down a name, a phone number or an email."))
    if event.sign_in == Event.SignIn.SEALED:
        return _sealed(event, record, said, contact)
    return _arrived(event, record, said, contact, way)


def _was_erased(record: UUID) -> bool:
    """A phone that sends once more brings nobody back who wanted to go."""
    digests = [erasure.digest(model, record) for model in (Slip, SealedName)]
    return bool(erasure.table_of("organizing").objects.filter(digest__in=digests).exists())


def _sealed(event: Event, record: UUID, said: dict[str, str], contact: UUID | None) -> bool:
    """As the circle chose: the name, sealed, and tied to no contact."""
    if contact is not None:
        said = {"name": Contact.objects.get(pk=contact).called}
    epoch, kept = sealed.seal(sealed.CIRCLE, record, event.pk, said)
    whole = {"event": event, "day": event.day, "epoch": epoch, "sealed": kept}
    _row, made = SealedName.objects.get_or_create(pk=record, defaults=whole)
    return made


def _arrived(event: Event, record: UUID, said: dict[str, str], contact: UUID | None, way: str) -> bool:
    """Known by number or email, they came; else an organizer sees to it. Either way the same is written down."""
    whole = {"event": event, "way": way, "state": Slip.State.NEW, "day": event.day}
    row, made = Slip.objects.get_or_create(pk=record, defaults=whole)
    if not made:
        return False
    found = contact or _known(said)
    if contact is None:
        row.epoch, row.sealed = sealed.seal(sealed.SLIP, row.pk, event.pk, said)
    row.attendance = came(event, found)
    row.state = Slip.State.NEW if row.attendance is None else Slip.State.KNOWN
    row.save()
    return True


def _known(said: dict[str, str]) -> UUID | None:
    points = [(kind, point_folded(kind, said.get(kind, ""))) for kind in ContactPoint.Kind.values]
    found = []
    for kind, point in points:  # each is looked for, also after one was found: see `came`
        typed = point if len(point) >= SHORTEST else ""
        rows_ = ContactPoint.objects.filter(kind=kind, folded=typed).values_list("contact", "contact__folded")
        found.append(rules.whose(folded(said.get("name", "")).split(), set(rows_)) if typed else None)
    return next((who for who in found if isinstance(who, UUID)), None)


def _counted(event: Event, record: UUID, count: int) -> bool:
    if event.state == Event.State.OFF:
        raise Conflict(_("This event was called off."))
    _row, made = HeadCount.objects.get_or_create(pk=record, defaults={"event": event, "count": count})
    return made
