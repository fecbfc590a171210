"""Sending a call, answering it, arriving, handing over; and who is on call.

What an officer learns of a call is its state. It never changes after it ended, whatever anybody does later.
"""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.diversion.handoff import queries, rules
from waymeet.diversion.handoff.models import Call, Duty, HandOver, Received
from waymeet.diversion.incidents import services as ledger
from waymeet.diversion.incidents.said import Door, Offer, Response
from waymeet.diversion.models import AuditLine
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound

NEW, SAME = "new", "same"


@dataclass(frozen=True)
class Sent:
    """`new` or `same`: it was here before, and nothing was done. `called`: a case manager was asked for."""

    outcome: str
    called: bool


def send(*, key: UUID, said: Mapping[str, Any], by: Person) -> Sent:
    """An officer's decision into the ledger, and a call where somebody said yes.

    `key` was made where it was written. The same key with the same words is the same; with others it is a Conflict.
    """
    check(by, May.SEND_DIVERSION)
    return _taken(key, said, by, sender=by.id)


def enter(*, key: UUID, said: Mapping[str, Any], by: Person) -> Sent:
    """The same, on paper or by phone, written down by somebody of the team. No officer sees it."""
    if not (can(by, May.ANSWER_PAGES) or can(by, May.KEEP_LEDGER)):
        raise NotAllowed
    return _taken(key, said, by, sender=None)


def _taken(key: UUID, said: Mapping[str, Any], by: Person, *, sender: UUID | None) -> Sent:
    digest, name = digest_of(key, said, by), name_of(key)
    with transaction.atomic(using="diversion"):
        known = Received.objects.select_for_update().filter(pk=name).first()
        if known is not None:
            if bytes(known.digest) != digest:
                raise Conflict(_("Something else was sent under this number before. Write it down anew."))
            return Sent(SAME, called=False)
        Received.objects.create(pk=name, digest=digest, iso_week=clock.iso_week(clock.today()))
        officer = ledger.number_officer(by=by, account=by.id) if sender else None
        door = said.get("door", Door.ARREST)
        if door == Door.ARREST:
            incident: UUID | None = ledger.write_down(said=said, by=by, officer=officer)
        else:
            incident = None
            ledger.refer(said=said, by=by, officer=officer)
        wanted = said.get("response") == Response.ACCEPTED and said.get("offer", Offer.OFFERED) == Offer.OFFERED
        if wanted:
            _call(said, door, incident, sender, by)
    return Sent(NEW, called=wanted)


def name_of(key: UUID) -> UUID:
    """What lies here instead of the key: with the key itself, what was sent could be guessed at and checked."""
    return UUID(bytes=hashlib.sha256(key.bytes).digest()[:16])


def digest_of(key: UUID, said: Mapping[str, Any], by: Person) -> bytes:
    """Over all that was said and who said it, whatever the order; under the key, which is kept nowhere."""
    shown = {name: sorted(map(str, one)) if isinstance(one, list | set) else str(one) for name, one in said.items()}
    words = json.dumps([str(by.id), shown], sort_keys=True).encode()
    return hmac.new(key.bytes, words, hashlib.sha256).digest()


def _call(said: Mapping[str, Any], door: str, incident: UUID | None, sender: UUID | None, by: Person) -> None:
    row = Call.objects.create(
        door=door,
        iso_week=clock.iso_week(clock.today()),
        area_number=said.get("area_number", 0),
        sender=sender,
        incident=incident,
        paged_at=clock.now(),
    )
    audit.write(AuditLine, who=by.id, verb="call.send", subject=row.pk)


def answer(*, call_id: UUID, by: Person) -> None:
    """I am on my way. Whoever answers first goes; the others are told who."""
    _step(call_id, by, rules.State.COMING, answered_by=by.id, answered_at=clock.now())


def arrive(*, call_id: UUID, by: Person) -> None:
    """Somebody is there. Without an answer before, this is the answer too."""
    row = queries.one_call(call_id=call_id, by=by)
    first = {} if row.answered_at else {"answered_by": by.id, "answered_at": clock.now()}
    _step(call_id, by, rules.State.CAME, arrived_at=clock.now(), **first)


@dataclass(frozen=True)
class Handed:
    """What a case is begun with, after a hand-over: known only in this request."""

    door: str
    incident: UUID | None
    races_said: tuple[str, ...]
    intake_days: int
    in_time: bool | None


def hand_over(*, call_id: UUID, kit: bool, needs_met: bool, police_left: bool, by: Person) -> Handed:
    """The person is with the case manager. The call keeps its state and lets go of the incident and of every moment."""
    row = queries.one_call(call_id=call_id, by=by)
    promised = queries.promise_of(row)
    took = rules.minutes(row.paged_at, row.arrived_at) if row.paged_at and row.arrived_at else None
    in_time = None if took is None else took <= promised.minutes
    more = {"kit": kit, "needs_met": needs_met, "police_left": police_left, "in_time": in_time}
    _end(row, by, rules.State.HANDED_OVER, **more)
    return Handed(row.door, row.incident, promised.races_said, promised.intake_days, in_time)


def close(*, call_id: UUID, nobody: bool, by: Person) -> None:
    """Nobody could come, or nobody is needed any more. No reason is asked for, and it has no consequence."""
    row = queries.one_call(call_id=call_id, by=by)
    _end(row, by, rules.State.NOBODY if nobody else rules.State.CLOSED)


def _step(call_id: UUID, by: Person, state: rules.State, **more: Any) -> None:
    row = queries.one_call(call_id=call_id, by=by)
    with transaction.atomic(using="diversion"):
        _change(row, state, **more)
        audit.write(AuditLine, who=by.id, verb=f"call.{state.value}", subject=row.pk)


def _change(row: Call, state: rules.State, **more: Any) -> None:
    """Only where it still stands as it was seen: of two colleagues the first goes."""
    if not rules.may_become(row.state, state):
        raise Conflict(_("A colleague was first, or this has ended. Look at how it stands now."))
    if not Call.objects.filter(pk=row.pk, state=row.state).update(state=state.value, **more):
        raise Conflict(_("A colleague was first, or this has ended. Look at how it stands now."))


EMPTY = {"incident": None, "answered_by": None, "paged_at": None, "answered_at": None, "arrived_at": None}


def _end(row: Call, by: Person, state: rules.State, **more: Any) -> None:
    answered = rules.minutes(row.paged_at, row.answered_at) if row.paged_at and row.answered_at else None
    arrived = rules.minutes(row.paged_at, row.arrived_at) if row.paged_at and row.arrived_at else None
    kept = {"door": row.door, "iso_week": row.iso_week, "state": state.value}
    with transaction.atomic(using="diversion"):
        _change(row, state, **EMPTY)
        HandOver.objects.create(minutes_to_answer=answered, minutes_to_arrive=arrived, **kept, **more)
        audit.write(AuditLine, who=by.id, verb=f"call.{state.value}", subject=row.pk)


def put_on_call(
    *,
    weekday: int | None,
    day: dt.date | None,
    begins: dt.time,
    ends: dt.time,
    first: UUID,
    second: UUID | None,
    by: Person,
) -> Duty:
    """Every week on a weekday, or on one day, which then goes before the week's."""
    check(by, May.ANSWER_PAGES)
    if (weekday is None) == (day is None):
        raise BadInput(_("Choose a weekday, or one day."), column="weekday")
    with transaction.atomic(using="diversion"):
        row = Duty.objects.create(weekday=weekday, day=day, begins=begins, ends=ends, first=first, second=second)
        audit.write(AuditLine, who=by.id, verb="duty.put", subject=row.pk)
    return row


def take_off_call(*, duty_id: int, by: Person) -> None:
    check(by, May.ANSWER_PAGES)
    with transaction.atomic(using="diversion"):
        if not Duty.objects.filter(pk=duty_id).delete()[0]:
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="duty.take", subject=duty_id)


def end_forgotten() -> int:
    """Once a day: calls of yesterday and before that nobody ended. Nobody came; their moments go."""
    before = clock.now() - dt.timedelta(days=1)
    rows = list(Call.objects.filter(paged_at__lt=before))
    for row in rows:
        with transaction.atomic(using="diversion"):
            Call.objects.filter(pk=row.pk).update(state=rules.State.NOBODY.value, **EMPTY)
            HandOver.objects.create(door=row.door, iso_week=row.iso_week, state=rules.State.NOBODY.value)
            audit.write(AuditLine, who="", verb="call.nobody", subject=row.pk)
    return len(rows)
