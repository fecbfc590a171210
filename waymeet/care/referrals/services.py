"""Offering help elsewhere, each step after it, and what whoever went says themselves."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import OUTREACH, Keyring, sealing_key
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.directory.models import Listing
from waymeet.care.models import AuditLine
from waymeet.care.naloxone.paper import hear_barrier
from waymeet.care.referrals import queries, rules
from waymeet.care.referrals.kinds import Helped, Kind, Reason, State
from waymeet.care.referrals.models import Referral, Step
from waymeet.care.supplies.models import Program
from waymeet.kernel import audit, clock, codes, sealing
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.kernel.ids import random_number

INFO = b"waymeet referral note v1"
NOTE_BYTES = 1024
MOVED_ON = _("This referral has moved on meanwhile. Look at it again.")


def offer(*, said: Mapping[str, Any], by: Person) -> Referral:
    """`said`: kind, program; and if known service, area_number, wanted (they said yes at once). BadInput says what."""
    check(by, May.REFER)
    chosen: UUID | None = said.get("program")
    program = Program.objects.filter(pk=chosen).first() if chosen else None
    if said.get("kind") not in Kind.values or program is None:
        raise BadInput(_("Choose what they are referred to, and the program."))
    service: UUID | None = said.get("service") or None
    if service and not Listing.objects.filter(pk=service).exists():
        raise BadInput(_("This service is not in the directory any more. Choose another, or none."))
    number = random_number()
    row = Referral(
        pk=number,
        iso_week=clock.iso_week(clock.today()),
        state_week=clock.iso_week(clock.today()),
        program=program,
        kind=said["kind"],
        service=service,
        area_number=said.get("area_number") or 0,
        code_hash=codes.code_hash(code_of(number)),
    )
    with transaction.atomic(using="care"):
        row.save(force_insert=True)
        _append(row, State.OFFERED)
        if said.get("wanted"):
            _append(row, State.WANTED)
        audit.write(AuditLine, who=by.id, verb="referral.offer", subject=number)
    return row


def code_of(referral_id: int) -> str:
    """What stands on the slip. It is stored nowhere, and can be printed again."""
    return codes.derived_code("waymeet.care.referrals", referral_id)


def go_on(*, referral_id: int, said: Mapping[str, Any], by: Person) -> None:
    """The next step as a worker knows it. `said`: state; reason, helped, warm, accompanied where they belong."""
    check(by, May.REFER)
    with transaction.atomic(using="care"):
        row = _locked(referral_id)
        _step(row, said, by_them=False)
        audit.write(AuditLine, who=by.id, verb="referral.go_on", subject=row.pk)


def correct(*, referral_id: int, said: Mapping[str, Any], by: Person) -> None:
    """What was written down by mistake is put right by a step that says so; every step stays."""
    check(by, May.REFER)
    if said.get("state") not in State.values:
        raise BadInput(_("Choose how it stands."))
    with transaction.atomic(using="care"):
        row = _locked(referral_id)
        if row.state == said["state"]:
            raise BadInput(_("It stands so already."))
        _write(row, _checked(said), by_them=False, corrects=True)
        audit.write(AuditLine, who=by.id, verb="referral.correct", subject=row.pk)


def tell(*, code: str, said: Mapping[str, Any]) -> None:
    """How it went, from whoever holds the slip. Nothing of who tells it is kept, and no line in the audit."""
    with transaction.atomic(using="care"):
        row = _locked(queries.by_slip(code).pk)
        if said.get("state") == row.state == State.DONE and not row.closed_by_them:
            _write(row, _checked(said), by_them=True)  # a worker closed it; whether it helped is theirs to say
            return
        if said.get("state") == State.DONE and rules.may_become(row.state, State.FIRST_VISIT, by_participant=True):
            _step(row, {"state": State.FIRST_VISIT}, by_them=True)
        _step(row, said, by_them=True)


def _locked(referral_id: int) -> Referral:
    row = Referral.objects.select_for_update().filter(pk=referral_id).first()
    if row is None:
        raise NotFound
    return row


def _step(row: Referral, said: Mapping[str, Any], *, by_them: bool) -> None:
    state = said.get("state")
    if state not in State.values:
        raise BadInput(_("Choose how it stands."))
    if not rules.may_become(row.state, state, by_participant=by_them):
        raise Conflict(MOVED_ON)
    checked = _checked(said)
    _write(row, checked, by_them=by_them)
    barrier = rules.BARRIER_OF.get(checked["reason"])
    if barrier is not None:
        hear_barrier(program_id=row.program_id, day=clock.today(), area_number=row.area_number, barrier=barrier)


def _checked(said: Mapping[str, Any]) -> dict[str, Any]:
    """Only what belongs to the state: a reason to a failure, whether it helped to an end, flags to a sending."""
    state, reason, helped = said["state"], said.get("reason") or "", said.get("helped") or ""
    if state in rules.NEEDS_REASON and reason not in Reason.values:
        raise BadInput(_("Say why. That is what can be changed."))
    if helped and helped not in Helped.values:
        raise BadInput(_("Choose one of the answers, or leave it open."))
    return {
        "state": state,
        "reason": reason if state in rules.NEEDS_REASON else "",
        "helped": helped if state == State.DONE else "",
        "warm": bool(said.get("warm")) if state == State.SENT else None,
        "accompanied": bool(said.get("accompanied")) if state == State.SENT else None,
    }


def _write(row: Referral, checked: Mapping[str, Any], *, by_them: bool, corrects: bool = False) -> None:
    row.reason, row.helped = checked["reason"], checked["helped"]
    if checked["warm"] is not None:
        row.warm, row.accompanied = checked["warm"], checked["accompanied"]
    row.closed_by_them = by_them and not rules.is_open(checked["state"])
    said = {"reason": row.reason, "helped": row.helped, "by_them": by_them, "corrects": corrects}
    _append(row, checked["state"], **said)


def _append(row: Referral, state: str, **said: Any) -> None:
    row.state, row.state_week = state, clock.iso_week(clock.today())
    row.save()
    Step.objects.create(referral=row, place=row.steps.count() + 1, state=state, iso_week=row.state_week, **said)


def write_note(*, referral_id: int, words: str, by: Person) -> None:
    """For the team: whom to meet where, what to bring. Sealed to the outreach team's key of the month; "" ends it."""
    check(by, May.REFER)
    body = " ".join(words.split()).encode()
    if len(body) > NOTE_BYTES - 2:
        raise BadInput(_("That is too long. Write it in fewer words."))
    with transaction.atomic(using="care"):
        row = _locked(referral_id)
        row.epoch, row.note = "", None
        if body:
            key = sealing_key(OUTREACH)
            row.epoch = key.epoch
            row.note = sealing.seal(key.public, sealing.pad(body, NOTE_BYTES), info=INFO, aad=_place(row, key.epoch))
        row.save(update_fields=["epoch", "note"])
        audit.write(AuditLine, who=by.id, verb="referral.note", subject=row.pk)


def open_note(*, referral_id: int, by: Person, keyring: Keyring) -> str:
    """What the team wrote; CannotOpen once the month's key is gone."""
    check(by, May.REFER)
    row = queries.one(referral_id=referral_id, by=by)
    if not row.note:
        raise NotFound
    with transaction.atomic(using="care"):
        audit.write(AuditLine, who=by.id, verb="referral.note_open", subject=row.pk)
    private = keyring.open_team_key(OUTREACH, row.epoch)
    plain = sealing.unseal(private, bytes(row.note), info=INFO, aad=_place(row, row.epoch))
    return sealing.unpad(plain).decode()


def _place(row: Referral, epoch: str) -> bytes:
    return sealing.bind("referral note", str(row.pk), epoch)
