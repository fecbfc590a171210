"""Words about somebody, sealed to the organizers and bound to the row they belong to."""

import json
from collections.abc import Mapping
from uuid import UUID

from waymeet.accounts.keyring import ORGANIZING, Keyring, SealingKey, sealing_key
from waymeet.kernel import sealing
from waymeet.kernel.sealing import SealedBytes

SIZES = (256, 1024, 4096, 16384, 65535)
INFO = b"waymeet words about a contact v1"


def sealed(
    kind: str, row: UUID, contact: UUID, content: Mapping[str, str], to: SealingKey | None = None
) -> tuple[str, SealedBytes]:
    """The epoch of the key and the bytes. `kind` names which words of the row they are.

    Whoever seals many at once asks for the key once, by `key()`.
    """
    to = to or key()
    plain = json.dumps(dict(content), ensure_ascii=False).encode()
    size = next((one for one in SIZES if one >= len(plain) + 2), SIZES[-1])
    place = _place(kind, row, contact, to.epoch)
    return to.epoch, sealing.seal(to.public, sealing.pad(plain, size), info=INFO, aad=place)


def key() -> SealingKey:
    """The organizers' key of now."""
    return sealing_key(ORGANIZING)


def opened(kind: str, row: UUID, contact: UUID, epoch: str, kept: bytes, keyring: Keyring) -> dict[str, str]:
    """CannotOpen for whoever does not hold the organizers' key, and for bytes out of another place."""
    private = keyring.open_team_key(ORGANIZING, epoch)
    plain = sealing.unseal(private, bytes(kept), info=INFO, aad=_place(kind, row, contact, epoch))
    found: dict[str, str] = json.loads(sealing.unpad(plain))
    return found


def _place(kind: str, row: UUID, contact: UUID, epoch: str) -> bytes:
    return sealing.bind(kind, str(row), str(contact), epoch)
