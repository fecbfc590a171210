"""Reading a caseload and a file. Each leaves one line in the audit: who, and for a file which, never a value."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import names_of
from waymeet.casefiles import arriving, kinds, opening
from waymeet.casefiles.faces import PAGE, Asked, Face, folded, in_order, matches
from waymeet.casefiles.opening import Opened, Version
from waymeet.casefiles.room import Room
from waymeet.consent import gate
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import NotFound


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
    """One version of a thing in a file, for the page; `said` is all that is sealed of it."""

    record: UUID
    version: int
    day: dt.date
    by: str
    said: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return str(self.said.get("kind", ""))

    @property
    def words(self) -> str:
        return str(self.said.get("words", ""))

    @property
    def theirs(self) -> bool:
        """The participant wrote it themselves."""
        return self.said["by"] == kinds.THEIRS

    @property
    def apart(self) -> bool:
        return bool(self.said.get("apart"))

    @property
    def state_words(self) -> Any:
        states = kinds.STATES.get(self.kind)
        return states(self.said["state"]).label if states else ""

    @property
    def who_words(self) -> Any:
        return kinds.Who(self.said["who"]).label if self.said.get("who") else ""

    @property
    def week_begins(self) -> dt.date | None:
        """The Monday of the week it is to be done by."""
        return clock.monday_of(self.said["week"]) if self.said.get("week") else None

    @property
    def answer(self) -> str:
        return str(self.said.get("answer", ""))

    @property
    def recipient(self) -> str:
        return str(self.said.get("recipient", ""))

    @property
    def named(self) -> str:
        return str(self.said.get("beyond", {}).get("recipient_name", ""))


Lot = Sequence[Written]  # the versions of one thing, the newest first


@dataclass(frozen=True)
class File:
    """A whole file, open: each thing with its versions, by kind; each hand-off as it stands with us."""

    opened: Opened
    things: Mapping[str, Sequence[Lot]]
    hand_offs: Sequence[Written]
    follows: str
    beside: Mapping[str, Sequence[Lot]] = field(default_factory=dict)  # what other apps keep in it, by kind

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

    @property
    def goals(self) -> Sequence[Lot]:
        return self.things[kinds.GOAL]

    @property
    def tasks(self) -> Sequence[Lot]:
        return self.things[kinds.TASK]

    @property
    def plans(self) -> Sequence[Lot]:
        return self.things[kinds.PLAN]

    @property
    def notes(self) -> Sequence[Lot]:
        return self.things[kinds.NOTE]

    @property
    def corrections(self) -> Sequence[Lot]:
        return self.things[kinds.CORRECTION]

    def lot(self, record: UUID) -> Lot:
        """The versions of one thing a worker wrote."""
        found = next((lot for kind in kinds.WRITTEN for lot in self.things[kind] if lot[0].record == record), None)
        if found is None:
            raise NotFound
        return found


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
    return whole(opened, versions)


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
    return [one for one in found.values() if one.is_a(kinds.HANDOFF)]


def whole(opened: Opened, versions: Sequence[Version]) -> File:
    """What is open comes before what is ended, the newest first."""
    follows = UUID(opened.face.follows) if opened.face.follows else None
    wrote = {UUID(one.content["by"]) for one in versions if one.content["by"]}
    names = names_of(wrote | ({follows} if follows else set()))
    lots: dict[UUID, list[Written]] = {}
    for one in versions:
        lots.setdefault(one.record, []).insert(0, _written(one, names))
    in_time = sorted(lots.values(), key=lambda lot: (lot[-1].day, str(lot[0].record)), reverse=True)
    in_time.sort(key=lambda lot: lot[0].said.get("state", "open") != "open")
    things = {kind: [lot for lot in in_time if lot[0].kind == kind] for kind in kinds.PARTS}
    given = sorted((lot[0] for lot in in_time if lot[0].kind == kinds.HANDOFF), key=_in_time, reverse=True)
    beside: dict[str, list[Lot]] = {}
    for lot in in_time:
        if lot[0].kind not in things and lot[0].kind != kinds.HANDOFF:
            beside.setdefault(lot[0].kind, []).append(lot)
    return File(opened, things, given, names.get(follows, "") if follows else "", beside)


def _in_time(one: Written) -> tuple[dt.date, str]:
    return one.day, str(one.record)


def _written(one: Version, names: dict[UUID, str]) -> Written:
    said, by = one.content, one.content["by"]
    name = names.get(UUID(by), "") if by else ""
    return Written(one.record, one.version, dt.date.fromisoformat(said["day"]), name, said)
