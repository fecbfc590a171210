"""Opening and sealing: a caseload's faces in a fixed number of questions, one file, one record.

Whatever is opened here lives as long as the request. What the person's keys do not open stays closed, and is counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from waymeet.accounts.keyring import Keyring, sealing_key
from waymeet.casefiles.faces import Face, from_content, to_content
from waymeet.casefiles.room import Room
from waymeet.kernel import casefiles, clock, erasure, own_pages
from waymeet.kernel.casefiles import CaseKey, OpenKeys, OpensFiles
from waymeet.kernel.errors import CannotOpen, Conflict, NotFound

Opens = Keyring | OpensFiles


@dataclass(frozen=True)
class Opened:
    """A file's row with its face open."""

    row: Any
    face: Face


@dataclass(frozen=True)
class Lot:
    """A whole caseload: what opened, and how many did not."""

    open: list[Opened]
    closed: int


@dataclass(frozen=True)
class Version:
    """One version of a thing in a file, opened."""

    record: UUID
    version: int
    content: Mapping[str, Any]

    def is_a(self, kind: str) -> bool:
        return bool(self.content.get("kind") == kind)


def whole_lot(room: Room, keyring: Keyring) -> Lot:
    """Every face these keys open: two questions to the room's database, one for each of the team's keys."""
    rows = list(room.files.objects.all())
    keys = {(key.file_id, key.generation): key for key in room.keys.objects.all()}
    opener, found, closed = _Opener(room, keyring), [], 0
    for row in rows:
        try:
            found.append(Opened(row, opener.face(row, keys.get((row.pk, row.face_generation)))))
        except CannotOpen:
            closed += 1
    return Lot(found, closed)


class _Opener:
    """Asks for each of the team's keys once, also for one that is not held."""

    def __init__(self, room: Room, keyring: Keyring) -> None:
        self._room, self._keys, self._lacking = room, _opens(room, keyring), set[str]()

    def face(self, row: Any, key: Any) -> Face:
        if key is None or key.epoch in self._lacking:
            raise CannotOpen
        try:
            case_key = self._keys.of(key, row.case)
        except CannotOpen:
            self._lacking.add(key.epoch)
            raise
        return _face(self._room, row, case_key)


def _opens(room: Room, keyring: Opens) -> OpensFiles:
    """Who opens: somebody of the team, or whoever holds the participant's paper."""
    return OpenKeys(room.team, keyring) if isinstance(keyring, Keyring) else keyring


def _face(room: Room, row: Any, key: CaseKey) -> Face:
    store = room.files._meta.db_table
    return from_content(casefiles.open_record(key, store, row.case, row.face_version, bytes(row.face)))


def one_file(room: Room, file_id: int, keyring: Opens) -> Opened:
    """NotFound where there is none; CannotOpen where it is somebody else's to read."""
    row = room.files.objects.filter(pk=file_id).first()
    if row is None:
        raise NotFound
    key = room.keys.objects.filter(file=row, generation=row.face_generation).first()
    if key is None:
        raise CannotOpen
    return Opened(row, _face(room, row, _opens(room, keyring).of(key, row.case)))


def versions(room: Room, row: Any, keyring: Opens) -> list[Version]:
    """Everything in a file, every version of it, the oldest version of each first."""
    keys, opener = {key.generation: key for key in room.keys.objects.filter(file=row)}, _opens(room, keyring)
    store, known, found = room.records._meta.db_table, dict[int, CaseKey](), []
    for one in room.records.objects.filter(file=row).order_by("record", "version"):
        if one.generation not in known:
            if one.generation not in keys:
                raise CannotOpen
            known[one.generation] = opener.of(keys[one.generation], row.case)
        key = known[one.generation]
        content = casefiles.open_record(key, store, one.record, one.version, bytes(one.sealed))
        found.append(Version(one.record, one.version, content))
    return _still_there(room, row, found)


def _still_there(room: Room, row: Any, found: list[Version]) -> list[Version]:
    """What the law has sealed by today goes, all its versions, before anybody sees it: only an open file can tell."""
    if room.gone is None:
        return found
    gone = {one.record for one in found if room.gone(one.content, clock.today())}
    if gone:
        room.records.objects.filter(file=row, record__in=gone).delete()
    return [one for one in found if one.record not in gone]


def newest_of(room: Room, row: Any, keyring: Opens, record: UUID) -> Version:
    found = [one for one in versions(room, row, keyring) if one.record == record]
    if not found:
        raise NotFound
    return found[-1]


def put_new(room: Room, face: Face) -> Any:
    """A new file with its first key; inside the verb's transaction."""
    row = room.files(face=b"")
    key, wrapped = casefiles.new_case_key(row.case, 1, to := sealing_key(room.team))
    row.face = casefiles.seal_record(key, room.files._meta.db_table, row.case, 1, to_content(face))
    row.save(force_insert=True)
    room.keys.objects.create(file=row, generation=1, epoch=to.epoch, wrapped=wrapped)
    return row


def put_face(room: Room, opened: Opened, keyring: Opens, seen: int, **changed: Any) -> None:
    """Write the face anew; refused when it is not the version that was seen. Inside the verb's transaction."""
    row = locked(room, opened.row)
    if row.face_version != seen:
        raise Conflict
    key, version = key_now(room, row, keyring), seen + 1
    face = replace(opened.face, **changed)
    sealed = casefiles.seal_record(key, room.files._meta.db_table, row.case, version, to_content(face))
    new = {"face": sealed, "face_version": version, "face_generation": key.generation}
    if not room.files.objects.filter(pk=row.pk, face_version=seen).update(**new):
        raise Conflict


def put_record(room: Room, row: Any, keyring: Opens, place: tuple[UUID, int], content: Mapping[str, Any]) -> None:
    """One version of a thing, sealed. Inside the verb's transaction."""
    record, version = place
    key = key_now(room, locked(room, row), keyring)
    if room.records.objects.filter(record=record, version=version).exists():
        raise Conflict
    sealed = casefiles.seal_record(key, room.records._meta.db_table, record, version, content)
    room.records.objects.create(file=row, record=record, version=version, generation=key.generation, sealed=sealed)


def locked(room: Room, row: Any) -> Any:
    found = room.files.objects.select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise NotFound
    return found


def key_now(room: Room, row: Any, keyring: Opens) -> CaseKey:
    """The key to seal with: a new generation first when the team's key has changed since the newest."""
    rows = list(room.keys.objects.filter(file=row))
    key, new = casefiles.key_to_seal_with(rows, row.case, sealing_key(room.team), _opens(room, keyring))
    if new is not None:
        page = room.pages.objects.filter(file=row).first()
        to_page = own_pages.seal_key(page, key) if page else None
        room.keys.objects.create(file=row, **vars(new), to_page=to_page)
    return key


def put_page(room: Room, row: Any, keyring: Opens, second: bytes) -> str:
    """A page over this file instead of any before; answers its secret. Inside the verb's transaction."""
    row, opener = locked(room, row), _opens(room, keyring)
    before = {key.pk: opener.of(key, row.case) for key in room.keys.objects.filter(file=row)}
    instead = _drop_page(room, row)
    page = room.pages(file=row, second_code=second)
    made = own_pages.OF_A_FILE.new(page.pk)
    page.code, page.public_key, page.wrapped = made.handle, made.public, made.wrapped
    page.save(force_insert=True)
    for pk, key in before.items():
        room.keys.objects.filter(pk=pk).update(to_page=own_pages.seal_key(page, key))
    if instead:
        _seal_anew(room, row, page)
    return made.secret


def end_page(room: Room, row: Any) -> None:
    """The paper opens nothing more, not from a backup either. Inside the verb's transaction."""
    row = locked(room, row)
    if _drop_page(room, row):
        _seal_anew(room, row, None)


def _drop_page(room: Room, row: Any) -> bool:
    page = room.pages.objects.filter(file=row)
    there = page.exists()
    erasure.take_away(page)
    room.keys.objects.filter(file=row).update(to_page=None)
    return there


def _seal_anew(room: Room, row: Any, page: Any) -> None:
    """A key for what is written from now on: whoever kept an old paper and an old copy of the disk does not have it."""
    generation = casefiles.newest(room.keys.objects.filter(file=row)).generation + 1
    key, wrapped = casefiles.new_case_key(row.case, generation, to := sealing_key(room.team))
    to_page = own_pages.seal_key(page, key) if page else None
    room.keys.objects.create(file=row, generation=generation, epoch=to.epoch, wrapped=wrapped, to_page=to_page)
