"""Offering somebody with a file a hand-off, and keeping its secret inside the file.

The secret lies in a sealed record among the notes. No audit line here names the file, and the gate knows only its
handle: what joins the two needs the file's key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.casefiles import arriving, opening
from waymeet.casefiles.opening import Opened
from waymeet.casefiles.room import Room
from waymeet.consent import gate
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import NotFound
from waymeet.kernel.ids import random_id

YES, NO, BACK = "yes", "no", "back"


@dataclass(frozen=True)
class Kept:
    """A hand-off as the file holds it."""

    opened: Opened
    record: UUID
    version: int
    secret: str
    recipient: str

    @property
    def file_id(self) -> int:
        return int(self.opened.row.pk)


def _check(room: Room, by: Person) -> None:
    check(by, room.permission)
    check(by, May.HAND_OFF)


def to_offer(*, room: Room, file_id: int, by: Person, keyring: Keyring) -> Opened:
    """The file, to fill in the offer from; its reading was written down when the page before was shown."""
    _check(room, by)
    arriving.follow(room, keyring)
    return opening.one_file(room, file_id, keyring)


def offer(
    *, room: Room, file_id: int, scope: gate.Scope, language: str, read_aloud: bool, by: Person, keyring: Keyring
) -> UUID:
    """Put it before them; the secret is sealed into their file at once."""
    opened = to_offer(room=room, file_id=file_id, by=by, keyring=keyring)
    made, record = gate.offer(giving=room.side, scope=scope, language=language, read_aloud=read_aloud), random_id()
    content = _content(made.secret, str(scope.recipient), by)
    with transaction.atomic(using=room.side):
        opening.put_record(room, opened.row, keyring, (record, 1), content)
        audit.write(room.line, who=by.id, verb="hand_off.offer")
    return record


def kept(*, room: Room, file_id: int, record: UUID, by: Person, keyring: Keyring) -> Kept:
    opened = to_offer(room=room, file_id=file_id, by=by, keyring=keyring)
    found = [one for one in opening.versions(room, opened.row, keyring) if one.record == record]
    if not found or found[-1].content.get("kind") != "handoff":
        raise NotFound
    newest = found[-1]
    with transaction.atomic(using=room.side):
        audit.write(room.line, who=by.id, verb="hand_off.read")
    return Kept(opened, record, newest.version, newest.content["secret"], newest.content["recipient"])


def grant(
    *, room: Room, one: Kept, said: Mapping[str, Any], fields: Mapping[str, str], by: Person, keyring: Keyring
) -> gate.Receipt:
    """They said yes: signed, sealed to the other team, with the receipt to print."""
    _check(room, by)
    standing = gate.standing(one.secret)
    signed = gate.signed_for(
        standing.asked,
        text_hash=standing.text_hash,
        language=standing.language,
        patient_name=said["patient_name"],
        who_may_disclose=gate.name_of(room.side, standing.language),
        signed_how=said["signed_how"],
        signed_by=said["signed_by"],
        read_aloud=standing.read_aloud,
    )
    receipt = gate.grant(secret=one.secret, signed=signed, fields=fields)
    _answered(room, one, YES, by, keyring)
    return receipt


def decline(*, room: Room, one: Kept, by: Person, keyring: Keyring) -> None:
    """They said no. Nothing else changes for them."""
    _check(room, by)
    gate.decline(secret=one.secret)
    _answered(room, one, NO, by, keyring)


def take_back(*, room: Room, one: Kept, by: Person, keyring: Keyring) -> None:
    """They told us that they take it back: the same as with their receipt."""
    _check(room, by)
    gate.withdraw(secret=one.secret)
    _answered(room, one, BACK, by, keyring)


def _answered(room: Room, one: Kept, answer: str, by: Person, keyring: Keyring) -> None:
    """Their answer, as the next version of the record; the gate's own word stays the one that counts."""
    content = _content(one.secret, one.recipient, by) | {"answer": answer}
    with transaction.atomic(using=room.side):
        opening.put_record(room, one.opened.row, keyring, (one.record, one.version + 1), content)
        audit.write(room.line, who=by.id, verb=f"hand_off.{answer}")


def _content(secret: str, recipient: str, by: Person) -> dict[str, str]:
    day = clock.today().isoformat()
    return {"kind": "handoff", "day": day, "by": str(by.id), "secret": secret, "recipient": recipient}
