"""What a recipient opens: one sealed thing in the recipient's own format, and a copy under the participant's secret.

Organizing gets what a phone would have sent of somebody who asked to be called at a door: the same purpose, place,
fields and size. So nobody can tell from a sealed introduction who was handed off.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from waymeet.accounts.keyring import CASEWORK, ORGANIZING, PARTICIPANTS, Keyring, SealingKey, sealing_key
from waymeet.consent.models import Envelope
from waymeet.consent.rules import DataClass, Recipient, Scope
from waymeet.kernel import sealing
from waymeet.kernel.errors import CannotOpen

TEAM_OF = {Recipient.ORGANIZING: ORGANIZING, Recipient.CARE: PARTICIPANTS, Recipient.DIVERSION: CASEWORK}
INTRODUCTION, HANDOFF = b"waymeet introduction v1", b"waymeet handoff v1"
INTRODUCTION_SIZE = 512  # as phones pad it
SIZES = (1024, 4096, 16384, 65535)


def put(handle: UUID, scope: Scope, fields: Mapping[str, str], key: bytes) -> None:
    """Seal the fields to whoever may read them now; whatever was there before is gone."""
    kept = sealing.wrap(key, _padded({"fields": dict(fields)}), aad=_place_kept(handle))
    said: dict[str, Any] = {"recipient": scope.recipient, "until": scope.until, "kept": kept}
    if scope.recipient in TEAM_OF:
        to = sealing_key(TEAM_OF[Recipient(scope.recipient)])
        said |= {"epoch": to.epoch, "sealed": _sealed(handle, scope, fields, to)}
    Envelope.objects.update_or_create(handle=handle, defaults=said)


def _sealed(handle: UUID, scope: Scope, fields: Mapping[str, str], to: SealingKey) -> bytes:
    if scope.recipient == Recipient.ORGANIZING:
        return introduction(handle, scope, fields, to)
    plain = _padded({"fields": dict(fields)})
    return sealing.seal(to.public, plain, info=HANDOFF, aad=_place(handle, scope.recipient, to.epoch))


def introduction(record: UUID, scope: Scope, fields: Mapping[str, str], to: SealingKey) -> bytes:
    """Somebody who came to the organizers: through a hand-off, by themselves or through a friend, all alike."""
    plain = sealing.pad(_json(as_introduction(scope, fields)), INTRODUCTION_SIZE)
    return sealing.seal(to.public, plain, info=INTRODUCTION, aad=_place_introduction(record, to.epoch))


def as_introduction(scope: Scope, fields: Mapping[str, str]) -> dict[str, Any]:
    """The fields as organizing names them, with what was agreed: whoever opens it must read that too."""
    return {
        "name": fields.get(DataClass.NAME, ""),
        "contact_point": fields.get(DataClass.CONTACT_POINT, ""),
        "how": "",
        "when": fields.get(DataClass.BEST_TIME, ""),
        "wish": fields.get(DataClass.WISH, ""),
        "language": fields.get(DataClass.LANGUAGE, ""),
        "for": scope.purpose,
        "until": scope.until.isoformat(),
    }


def opened(envelope: Envelope, keyring: Keyring) -> dict[str, str]:
    """With the receiving team's key; CannotOpen for everybody else."""
    if envelope.recipient not in TEAM_OF:
        raise CannotOpen
    private = keyring.open_team_key(TEAM_OF[Recipient(envelope.recipient)], envelope.epoch)
    sealed = bytes(envelope.sealed)
    if envelope.recipient == Recipient.ORGANIZING:
        place = _place_introduction(envelope.handle, envelope.epoch)
        return _from_introduction(sealing.unseal(private, sealed, info=INTRODUCTION, aad=place))
    place = _place(envelope.handle, envelope.recipient, envelope.epoch)
    return _fields(sealing.unseal(private, sealed, info=HANDOFF, aad=place))


def _from_introduction(padded: bytes) -> dict[str, str]:
    told = json.loads(sealing.unpad(padded))
    named = {
        "name": "name",
        "contact_point": "contact_point",
        "when": "best_time",
        "wish": "wish",
        "language": "language",
    }
    return {named[key]: told[key] for key in named if told.get(key)}


def kept(envelope: Envelope, key: bytes) -> dict[str, str]:
    """The same fields, opened with the participant's secret: to seal anew what a narrowing leaves."""
    return _fields(sealing.unwrap(key, bytes(envelope.kept), aad=_place_kept(envelope.handle)))


def seal_document(handle: UUID, key: bytes, content: Mapping[str, Any]) -> bytes:
    return sealing.wrap(key, _padded(content), aad=sealing.bind("consent document", str(handle)))


def open_document(handle: UUID, key: bytes, sealed: bytes) -> dict[str, Any]:
    plain = sealing.unpad(sealing.unwrap(key, sealed, aad=sealing.bind("consent document", str(handle))))
    content: dict[str, Any] = json.loads(plain)
    return content


def _fields(padded: bytes) -> dict[str, str]:
    fields: dict[str, str] = json.loads(sealing.unpad(padded))["fields"]
    return fields


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _padded(content: Mapping[str, Any]) -> bytes:
    plain = _json(content)
    return sealing.pad(plain, next((size for size in SIZES if size >= len(plain) + 2), SIZES[-1]))


def _place(handle: UUID, recipient: str, epoch: str) -> bytes:
    return sealing.bind("handoff", recipient, str(handle), epoch)


def _place_introduction(handle: UUID, epoch: str) -> bytes:
    return sealing.bind("introduction", str(handle), "1", epoch)


def _place_kept(handle: UUID) -> bytes:
    return sealing.bind("handoff kept", str(handle))
