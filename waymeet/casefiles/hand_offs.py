"""Offering somebody with a file a hand-off, and keeping its secret inside the file.

The secret lies in a sealed record among the notes. No audit line here names the file, and the gate knows only its
handle: what joins the two needs the file's key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.casefiles import arriving, kinds, opening
from waymeet.casefiles.opening import Opened
from waymeet.casefiles.room import Room
from waymeet.consent import gate
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import NotFound
from waymeet.kernel.ids import random_id

YES, NO, BACK = "yes", "no", "back"


@dataclass(frozen=True)
class Beyond:
    """Who stands on a sheet for outside: a place or person, or a network and its members; and the court case.

    `kind` is which kind of place it is, for an app that has to know; it stands on no sheet.
    """

    recipient_name: str = ""
    members: Sequence[str] = ()
    proceeding: str = ""
    kind: str = ""

    def on_the_sheet(self) -> dict[str, Any]:
        return {name: said for name, said in asdict(self).items() if name != "kind"}


@dataclass(frozen=True)
class Kept:
    """A hand-off as the file holds it."""

    opened: Opened
    record: UUID
    version: int
    content: Mapping[str, Any]

    @property
    def secret(self) -> str:
        return str(self.content["secret"])

    @property
    def beyond(self) -> Beyond | None:
        """Who is named, of a sheet for outside; None of one for a team of this house."""
        named = self.content.get("beyond")
        return Beyond(**named) if named else None

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
    *,
    room: Room,
    file_id: int,
    scope: gate.Scope,
    language: str,
    read_aloud: bool,
    beyond: Beyond | None = None,
    by: Person,
    keyring: Keyring,
) -> UUID:
    """Put it before them; the secret is sealed into their file at once, and who is named on a sheet for outside."""
    opened = to_offer(room=room, file_id=file_id, by=by, keyring=keyring)
    made, record = gate.offer(giving=room.side, scope=scope, language=language, read_aloud=read_aloud), random_id()
    content: dict[str, Any] = {"secret": made.secret, "recipient": str(scope.recipient)}
    content |= {"beyond": asdict(beyond)} if beyond else {}
    with transaction.atomic(using=room.side):
        opening.put_record(room, opened.row, keyring, (record, 1), content | _written(by))
        audit.write(room.line, who=by.id, verb="hand_off.offer")
    return record


def kept(*, room: Room, file_id: int, record: UUID, by: Person, keyring: Keyring) -> Kept:
    opened = to_offer(room=room, file_id=file_id, by=by, keyring=keyring)
    newest = opening.newest_of(room, opened.row, keyring, record)
    if not newest.is_a(kinds.HANDOFF):
        raise NotFound
    with transaction.atomic(using=room.side):
        audit.write(room.line, who=by.id, verb="hand_off.read")
    return Kept(opened, record, newest.version, newest.content)


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
        **(one.beyond or Beyond()).on_the_sheet(),
    )
    receipt = gate.grant(secret=one.secret, signed=signed, fields=fields)
    _answered(room, one, YES, by, keyring)
    return receipt


def tell(*, room: Room, one: Kept, fields: Mapping[str, str], by: Person) -> None:
    """Something more or newer under the same yes: to the other team at once, to the outside on a sheet to hand over."""
    _check(room, by)
    gate.disclose(secret=one.secret, fields=fields)
    with transaction.atomic(using=room.side):
        audit.write(room.line, who=by.id, verb="hand_off.tell")


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
    content = dict(one.content) | _written(by) | {"answer": answer}
    with transaction.atomic(using=room.side):
        opening.put_record(room, one.opened.row, keyring, (one.record, one.version + 1), content)
        audit.write(room.line, who=by.id, verb=f"hand_off.{answer}")


def _written(by: Person) -> dict[str, str]:
    return {"kind": kinds.HANDOFF, "day": clock.today().isoformat(), "by": str(by.id)}
