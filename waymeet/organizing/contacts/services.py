"""Receiving introductions, reading them, and following them up."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import ORGANIZING, Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.consent import gate
from waymeet.kernel import audit, clock, sealing
from waymeet.kernel.errors import BadInput, CannotOpen, NotFound
from waymeet.organizing.contacts.models import Introduction
from waymeet.organizing.models import AuditLine

SEALED_AS = b"waymeet introduction v1"


@dataclass(frozen=True)
class Told:
    """What somebody gave when they asked to be called; any of it may be ''."""

    name: str = ""
    contact_point: str = ""
    how: str = ""
    when: str = ""


def receive_introduction(
    *, record: UUID, wants: str, language: str, door: UUID | None, epoch: str, sealed: bytes, sentence: str
) -> None:
    """Called by a hand-in, inside its transaction. Refused where nobody here was ever shown that sentence."""
    if gate.sentence_with(sentence) is None:
        raise BadInput(_("The consent sentence is not one that was shown here."))
    Introduction.objects.get_or_create(
        record=record,
        defaults={
            "wants": wants,
            "language": language[:5],
            "door": door,
            "epoch": epoch,
            "sealed": sealing.received(sealed),
            "sentence": sentence,
        },
    )


def open_introduction(*, introduction_id: UUID, by: Person, keyring: Keyring) -> Told:
    """Read what was given, with the organizing team's key; reading is an audit line too."""
    check(by, May.READ_INTRODUCTIONS)
    row = _introduction(introduction_id)
    told = opened(row, keyring)
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="introduction.read", subject=row.id)
    return told


def opened(row: Introduction, keyring: Keyring) -> Told:
    private = keyring.open_team_key(ORGANIZING, row.epoch)
    place = sealing.bind("introduction", str(row.record), "1", row.epoch)
    try:
        given = json.loads(sealing.unpad(sealing.unseal(private, bytes(row.sealed), info=SEALED_AS, aad=place)))
    except ValueError as trouble:
        raise CannotOpen from trouble
    point = given.get("contact_point") or given.get("contactPoint") or ""
    return Told(given.get("name", ""), point, given.get("how", ""), given.get("when", ""))


def follow_up(*, introduction_id: UUID, state: str, by: Person) -> None:
    """Mark somebody as called, or close it."""
    check(by, May.READ_INTRODUCTIONS)
    row = _introduction(introduction_id)
    if state not in Introduction.State.values:
        raise BadInput(_("Choose what came of it."))
    with transaction.atomic(using="organizing"):
        Introduction.objects.filter(pk=row.pk).update(state=state)
        audit.write(AuditLine, who=by.id, verb=f"introduction.{state}", subject=row.id)


def assign(*, introduction_id: UUID, to: UUID | None, by: Person) -> None:
    """Who calls this person; None for nobody yet."""
    check(by, May.READ_INTRODUCTIONS)
    row = _introduction(introduction_id)
    with transaction.atomic(using="organizing"):
        Introduction.objects.filter(pk=row.pk).update(assigned_to=to)
        audit.write(AuditLine, who=by.id, verb="introduction.assign", subject=row.id)


def forget(*, introduction_id: UUID, by: Person) -> None:
    """The person asked for it to go: it goes at once, all of it."""
    check(by, May.READ_INTRODUCTIONS)
    row = _introduction(introduction_id)
    with transaction.atomic(using="organizing"):
        row.delete()
        audit.write(AuditLine, who=by.id, verb="introduction.forget", subject=introduction_id, basis=f"{clock.today()}")


def _introduction(introduction_id: UUID) -> Introduction:
    row = Introduction.objects.filter(pk=introduction_id).first()
    if row is None:
        raise NotFound
    return row
