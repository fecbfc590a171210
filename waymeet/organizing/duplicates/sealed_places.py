"""Where words about a contact are sealed to the contact's id: a merge opens them and seals them to the other's.

Every sealed column of a row that a merge may touch stands here; a test looks, and a merge refuses without.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.kernel.errors import CannotOpen, Conflict
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts import people, words
from waymeet.organizing.imports import writing
from waymeet.organizing.leadership import opened as leadership
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
    "organizing_leadership.Assessment": (Place(leadership.EVIDENCE, "epoch", "evidence"),),
    "organizing_leadership.Override": (Place(leadership.REASON, "epoch", "reason"),),
    "organizing_imports.Trace": (Place(writing.BEFORE, "epoch", "before"),),
    # Of rooms that come after this one: their own word for the place; a test compares them.
    "organizing_week.Call": (Place("call note", "epoch", "sealed"),),
    "organizing_members.Asked": (Place("asked on own page", "epoch", "sealed"),),
}
# Sealed to something else than the contact, which a merge leaves as it is: these columns go over untouched.
ELSEWHERE: dict[str, frozenset[str]] = {
    "organizing_coalitions.Talk": frozenset({"sealed"}),  # to the official
    "organizing_members.OwnPage": frozenset({"view"}),  # to the secret on the person's paper
    "organizing_events.Slip": frozenset({"sealed"}),  # to the event
}
UNREADABLE = _("Your keys do not open all that is sealed about them. Ask an organizer who joined earlier.")
UNKNOWN = _(
    "Something sealed about them cannot go over to the other yet, so they were not merged. Nothing was changed."
)


def of(row: Any) -> tuple[Place, ...]:
    return PLACES.get(row._meta.label, ())


def names(row: Any) -> set[str]:
    """The columns that hold sealed words and their epochs."""
    return {name for place in of(row) for name in (place.epoch, place.sealed)}


def unnamed(model: Any) -> set[str]:
    """Sealed columns of which nobody said to what they are bound."""
    sealed = {one.attname for one in model._meta.concrete_fields if isinstance(one, Sealed)}
    return sealed - {place.sealed for place in of(model)} - ELSEWHERE.get(model._meta.label, frozenset())


def refuse_unnamed(row: Any) -> None:
    """Words that would stay bound to somebody who is gone could never be read again."""
    if any(getattr(row, name) is not None for name in unnamed(row)):
        raise Conflict(UNKNOWN)


def holds_words(row: Any) -> bool:
    return any(getattr(row, place.sealed) is not None for place in of(row))


def seal_anew(row: Any, source: Any, contact: UUID, keyring: Keyring) -> list[str]:
    """The words of `source` (bound to its contact) go into `row`, bound to `contact`; which columns changed."""
    changed: list[str] = []
    for place in of(row):
        kept = getattr(source, place.sealed)
        if kept is not None:
            said = _opened(place, source, keyring)
            epoch, sealed = words.sealed(place.kind, row.pk, contact, said)
            setattr(row, place.epoch, epoch)
            setattr(row, place.sealed, sealed)
            changed += [place.epoch, place.sealed]
    return changed


def _opened(place: Place, row: Any, keyring: Keyring) -> dict[str, str]:
    bound, epoch, kept = getattr(row, place.to), getattr(row, place.epoch), getattr(row, place.sealed)
    try:
        return words.opened(place.kind, row.pk, bound, epoch, kept, keyring)
    except CannotOpen as trouble:
        raise Conflict(UNREADABLE) from trouble
