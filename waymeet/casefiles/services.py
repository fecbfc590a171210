"""The verbs of a file: open, change, write, answer, close, forget. Each checks, changes and writes one audit line."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.casefiles import arriving, kinds, opening
from waymeet.casefiles.faces import TYPED, Face, State
from waymeet.casefiles.room import Room
from waymeet.consent import gate
from waymeet.kernel import audit, clock, erasure
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.kernel.ids import random_id

SOMEBODY_WAS_FIRST = _(
    "A colleague changed this while you were writing. Nothing is lost: look at both, then save again."
)


def open_file(*, room: Room, said: Mapping[str, Any], by: Person, keyring: Keyring) -> int:
    """A new file. Nothing has to be said: an empty form makes one too."""
    check(by, room.permission)
    face = replace(Face(opened=clock.today().isoformat()), **_typed(said))
    with transaction.atomic(using=room.side):
        row = opening.put_new(room, face)
        audit.write(room.line, who=by.id, verb="file.begin", subject=row.pk)
    return int(row.pk)


def edit_face(*, room: Room, file_id: int, seen: int, said: Mapping[str, Any], by: Person, keyring: Keyring) -> None:
    """Change the face, when it still is the version that was seen; what was handed to us stays as it is."""
    check(by, room.permission)
    arriving.follow(room, keyring)
    opened = opening.one_file(room, file_id, keyring)
    if opened.row.face_version != seen:
        raise Conflict(SOMEBODY_WAS_FIRST)
    with transaction.atomic(using=room.side):
        _put_face(room, opened, keyring, seen, _typed(said))
        audit.write(room.line, who=by.id, verb="file.change", subject=file_id)


def _put_face(room: Room, opened: opening.Opened, keyring: Keyring, seen: int, changed: dict[str, Any]) -> None:
    try:
        opening.put_face(room, opened, keyring, seen, **changed)
    except Conflict as somebody:
        raise Conflict(SOMEBODY_WAS_FIRST) from somebody


def set_state(*, room: Room, file_id: int, state: str, by: Person, keyring: Keyring) -> None:
    """Close a file, open it again, or say how it stands."""
    check(by, room.permission)
    if state not in State.values:
        raise BadInput(_("Choose how it stands."))
    arriving.follow(room, keyring)
    opened = opening.one_file(room, file_id, keyring)
    with transaction.atomic(using=room.side):
        _put_face(room, opened, keyring, opened.row.face_version, {"state": state})
        audit.write(room.line, who=by.id, verb="file.state", subject=file_id)


def put_down(*, room: Room, file_id: int, kind: str, said: Mapping[str, Any], by: Person, keyring: Keyring) -> UUID:
    """A goal, a task, a plan or a note. The audit says that something was written, not what kind of thing."""
    check(by, room.permission)
    content = _signed(kind, said, by)
    opened, record = opening.one_file(room, file_id, keyring), random_id()
    with transaction.atomic(using=room.side):
        opening.put_record(room, opened.row, keyring, (record, 1), content)
        audit.write(room.line, who=by.id, verb="file.note", subject=file_id)
    return record


def add_note(*, words: str, **of: Any) -> UUID:
    return put_down(kind=kinds.NOTE, said={"words": words}, **of)


def write_anew(
    *, room: Room, file_id: int, record: UUID, seen: int, said: Mapping[str, Any], by: Person, keyring: Keyring
) -> None:
    """The next version of it; the earlier ones stay and are shown below it."""
    check(by, room.permission)
    opened = opening.one_file(room, file_id, keyring)
    newest = opening.newest_of(room, opened.row, keyring, record)
    kind = newest.content.get("kind")
    if kind not in kinds.WRITTEN:
        raise NotFound
    if newest.version != seen:
        raise Conflict(SOMEBODY_WAS_FIRST)
    content = _signed(str(kind), dict(newest.content) | dict(said), by)
    with transaction.atomic(using=room.side):
        _put_next(room, opened, keyring, newest, content)
        audit.write(room.line, who=by.id, verb="file.note", subject=file_id)


def answer(*, room: Room, file_id: int, record: UUID, reply: str, by: Person, keyring: Keyring) -> None:
    """Somebody talked with them about what they wrote. The file stays as it is unless a worker changes it as well."""
    check(by, room.permission)
    arriving.follow(room, keyring)
    opened = opening.one_file(room, file_id, keyring)
    wrote = {one.record: one for one in opening.versions(room, opened.row, keyring) if one.is_a(kinds.CORRECTION)}
    if record not in wrote:
        raise NotFound
    said = dict(wrote.pop(record).content) | {"state": kinds.Seen.DONE.value, "reply": reply}
    still = any(one.content["state"] == kinds.Seen.OPEN for one in wrote.values())
    with transaction.atomic(using=room.side):
        newest = opening.newest_of(room, opened.row, keyring, record)
        _put_next(room, opened, keyring, newest, _signed(kinds.CORRECTION, said, by))
        _put_face(room, opened, keyring, opened.row.face_version, {"asks": "yes" if still else ""})
        audit.write(room.line, who=by.id, verb="file.note", subject=file_id)


def _put_next(room: Room, opened: opening.Opened, keyring: Keyring, newest: opening.Version, content: Any) -> None:
    try:
        opening.put_record(room, opened.row, keyring, (newest.record, newest.version + 1), content)
    except Conflict as somebody:
        raise Conflict(SOMEBODY_WAS_FIRST) from somebody


def forget(*, room: Room, file_id: int, by: Person, keyring: Keyring) -> None:
    """Erase it: keys first, then what they opened. What was handed to us goes back through the gate, and stays gone."""
    check(by, room.permission)
    erase(room, opening.one_file(room, file_id, keyring), who=by.id)


def erase(room: Room, opened: opening.Opened, *, who: UUID | str) -> None:
    file_id = opened.row.pk
    with transaction.atomic(using=room.side):
        erasure.erase(
            room.keys.objects.filter(file=file_id),
            room.records.objects.filter(file=file_id),
            room.files.objects.filter(pk=file_id),
        )
        room.taken.objects.filter(handle__in=[one.handle for one in opened.face.handed]).delete()
        audit.write(room.line, who=who, verb="file.forget", subject=file_id)
    for one in opened.face.handed:
        gate.give_back(room.side, one.handle)


def _typed(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(said[name] or "").strip() for name in TYPED if name in said}


def _signed(kind: str, said: Mapping[str, Any], by: Person) -> dict[str, Any]:
    return kinds.content(kind, said) | {"day": clock.today().isoformat(), "by": str(by.id)}
