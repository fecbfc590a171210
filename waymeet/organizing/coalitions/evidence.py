"""Words of evidence and of talks, sealed to the organizers: they may name who told us."""

from uuid import UUID

from waymeet.accounts.keyring import Keyring
from waymeet.kernel.errors import CannotOpen
from waymeet.kernel.sealing import SealedBytes
from waymeet.organizing.contacts import words

POSITION, TALK = "position", "talk"


def sealed(kind: str, row: UUID, official: UUID, said: str) -> tuple[str, SealedBytes | None]:
    """Nothing where nothing was said."""
    return words.sealed(kind, row, official, {"words": said.strip()}) if said.strip() else ("", None)


def opened(kind: str, row: UUID, official: UUID, epoch: str, kept: bytes | None, keyring: Keyring) -> str | None:
    """None for whoever does not hold the organizers' key of that time."""
    if kept is None:
        return ""
    try:
        return words.opened(kind, row, official, epoch, kept, keyring)["words"]
    except CannotOpen:
        return None
