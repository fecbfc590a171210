"""The words of a call, as the phone sealed them to the organizers."""

from waymeet.accounts.keyring import Keyring
from waymeet.kernel.errors import CannotOpen
from waymeet.organizing.contacts import words
from waymeet.organizing.week.models import Call

NOTE = "call note"


def note_of(row: Call, keyring: Keyring) -> str | None:
    """Empty where nothing was said, None where these keys do not open it."""
    if row.sealed is None:
        return ""
    try:
        return words.opened(NOTE, row.pk, row.contact_id, row.epoch, row.sealed, keyring)["words"]
    except CannotOpen:
        return None
