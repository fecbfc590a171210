"""What anybody may know of events, and what a calendar's secret address opens."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from waymeet.kernel import clock
from waymeet.organizing.events.models import Attendance, Calendar, Event, Hand, Shift

BEHIND = dt.timedelta(days=30)  # a calendar keeps a month of what was, so that what was called off is seen to be


@dataclass(frozen=True)
class Dated:
    """An event in somebody's calendar, and the shift they have in it."""

    event: Event
    shift: Shift | None = None


def public_events(*, since: dt.date | None = None) -> QuerySet[Event]:
    """Events everybody may know of; called off ones too, so that nobody stands before a closed door."""
    return Event.objects.filter(public=True, day__gte=since or clock.today())


def hash_of(secret: str) -> bytes:
    """128 bits of chance need no slow hash."""
    return hashlib.sha256(b"waymeet calendar v1\0" + secret.encode()).digest()


def owner_of(secret: str) -> Calendar | None:
    return Calendar.objects.filter(secret_hash=hash_of(secret)).first()


def calendar_events(calendar: Calendar) -> Sequence[Dated]:
    """A worker's: what they lead, and their shifts. A contact's: what they said yes or maybe to."""
    since = clock.today() - BEHIND
    if calendar.worker:
        hands = Hand.objects.filter(worker=calendar.worker, shift__event__day__gte=since).select_related("shift__event")
        mine = [Dated(one.shift.event, one.shift) for one in hands]
        led = Event.objects.filter(lead=calendar.worker, day__gte=since)
        return [Dated(one) for one in led] + mine
    yes = Q(answer__in=(Attendance.Answer.ACCEPTED, Attendance.Answer.TENTATIVE))
    rows = Attendance.objects.filter(yes, contact=calendar.contact_id, event__day__gte=since)
    return [Dated(one.event, one.shift) for one in rows.select_related("event", "shift").order_by("event__day", "pk")]
