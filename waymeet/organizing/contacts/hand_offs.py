"""Offering somebody who is known here a warm hand-off to the outreach team or the case team, and keeping its secret.

The secret of the consent and the name lie in one sealed, padded row. Nothing in plain joins a hand-off to a contact: no
introduction is named, or opened, on the way, and the lines of the audit here have no subject. The gate's own audit has
the handle, and nobody's name.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.accounts.keyring import ORGANIZING, Keyring, sealing_key
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.consent import gate
from waymeet.kernel import audit, sealing
from waymeet.kernel.errors import CannotOpen, NotFound
from waymeet.kernel.ids import random_id
from waymeet.organizing.contacts.models import HandOff
from waymeet.organizing.models import AuditLine

SIDE = "organizing"
SEALED_AS = b"waymeet hand-off secret v1"
SIZE = 512


@dataclass(frozen=True)
class Kept:
    """What the sealed row holds."""

    id: UUID
    secret: str
    name: str


def _check(by: Person) -> None:
    check(by, May.READ_INTRODUCTIONS)
    check(by, May.HAND_OFF)


def offer(*, name: str, scope: gate.Scope, language: str, read_aloud: bool, by: Person) -> UUID:
    """Put it before them. The secret is sealed to the organizers at once."""
    _check(by)
    key = sealing_key(ORGANIZING)  # before anything is written: without two members nothing is offered
    made = gate.offer(giving=SIDE, scope=scope, language=language, read_aloud=read_aloud)
    hand_off = random_id()
    plain = json.dumps({"secret": made.secret, "name": name[:60]}, ensure_ascii=False).encode()
    sealed = sealing.seal(key.public, sealing.pad(plain, SIZE), info=SEALED_AS, aad=_place(hand_off, key.epoch))
    with transaction.atomic(using="organizing"):
        HandOff.objects.create(id=hand_off, epoch=key.epoch, sealed=sealed)
        audit.write(AuditLine, who=by.id, verb="hand_off.offer")
    return hand_off


def kept(*, hand_off_id: UUID, by: Person, keyring: Keyring) -> Kept:
    _check(by)
    row = HandOff.objects.filter(pk=hand_off_id).first()
    if row is None:
        raise NotFound
    _note("hand_off.read", by)
    return _opened(row, keyring)


def every(*, by: Person, keyring: Keyring) -> list[tuple[Kept, gate.Standing]]:
    """All hand-offs these keys open, the live ones first, then by name."""
    _check(by)
    opened = []
    for row in HandOff.objects.all():
        try:
            opened.append(_opened(row, keyring))
        except CannotOpen:
            continue
    found = zip(opened, gate.standings([one.secret for one in opened]), strict=True)
    _note("hand_off.list", by)
    return sorted(found, key=lambda pair: (not pair[1].live, pair[0].name.casefold(), str(pair[0].id)))


def grant(*, one: Kept, said: Mapping[str, Any], fields: Mapping[str, str], by: Person) -> gate.Receipt:
    """They said yes: signed, sealed to the other team, with the receipt to print."""
    _check(by)
    standing = gate.standing(one.secret)
    signed = gate.signed_for(
        standing.asked,
        text_hash=standing.text_hash,
        language=standing.language,
        patient_name=said["patient_name"],
        who_may_disclose=who_we_are(standing.language),
        signed_how=said["signed_how"],
        signed_by=said["signed_by"],
        read_aloud=standing.read_aloud,
    )
    receipt = gate.grant(secret=one.secret, signed=signed, fields=fields)
    _note("hand_off.yes", by)
    return receipt


def decline(*, one: Kept, by: Person) -> None:
    """They said no. Nothing else changes for them."""
    _check(by)
    gate.decline(secret=one.secret)
    _note("hand_off.no", by)


def take_back(*, one: Kept, by: Person) -> None:
    """They told us that they take it back: the same as with their receipt."""
    _check(by)
    gate.withdraw(secret=one.secret)
    _note("hand_off.take_back", by)


def who_we_are(language: str) -> str:
    return gate.name_of(SIDE, language)


def _note(verb: str, by: Person) -> None:
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb=verb)


def _opened(row: HandOff, keyring: Keyring) -> Kept:
    private = keyring.open_team_key(ORGANIZING, row.epoch)
    padded = sealing.unseal(private, bytes(row.sealed), info=SEALED_AS, aad=_place(row.id, row.epoch))
    content = json.loads(sealing.unpad(padded))
    return Kept(row.id, content["secret"], content["name"])


def _place(hand_off: UUID, epoch: str) -> bytes:
    return sealing.bind("hand-off", str(hand_off), epoch)
