"""Notes from doors, opened by an organizer who is signed in."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.db import transaction

from waymeet.accounts.keyring import ORGANIZING, Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, sealing
from waymeet.kernel.errors import CannotOpen
from waymeet.organizing.canvass.models import Entry
from waymeet.organizing.canvass.reading import sealed_bytes
from waymeet.organizing.models import AuditLine

SEALED_AS = b"waymeet door note v1"


@dataclass(frozen=True)
class DoorNote:
    """A note, the door it is about and the day."""

    door: UUID
    turf: UUID | None
    day: dt.date
    words: str


def door_notes(*, by: Person, keyring: Keyring, turf: UUID | None = None) -> list[DoorNote]:
    """Every note that this person's keys open, newest first; reading is one audit line."""
    check(by, May.READ_DOOR_NOTES)
    rows = Entry.objects.filter(kind="visit", has_note=True).order_by("-id")
    rows = rows.filter(turf=turf) if turf else rows
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="door_notes.read", subject=turf or "")
    targets = Entry.objects.filter(kind="undo").values_list("target", flat=True)
    undone = {bytes(target) for target in targets if target is not None}
    return [
        DoorNote(row.door, row.turf, row.day, words)
        for row in rows
        if row.door and bytes(row.record) not in undone and (words := _open(row, keyring)) is not None
    ]


def _open(row: Entry, keyring: Keyring) -> str | None:
    told = msgspec.json.decode(bytes(row.raw))
    epoch = told["body"].get("epoch", "1")
    place = sealing.bind("visit", told["id"], "1", epoch)
    try:
        private = keyring.open_team_key(ORGANIZING, epoch)
        sealed = sealed_bytes(told["body"]["note"])
        return sealing.unpad(sealing.unseal(private, sealed, info=SEALED_AS, aad=place)).decode(errors="replace")
    except (CannotOpen, ValueError):
        return None
