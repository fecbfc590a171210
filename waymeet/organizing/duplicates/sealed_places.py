"""Where words about a contact are sealed to the contact's id: a merge opens them and seals them to the other's.

Every model with a sealed column and a key to a contact must stand here; a test looks, and a merge refuses without.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waymeet.accounts.keyring import Keyring
from waymeet.organizing.contacts import people, words
from waymeet.organizing.one_on_ones import opened


@dataclass(frozen=True)
class Place:
    """`kind` is what the words are bound by; `to` the key of the contact they are bound to."""

    kind: str
    epoch: str
    sealed: str
    to: str = "contact_id"


PLACES: dict[str, tuple[Place, ...]] = {
    "organizing_contacts.Entry": (Place(people.ENTRY, "epoch", "sealed"),),
    "organizing_one_on_ones.OneOnOne": (
        Place(opened.PLAN, "plan_epoch", "plan"),
        Place(opened.WRITE_UP, "write_up_epoch", "write_up"),
    ),
    "organizing_one_on_ones.Commitment": (Place(opened.PROMISE, "epoch", "sealed"),),
}


def of(row: Any) -> tuple[Place, ...]:
    return PLACES.get(row._meta.label, ())


def names(row: Any) -> set[str]:
    """The columns that hold sealed words and their epochs."""
    return {name for place in of(row) for name in (place.epoch, place.sealed)}


def seal_anew(row: Any, source: Any, contact: UUID, keyring: Keyring) -> list[str]:
    """The words of `source` (bound to its contact) go into `row`, bound to `contact`; which columns changed."""
    changed: list[str] = []
    for place in of(row):
        kept = getattr(source, place.sealed)
        if kept is not None:
            bound = getattr(source, place.to)
            said = words.opened(place.kind, source.pk, bound, getattr(source, place.epoch), kept, keyring)
            epoch, sealed = words.sealed(place.kind, row.pk, contact, said)
            setattr(row, place.epoch, epoch)
            setattr(row, place.sealed, sealed)
            changed += [place.epoch, place.sealed]
    return changed
