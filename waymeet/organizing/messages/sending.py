"""The work beside the request: takes one waiting row after another, hands it over, writes down what came of it."""

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.urls import reverse

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.errors import Plain
from waymeet.kernel.long_work import Told
from waymeet.organizing.contacts.models import ContactPoint
from waymeet.organizing.events.models import Attendance
from waymeet.organizing.messages import audience, emailing, hours, queries, services, texting, unsubscribing, wording
from waymeet.organizing.messages.models import Delivery, Message

SENDING = "sending"
AGAIN_AFTER = (5, 30, 120)  # seconds; after the last the provider counts as away
LOOK = 0.5


def send(*, message_id: UUID, told: Told, by: Person) -> bytes:
    """Until nobody waits, somebody stops it, or the evening begins. Run again, it goes on where it was."""
    check(by, May.WRITE_TO_LISTS)
    message = queries.one(message_id=message_id, by=by)
    _unsure(message)
    rows = Delivery.objects.filter(message=message)
    total = rows.exclude(state=Delivery.State.LEFT_OUT).count()
    waiting = rows.filter(state=Delivery.State.QUEUED)
    waits = waiting.count()
    try:
        with _carrier(message) as carry:
            while not hours.quiet_now():
                told(total - waits, total, SENDING)
                due = Q(again_at=None) | Q(again_at__lte=clock.now())
                row = waiting.filter(due).select_related("contact").order_by("again_at", "id").first()
                if row is not None:
                    waits -= _one(message, row, carry)
                elif waiting.exists():
                    time.sleep(LOOK)
                else:
                    break
    finally:
        services.settle(message.pk)
    return b""


def _unsure(message: Message) -> None:
    """Claimed by a run that ended in the middle. Only one runs at a time: the folder of the work sees to that."""
    claimed = Delivery.objects.filter(message=message, state=Delivery.State.SENDING)
    claimed.update(state=Delivery.State.FAILED, why=Delivery.Why.UNSURE)


class _Carrier:
    """What is the same for everybody in one run."""

    def __init__(self, message: Message, link: Any) -> None:
        self.message, self.link = message, link
        self.gateway = texting.gateway()
        self.said = wording.of_event(message)
        self.written = wording.written(message)

    def hand_over(self, row: Delivery, to: str) -> str:
        language = audience.language_of(row.contact.languages, self.written)
        subject, body = wording.said(self.message, language, row.contact.called, self.said)
        if self.message.channel == Message.Channel.EMAIL:
            stop_at = unsubscribing.address(row.contact, self.message.site)
            whole = wording.email_body(body, language, stop_at)
            made = emailing.letter(to=to, subject=subject, body=whole, stop_at=stop_at, link=self.link)
            return emailing.send(made)
        if self.gateway is None:
            raise texting.Later
        status_to = self.message.site + reverse("messages:status") if self.message.site.startswith("https") else ""
        return self.gateway.send(to=texting.as_dialled(to), body=body, status_to=status_to)


@contextmanager
def _carrier(message: Message) -> Iterator[_Carrier]:
    """With a connection open for email; texts need none."""
    if message.channel == Message.Channel.EMAIL:
        with emailing.connection() as link:
            yield _Carrier(message, link)
    else:
        yield _Carrier(message, None)


def _one(message: Message, row: Delivery, carry: _Carrier) -> bool:
    """Claim, look once more, hand over, settle; False where it waits again."""
    claim = {"state": Delivery.State.SENDING, "tries": F("tries") + 1, "day": clock.today()}
    if not Delivery.objects.filter(pk=row.pk, state=Delivery.State.QUEUED).update(**claim):
        return True
    row.tries += 1
    point = _point(message, row)
    if isinstance(point, Delivery.Why):
        _settle(row, Delivery.State.LEFT_OUT, why=point)
        return True
    try:
        _settle(row, Delivery.State.SENT, reference=carry.hand_over(row, point.value))
        _reminded(message, row)
    except texting.Later:
        return _later(row)
    except texting.Unsure:
        _settle(row, Delivery.State.FAILED, why=Delivery.Why.UNSURE)
    except texting.Refused as refused:
        _settle(row, Delivery.State.FAILED, why=Delivery.Why.REJECTED)
        _learn(row, point, refused)
    except Plain:  # the settings are wrong: for everybody, so nobody is marked
        Delivery.objects.filter(pk=row.pk).update(state=Delivery.State.QUEUED)
        raise
    return True


def _reminded(message: Message, row: Delivery) -> None:
    if message.reminds:
        Attendance.objects.filter(event=message.of, contact=row.contact_id).update(reminded_on=clock.today())


def _point(message: Message, row: Delivery) -> ContactPoint | Delivery.Why:
    """Looked at again at the last moment: somebody may have said STOP since it was begun."""
    row.contact.refresh_from_db(fields=["not_by"])
    if message.channel in row.contact.refused:
        return Delivery.Why.REFUSED
    kind = audience.KIND[Message.Channel(message.channel)]
    points = list(row.contact.points.filter(kind=kind, works=True).order_by("id"))
    refused = audience.refused_points(message.channel, [one.folded for one in points])
    free = [one for one in points if one.folded not in refused]
    if points and not free:
        return Delivery.Why.THEIRS
    return free[0] if free else Delivery.Why.NO_POINT


def _later(row: Delivery) -> bool:
    if row.tries > len(AGAIN_AFTER):
        _settle(row, Delivery.State.FAILED, why=Delivery.Why.AWAY)
        return True
    again_at = clock.now() + dt.timedelta(seconds=AGAIN_AFTER[row.tries - 1])
    Delivery.objects.filter(pk=row.pk).update(state=Delivery.State.QUEUED, again_at=again_at)
    return False


def _settle(row: Delivery, state: Delivery.State, *, why: str = "", reference: str = "") -> None:
    Delivery.objects.filter(pk=row.pk).update(state=state, why=why, reference=reference)


def _learn(row: Delivery, point: ContactPoint, refused: texting.Refused) -> None:
    """A number that is none is not tried again; who said STOP to the provider said it to us."""
    if refused.no_number:
        ContactPoint.objects.filter(pk=point.pk).update(works=False)
    if refused.stopped:
        unsubscribing.refuse(row.contact_id, "text")
