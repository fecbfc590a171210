"""Words of a door, a circle and an access need, sealed to the organizers and bound to their row and event."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from waymeet.accounts.keyring import Keyring
from waymeet.kernel.errors import CannotOpen
from waymeet.kernel.sealing import SealedBytes
from waymeet.organizing.contacts import words

SLIP, CIRCLE, ACCESS = "event slip", "circle name", "access need"


def seal(kind: str, row: UUID, event: UUID, said: Mapping[str, str]) -> tuple[str, SealedBytes]:
    return words.sealed(kind, row, event, said)


def read(kind: str, row: Any, keyring: Keyring) -> dict[str, str] | None:
    """None for whoever does not hold the organizers' key."""
    if row.sealed is None:
        return {}
    try:
        return words.opened(kind, row.pk, row.event_id, row.epoch, row.sealed, keyring)
    except CannotOpen:
        return None
