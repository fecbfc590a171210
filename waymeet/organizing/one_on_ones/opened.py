"""The words of a one-on-one and of a promise, opened. CannotOpen for whoever does not hold the organizers' key."""

from waymeet.accounts.keyring import Keyring
from waymeet.organizing.contacts import words
from waymeet.organizing.one_on_ones.models import Commitment, OneOnOne

PLAN, WRITE_UP, PROMISE = "one-on-one plan", "one-on-one write-up", "commitment"


def plan_of(row: OneOnOne, keyring: Keyring) -> dict[str, str]:
    if row.plan is None:
        return {}
    return words.opened(PLAN, row.pk, row.contact_id, row.plan_epoch, row.plan, keyring)


def write_up_of(row: OneOnOne, keyring: Keyring) -> dict[str, str]:
    if row.write_up is None:
        return {}
    return words.opened(WRITE_UP, row.pk, row.contact_id, row.write_up_epoch, row.write_up, keyring)


def promised(row: Commitment, keyring: Keyring) -> str:
    return words.opened(PROMISE, row.pk, row.contact_id, row.epoch, row.sealed, keyring)["what"]
