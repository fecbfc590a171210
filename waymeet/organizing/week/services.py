"""What records of a week on the phone do when they come in. Each runs inside the hand-in's transaction.

Whom a record is about may be gone by then: their wish to go wins over whatever was written without a signal, so
nothing of it is kept. What the desk wrote meanwhile is never written over unless a coordinator says so.
"""

import hashlib
from typing import Any
from uuid import UUID

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock, erasure, sealing
from waymeet.organizing.canvass.kinds import AsideError, Doing, GoneError
from waymeet.organizing.canvass.models import PutAside
from waymeet.organizing.canvass.reading import sealed_bytes
from waymeet.organizing.contacts import consented, reaching
from waymeet.organizing.contacts.models import Contact, Introduction
from waymeet.organizing.contacts.services import follow_up
from waymeet.organizing.duplicates.queries import now_kept_as
from waymeet.organizing.events import services as events
from waymeet.organizing.events.models import Attendance, Event, HeadCount, SealedName, Slip
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones.models import Commitment, OneOnOne
from waymeet.organizing.week.models import Call

MEANWHILE, OFF, OTHER_WAY, JOINED = "meanwhile", "event_off", "event_way", "joined"


def write_up(doing: Doing) -> None:
    check(doing.by, May.HOLD_ONE_ON_ONES)
    body = doing.body
    if body.held_on > clock.today():  # a clock that is fast: the day the office has is the latest it can have been
        body.held_on = doing.day
    row = _begun(body, doing.by) if body.begun else _one(body)
    if not doing.decided and known_words(row) != body.before:
        raise AsideError(MEANWHILE)
    if body.words:
        row.write_up_epoch, row.write_up = body.epoch, sealing.received(sealed_bytes(body.words))
    row.state, row.held_on = OneOnOne.State.HELD, body.held_on
    row.answer, row.next_on = body.answer, body.next_on
    row.save()
    Contact.objects.filter(pk=row.contact_id, seen_on__lt=body.held_on).update(seen_on=body.held_on)
    if body.promise:
        _promise(row, body, doing.by)
    _note("one_on_one.write_up", doing.by, row.pk)


def not_held(doing: Doing) -> None:
    """It did not happen. What somebody wrote up meanwhile was held all the same."""
    check(doing.by, May.HOLD_ONE_ON_ONES)
    row = _one(doing.body)
    if row.state == OneOnOne.State.HELD and not doing.decided:
        raise AsideError(MEANWHILE)
    row.state = OneOnOne.State(doing.body.state)
    row.save(update_fields=["state"])
    _note("one_on_one.missed" if row.state == OneOnOne.State.MISSED else "one_on_one.off", doing.by, row.pk)


def call(doing: Doing) -> None:
    check(doing.by, May.HOLD_ONE_ON_ONES)
    if doing.body.introduction:
        _call_introduced(doing)
        return
    body = doing.body
    contact = _contact(body.contact, sealed=bool(body.note)).pk
    row = Call(pk=doing.record, contact_id=contact, by=doing.by.id, day=doing.day, outcome=body.outcome)
    if body.note:
        row.epoch, row.sealed = body.epoch, sealing.received(sealed_bytes(body.note))
    row.save(force_insert=True)
    if body.outcome in (Call.Outcome.REACHED, Call.Outcome.LATER, Call.Outcome.DO_NOT_CALL):
        Contact.objects.filter(pk=contact, seen_on__lt=doing.day).update(seen_on=doing.day)
    if body.outcome == Call.Outcome.DO_NOT_CALL:
        reaching.refuse(contact_id=contact, channel=Contact.Channel.CALL, by=doing.by)
    if body.outcome == Call.Outcome.WRONG and body.point:
        reaching.does_not_work(contact_id=contact, point_id=UUID(body.point), by=doing.by)
    _note("contact.call", doing.by, contact)


def here(doing: Doing) -> None:
    """Ticked at the door of an event, or the tick taken back."""
    check(doing.by, May.RUN_EVENTS)
    contact, event = _contact(doing.body.contact).pk, _event(doing.body.event)
    if event.sign_in != Event.SignIn.NAMES:
        raise AsideError(OTHER_WAY)
    if doing.body.here:
        events.sign_in(event_id=event.pk, record=doing.record, contact_id=contact, way=Slip.Way.PHONE, by=doing.by)
        return
    row = Attendance.objects.filter(event=event, contact=contact).first()
    if row is not None and row.came:
        events.not_here(attendance_id=row.pk, by=doing.by)


def newcomer(doing: Doing) -> None:
    """Somebody new at the door: what they gave was sealed on the phone and stays so until an organizer sees to it."""
    check(doing.by, May.RUN_EVENTS)
    event, sealed = _event(doing.body.event), sealing.received(sealed_bytes(doing.body.words))
    whole: dict[str, Any] = {"event": event, "day": event.day, "epoch": doing.body.epoch, "sealed": sealed}
    if event.sign_in == Event.SignIn.COUNT:
        raise AsideError(OTHER_WAY)
    if _was_erased(doing.record):
        raise GoneError
    if event.sign_in == Event.SignIn.SEALED:
        SealedName.objects.get_or_create(pk=doing.record, defaults=whole)
    else:
        new = {"way": Slip.Way.PHONE, "state": Slip.State.NEW}
        Slip.objects.get_or_create(pk=doing.record, defaults=whole | new)
    _note("event.sign_in", doing.by, event.pk)


def heads(doing: Doing) -> None:
    """So many more were counted, or fewer where somebody tapped once too often."""
    check(doing.by, May.RUN_EVENTS)
    event = _event(doing.body.event)
    HeadCount.objects.get_or_create(pk=doing.record, defaults={"event": event, "count": doing.body.count})
    _note("event.count", doing.by, event.pk)


def known_words(row: OneOnOne) -> str:
    """The SHA-256 of the sealed write-up, '' where nothing was written up: what a phone names as `before`."""
    if row.write_up is None:
        return ""
    return hashlib.sha256(bytes(row.write_up)).hexdigest()


def nothing_waits_about(contact_id: UUID) -> None:
    """They go: so does whatever was put aside about them, and no backup brings it back."""
    name = str(contact_id).encode()
    waiting = PutAside.objects.filter(state=PutAside.State.WAITING).values_list("pk", "raw")
    erasure.erase(PutAside.objects.filter(pk__in=[key for key, raw in waiting if name in bytes(raw)]))


def _one(body: Any) -> OneOnOne:
    """The one-on-one of the person the words are bound to. Where their row was joined with another, no words open."""
    row = OneOnOne.objects.select_for_update().filter(pk=body.one_on_one).first()
    if row is None:
        _contact(body.contact)
        raise AsideError("effect")
    if row.contact_id != UUID(body.contact):
        raise AsideError(JOINED)
    return row


def _begun(body: Any, by: Person) -> OneOnOne:
    """A talk nobody had planned. A correction of it finds the same row."""
    if OneOnOne.objects.filter(pk=body.one_on_one).exists():
        return _one(body)
    about = _contact(body.contact, sealed=True)
    before = OneOnOne.objects.filter(contact=about, state=OneOnOne.State.HELD).exists()
    kind = OneOnOne.Kind.MAINTENANCE if before else OneOnOne.Kind.INTRODUCTORY
    made = {"pk": UUID(body.one_on_one), "contact": about, "organizer": by.id, "kind": kind}
    return OneOnOne.objects.create(**made, planned_for=body.held_on)


def _promise(row: OneOnOne, body: Any, by: Person) -> None:
    """Once: the same promise in a corrected write-up is the same row, with the newer words."""
    sealed = sealing.received(sealed_bytes(body.promise))
    whole = {"one_on_one": row, "due": body.due, "epoch": body.epoch, "sealed": sealed}
    made = {"contact_id": row.contact_id, "organizer": by.id}
    found = Commitment.objects.filter(pk=body.promise_id).first()
    if found is None:
        Commitment.objects.create(pk=UUID(body.promise_id), **whole, **made)
    elif found.one_on_one_id == row.pk:
        Commitment.objects.filter(pk=found.pk).update(**whole)
    else:
        raise AsideError("effect")


def _call_introduced(doing: Doing) -> None:
    """Nothing is kept of a call to somebody introduced but how far it is: called, or closed where they say no."""
    row = consented.current().filter(pk=doing.body.introduction).first()
    if row is None:
        raise GoneError
    state = {
        Call.Outcome.REACHED: Introduction.State.CALLED,
        Call.Outcome.DO_NOT_CALL: Introduction.State.CLOSED,
    }.get(doing.body.outcome)
    if state is not None and row.state != Introduction.State.CLOSED:
        follow_up(introduction_id=row.pk, state=state, by=doing.by)


def _contact(contact: str, *, sealed: bool = False) -> Contact:
    """Whoever was merged is the other one now. Sealed words are bound to who went: an organizer sees to them."""
    row = Contact.objects.filter(pk=UUID(contact)).first()
    if row is not None:
        return row
    kept = now_kept_as(UUID(contact))
    if kept is None:
        raise GoneError
    if sealed:
        raise AsideError(JOINED)
    return Contact.objects.get(pk=kept)


def _was_erased(record: UUID) -> bool:
    """A phone that sends once more, to a database that was restored, brings nobody back who wanted to go."""
    digests = [erasure.digest(model, record) for model in (Slip, SealedName)]
    return bool(erasure.table_of("organizing").objects.filter(digest__in=digests).exists())


def _event(event: str) -> Event:
    """One that is closed still takes what was signed in before it was: phones come back late."""
    row = Event.objects.filter(pk=UUID(event)).first()
    if row is None:
        raise AsideError("effect")
    if row.state == Event.State.OFF:
        raise AsideError(OFF)
    return row


def _note(verb: str, by: Person, subject: UUID) -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject)
