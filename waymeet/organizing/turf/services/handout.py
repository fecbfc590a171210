"""Handing turf out, taking it, giving it back, handing it on. None of it needs or shows a contact list."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock, codes
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf.models import Turf, TurfDoor, TurfHandout, TurfTaking

HOURS, MOST_HOURS = 12, 24 * 14
State = TurfHandout.State
OPEN = (State.WAITING, State.OUT)


def hand_out(*, turf_id: UUID, places: int = 1, hours: int = HOURS, by: Person) -> tuple[TurfHandout, str]:
    """A code for one canvasser or a pair, shown once."""
    check(by, May.HAND_OUT_TURF)
    if places not in (1, 2):
        raise BadInput(_("A turf goes to one canvasser or to a pair."))
    if not 1 <= hours <= MOST_HOURS:
        raise BadInput(_("A code can last from one hour to 14 days."))
    with transaction.atomic(using="organizing"):
        turf = _open_turf(turf_id)
        expire_handouts(turf)
        if turf.handouts.filter(state__in=OPEN).exists():
            raise Conflict(_("This turf is handed out already. Take it back first, or choose another one."))
        made, code = _handout(turf, places, clock.now() + dt.timedelta(hours=hours), by)
        audit.write(AuditLine, who=by.id, verb="turf.hand_out", subject=turf.id)
    return made, code


def _open_turf(turf_id: UUID) -> Turf:
    turf = Turf.objects.select_for_update().filter(pk=turf_id).first()
    if turf is None:
        raise NotFound
    if turf.closed_on:
        raise Conflict(_("This turf is closed."))
    return turf


def _handout(turf: Turf, places: int, expires: dt.datetime, by: Person) -> tuple[TurfHandout, str]:
    code = codes.new_code()
    made = TurfHandout.objects.create(
        turf=turf, code_hash=codes.code_hash(code), places=places, given_by=by.id, expires_at=expires
    )
    return made, code


def expire_handouts(turf: Turf) -> None:
    """A code that nobody used in time is no longer in the way."""
    turf.handouts.filter(state=State.WAITING, expires_at__lt=clock.now()).update(state=State.CALLED_BACK)


def take(*, code: str, by: Person, device_id: UUID) -> UUID:
    """Take the turf behind a code; answers its id. Taking it again on the same account gives the same turf again."""
    check(by, May.TAKE_TURF)
    with transaction.atomic(using="organizing"):
        handout = (
            TurfHandout.objects.select_for_update(of=("self",))
            .select_related("turf")
            .filter(code_hash=codes.code_hash(code))
            .first()
        )
        if handout is None:
            raise NotAllowed(_("This code is not known. Check it with the field lead, or scan it again."))
        if handout.takings.filter(person=by.id, given_back_at=None).exists() and handout.state == State.OUT:
            return handout.turf_id
        _check_free(handout)
        TurfTaking.objects.create(handout=handout, person=by.id, device=device_id)
        TurfHandout.objects.filter(pk=handout.pk).update(state=State.OUT)
        audit.write(AuditLine, who=by.id, verb="turf.take", subject=handout.turf_id)
    return handout.turf_id


def _check_free(handout: TurfHandout) -> None:
    if handout.state not in OPEN or handout.turf.closed_on:
        raise Conflict(_("This code is no longer good: the turf was taken back. Ask the field lead for a new one."))
    if handout.expires_at < clock.now():
        raise Conflict(_("This code has expired. Ask the field lead for a new one."))
    if handout.takings.count() >= handout.places:
        raise Conflict(_("Somebody else has taken this turf already. Ask the field lead for another one."))


def give_back(*, turf_id: UUID, by: Person) -> None:
    """The canvasser is done with it, finished or not; what was done at its doors stays."""
    check(by, May.TAKE_TURF)
    give_back_from_phone(turf_id=turf_id, person_id=by.id)


def give_back_from_phone(*, turf_id: UUID, person_id: UUID) -> None:
    """The same, from a record that came in later. Giving back twice is no trouble."""
    mine = TurfTaking.objects.filter(handout__turf=turf_id, person=person_id)
    if not mine.exists():
        raise NotFound
    with transaction.atomic(using="organizing"):
        out = list(mine.filter(given_back_at=None).select_related("handout"))
        for taking in out:
            taking.given_back_at = clock.now()
            taking.save(update_fields=["given_back_at"])
            if not taking.handout.takings.filter(given_back_at=None).exists():
                TurfHandout.objects.filter(pk=taking.handout_id, state=State.OUT).update(state=State.BACK)
        if out:
            audit.write(AuditLine, who=person_id, verb="turf.give_back", subject=turf_id)


def hand_on(*, turf_id: UUID, by: Person) -> str:
    """A canvasser who cannot go on gives the turf to somebody else: their own taking ends, a new code is made."""
    check(by, May.TAKE_TURF)
    with transaction.atomic(using="organizing"):
        _open_turf(turf_id)
        taking = (
            TurfTaking.objects.filter(handout__turf=turf_id, person=by.id, given_back_at=None, handout__state=State.OUT)
            .select_related("handout__turf")
            .first()
        )
        if taking is None:
            raise NotFound
        taking.given_back_at = clock.now()
        taking.save(update_fields=["given_back_at"])
        old = taking.handout
        if not old.takings.filter(given_back_at=None).exists():
            TurfHandout.objects.filter(pk=old.pk).update(state=State.HANDED_ON)
        _made, code = _handout(old.turf, 1, clock.now() + dt.timedelta(hours=HOURS), by)
        audit.write(AuditLine, who=by.id, verb="turf.hand_on", subject=turf_id)
    return code


def call_back(*, turf_id: UUID, by: Person) -> None:
    """A field lead takes a turf back: its code is worth nothing now. Work already done can still come in."""
    check(by, May.HAND_OUT_TURF)
    with transaction.atomic(using="organizing"):
        turf = _open_turf(turf_id)
        end_handouts([turf.id])
        audit.write(AuditLine, who=by.id, verb="turf.call_back", subject=turf_id)


def end_handouts(turfs: Collection[UUID]) -> None:
    """Codes of these turfs are worth nothing now, and nobody has one of them any more."""
    live = TurfHandout.objects.filter(turf__in=turfs, state__in=OPEN)
    TurfTaking.objects.filter(handout__in=live, given_back_at=None).update(given_back_at=clock.now())
    live.update(state=State.CALLED_BACK)


def close_turf(*, turf_id: UUID, by: Person) -> None:
    """Nobody walks it any more; its doors are free for another turf."""
    check(by, May.CUT_TURF)
    call_back(turf_id=turf_id, by=by)
    with transaction.atomic(using="organizing"):
        Turf.objects.filter(pk=turf_id).update(closed_on=clock.today())
        TurfDoor.objects.filter(turf=turf_id).update(is_open=False)
        audit.write(AuditLine, who=by.id, verb="turf.close", subject=turf_id)
