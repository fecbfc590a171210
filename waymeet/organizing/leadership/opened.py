"""The words behind an assessment and behind a word against the rules. CannotOpen without the organizers' key."""

from waymeet.accounts.keyring import Keyring
from waymeet.kernel.errors import CannotOpen
from waymeet.organizing.contacts import words
from waymeet.organizing.leadership.models import Assessment, Override

EVIDENCE, REASON = "assessment evidence", "rung reason"


def evidence_of(row: Assessment, keyring: Keyring) -> str:
    """None of it where these keys do not open it."""
    try:
        return words.opened(EVIDENCE, row.pk, row.contact_id, row.epoch, row.evidence, keyring)["words"]
    except CannotOpen:
        return ""


def reason_of(row: Override, keyring: Keyring) -> str:
    try:
        return words.opened(REASON, row.pk, row.contact_id, row.epoch, row.reason, keyring)["words"]
    except CannotOpen:
        return ""
