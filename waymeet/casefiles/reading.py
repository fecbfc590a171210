"""Reading a caseload and a file. Each leaves one line in the audit: who, and for a file which, never a value."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import names_of
from waymeet.casefiles import arriving, opening
from waymeet.casefiles.faces import PAGE, Asked, Face, folded, in_order, matches
from waymeet.casefiles.opening import Opened, Version
from waymeet.casefiles.room import Room
from waymeet.consent import gate
from waymeet.kernel import audit


@dataclass(frozen=True)
class Caseload:
    """One page of what was found: `found` in all, on `pages` pages; `closed` that these keys do not open."""

    files: Sequence[Opened]
    found: int
    page: int
    pages: int
    closed: int


@dataclass(frozen=True)
class Written:
    """One version of a note or a hand-off, for the page."""

    record: UUID
    version: int
    day: dt.date
    by: str
    words: str
    recipient: str = ""
    named: str = ""
    answer: str = ""


@dataclass(frozen=True)
class File:
    """A whole file, open: each note with its versions, the newest first; each hand-off as it stands with us."""

    opened: Opened
    notes: Sequence[Sequence[Written]]
    hand_offs: Sequence[Written]
    follows: str

    @property
    def id(self) -> int:
        return int(self.opened.row.pk)

    @property
    def version(self) -> int:
        return int(self.opened.row.face_version)

    @property
    def since(self) -> dt.date:
        return dt.date.fromisoformat(self.face.opened)

    @property
    def face(self) -> Face:
        return self.opened.face


def caseload(*, room: Room, asked: Asked, by: Person, keyring: Keyring) -> Caseload:
    """The files that match, fifty a page. What was looked for is kept nowhere."""
    check(by, room.permission)
    arriving.follow(room, keyring)
    lot = opening.whole_lot(room, keyring)
    with transaction.atomic(using=room.side):
        audit.write(room.line, who=by.id, verb="file.list")
    wanted = folded(asked.words).split()
    found = sorted((one for one in lot.open if matches(one.face, asked, wanted)), key=lambda one: in_order(one.face))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, asked.page), pages)
    return Caseload(found[(page - 1) * PAGE : page * PAGE], len(found), page, pages, lot.closed)


def one_file(*, room: Room, file_id: int, by: Person, keyring: Keyring) -> File:
    check(by, room.permission)
    arriving.follow(room, keyring)
    opened = opening.one_file(room, file_id, keyring)
    versions = opening.versions(room, opened.row, keyring)
    with transaction.atomic(using=room.side):
        audit.write(room.line, who=by.id, verb="file.read", subject=file_id)
    return _whole(opened, versions)


@dataclass(frozen=True)
class Copy:
    """A participant's own copy: the file, and for each hand-off how it stands and what was told."""

    file: File
    hand_offs: Sequence[gate.Standing]


def own_copy(*, room: Room, file_id: int, by: Person, keyring: Keyring) -> Copy:
    """For the participant, on paper: all of it, with their consents and the account of what was told (law R26)."""
    file = one_file(room=room, file_id=file_id, by=by, keyring=keyring)
    secrets = [one.content["secret"] for one in _newest(room, file.opened, keyring)]
    return Copy(file, [gate.standing(secret) for secret in secrets])


def _newest(room: Room, opened: Opened, keyring: Keyring) -> list[Version]:
    found = {one.record: one for one in opening.versions(room, opened.row, keyring)}
    return [one for one in found.values() if one.content.get("kind") == "handoff"]


def _whole(opened: Opened, versions: Sequence[Version]) -> File:
    follows = UUID(opened.face.follows) if opened.face.follows else None
    wrote = {UUID(one.content["by"]) for one in versions}
    names = names_of(wrote | ({follows} if follows else set()))
    notes: dict[UUID, list[Written]] = {}
    hand_offs: dict[UUID, Written] = {}
    for one in versions:
        written = _written(one, names)
        if one.content["kind"] == "note":
            notes.setdefault(one.record, []).insert(0, written)
        else:
            hand_offs[one.record] = written
    in_time = sorted(notes.values(), key=lambda lot: (lot[-1].day, str(lot[0].record)), reverse=True)
    given = sorted(hand_offs.values(), key=lambda one: (one.day, str(one.record)), reverse=True)
    return File(opened, in_time, given, names.get(follows, "") if follows else "")


def _written(one: Version, names: dict[UUID, str]) -> Written:
    said: Any = one.content
    return Written(
        record=one.record,
        version=one.version,
        day=dt.date.fromisoformat(said["day"]),
        by=names.get(UUID(said["by"]), ""),
        words=said.get("words", ""),
        recipient=said.get("recipient", ""),
        named=said.get("beyond", {}).get("recipient_name", ""),
        answer=said.get("answer", ""),
    )
