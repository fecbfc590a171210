"""What goes into somebody's own page of the words that are sealed to the organizers: what they said they will do.

Not the write-up, not notes, no assessment: they hold an organizer's words, and often other people's. Whoever wants all
of it asks, and an organizer looks through it with them (docs/decisions/0034).
"""

import hashlib
from typing import Any
from uuid import UUID

from waymeet.accounts.keyring import Keyring
from waymeet.kernel.errors import CannotOpen
from waymeet.organizing.one_on_ones import opened
from waymeet.organizing.one_on_ones.models import Commitment, OneOnOne

MOST, LONGEST = 40, 400


def basis(contact: UUID) -> bytes:
    """Changes whenever something sealed changes that the page shows; tells nothing of it."""
    told = hashlib.sha256(b"waymeet own page basis v1")
    for row in _promises(contact):
        told.update(row.pk.bytes + bytes(row.sealed))
    held = _last_held(contact)
    told.update(bytes(held.write_up) if held is not None and held.write_up is not None else b"")
    return told.digest()


def content(contact: UUID, keyring: Keyring) -> dict[str, Any]:
    """Promises in their words, and the next step that was agreed on; what these keys do not open is left out."""
    promises = {}
    for row in _promises(contact):
        try:
            promises[str(row.pk)] = opened.promised(row, keyring)[:LONGEST]
        except CannotOpen:
            continue
    return {"promises": promises, "next_step": _next_step(contact, keyring)[:LONGEST]}


def _promises(contact: UUID) -> list[Commitment]:
    return list(Commitment.objects.filter(contact=contact).order_by("-due", "id")[:MOST])


def _last_held(contact: UUID) -> OneOnOne | None:
    return OneOnOne.objects.filter(contact=contact, state=OneOnOne.State.HELD).order_by("-held_on", "-id").first()


def _next_step(contact: UUID, keyring: Keyring) -> str:
    held = _last_held(contact)
    try:
        return opened.write_up_of(held, keyring).get("next_step", "") if held else ""
    except CannotOpen:
        return ""
