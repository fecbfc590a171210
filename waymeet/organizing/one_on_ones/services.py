"""Planning a one-on-one, writing it up, settling what was promised, and going along with somebody.

Each verb is one transaction with one line in the audit that names the row and no word.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.contacts import words
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones.models import Coaching, Commitment, OneOnOne
from waymeet.organizing.one_on_ones.opened import PLAN, PROMISE, WRITE_UP

PLANNED_WORDS = ("why", "ask")
WRITTEN_WORDS = ("cares", "ask", "next_step", "offers")
STORY = "story"
CADENCES = (7, 14, 30, 90)


def plan(*, contact_id: UUID, kind: str, day: dt.date, said: Mapping[str, Any], by: Person) -> UUID:
    """Whom to see, when, why, and what to ask."""
    check(by, May.HOLD_ONE_ON_ONES)
    if kind not in OneOnOne.Kind.values:
        raise BadInput(_("Say what kind of one-on-one it is."))
    row = OneOnOne(contact_id=contact_id, organizer=by.id, kind=kind, planned_for=day)
    content = _words(said, PLANNED_WORDS)
    if content:
        row.plan_epoch, row.plan = words.sealed(PLAN, row.pk, contact_id, content)
    with transaction.atomic(using="organizing"):
        if not Contact.objects.filter(pk=contact_id).exists():
            raise NotFound
        row.save(force_insert=True)
        _note("one_on_one.plan", by, row.pk)
    return row.pk


def write_up(*, one_on_one: UUID, said: Mapping[str, Any], by: Person) -> None:
    """It was held: what they care about, what was asked and answered, what they will do and by when.

    Written up again, the newer words hold. A promise is added once, when there is one.
    """
    check(by, May.HOLD_ONE_ON_ONES)
    held_on, promise, due = said.get("held_on"), str(said.get("promise") or "").strip(), said.get("due")
    if held_on is None or held_on > clock.today():
        raise BadInput(_("Choose the day it was held; it is not in the future."))
    if said.get("answer") not in OneOnOne.Answer.values:
        raise BadInput(_("Say what they answered. A maybe is a later."))
    if promise and due is None:
        raise BadInput(_("A promise needs a day: by when?"))
    told = (*WRITTEN_WORDS, STORY) if settings.STORY_NOTES else WRITTEN_WORDS
    with transaction.atomic(using="organizing"):
        row = _locked(one_on_one)
        content = _words(said, told)
        if content:
            row.write_up_epoch, row.write_up = words.sealed(WRITE_UP, row.pk, row.contact_id, content)
        row.state, row.held_on, row.answer = OneOnOne.State.HELD, held_on, said["answer"]
        row.next_on = said.get("next_on")
        row.save()
        Contact.objects.filter(pk=row.contact_id, seen_on__lt=held_on).update(seen_on=held_on)
        if promise and due is not None:
            _promise(row.contact_id, row, promise, due, by)
        _note("one_on_one.write_up", by, row.pk)


def put_off(*, one_on_one: UUID, state: str, by: Person) -> None:
    """It did not happen, or was called off. What was held stays held."""
    check(by, May.HOLD_ONE_ON_ONES)
    if state not in (OneOnOne.State.MISSED, OneOnOne.State.OFF):
        raise BadInput(_("Say whether it did not happen or was called off."))
    with transaction.atomic(using="organizing"):
        row = _locked(one_on_one)
        if row.state == OneOnOne.State.HELD:
            raise Conflict(_("This one was held. Correct its write-up instead."))
        row.state = OneOnOne.State(state)
        row.save()
        _note("one_on_one.missed" if state == OneOnOne.State.MISSED else "one_on_one.off", by, row.pk)


def settle(*, commitment: UUID, state: str, by: Person) -> None:
    """Kept, not kept, or let go of together; and open again where that was a mistake."""
    check(by, May.HOLD_ONE_ON_ONES)
    if state not in Commitment.State.values:
        raise BadInput(_("Say whether it was kept."))
    settled = None if state == Commitment.State.OPEN else clock.today()
    with transaction.atomic(using="organizing"):
        found = Commitment.objects.filter(pk=commitment).update(state=state, settled_on=settled)
        if not found:
            raise NotFound
        _note("commitment.settle", by, commitment)


def go_along(*, contact_id: UUID, coach: UUID | None, every_days: int, by: Person) -> None:
    """Who goes along with somebody, and how often they want to talk; nobody for None."""
    check(by, May.HOLD_ONE_ON_ONES)
    if coach is not None and coach not in dict(people_who_may(May.HOLD_ONE_ON_ONES)):
        raise BadInput(_("Choose somebody who holds one-on-ones here."))
    if every_days not in CADENCES:
        raise BadInput(_("Choose how often they want to talk."))
    with transaction.atomic(using="organizing"):
        if not Contact.objects.filter(pk=contact_id).exists():
            raise NotFound
        if coach is None:
            Coaching.objects.filter(contact=contact_id).delete()
        else:
            said = {"coach": coach, "every_days": every_days}
            Coaching.objects.update_or_create(contact_id=contact_id, defaults=said)
        _note("contact.go_along", by, contact_id)


def _promise(contact: UUID, one: OneOnOne, what: str, due: dt.date, by: Person) -> None:
    row = Commitment(contact_id=contact, one_on_one=one, organizer=by.id, due=due)
    row.epoch, row.sealed = words.sealed(PROMISE, row.pk, contact, {"what": what})
    row.save(force_insert=True)


def _words(said: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: str(said[name]).strip() for name in names if str(said.get(name) or "").strip()}


def _locked(one_on_one: UUID) -> OneOnOne:
    row = OneOnOne.objects.select_for_update().filter(pk=one_on_one).first()
    if row is None:
        raise NotFound
    return row


def _note(verb: str, by: Person, subject: UUID) -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject)
