"""The verbs of a file: open, change, note, correct, close, forget. Each checks, changes and writes one audit line."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.casefiles import arriving, opening
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


def add_note(*, room: Room, file_id: int, words: str, by: Person, keyring: Keyring) -> UUID:
    check(by, room.permission)
    opened, record = opening.one_file(room, file_id, keyring), random_id()
    with transaction.atomic(using=room.side):
        opening.put_record(room, opened.row, keyring, (record, 1), _note(words, by))
        audit.write(room.line, who=by.id, verb="file.note", subject=file_id)
    return record


def correct_note(
    *, room: Room, file_id: int, record: UUID, seen: int, words: str, by: Person, keyring: Keyring
) -> None:
    """The next version of a note; the earlier ones stay and are shown below it."""
    check(by, room.permission)
    opened = opening.one_file(room, file_id, keyring)
    found = [one for one in opening.versions(room, opened.row, keyring) if one.record == record]
    if not found or found[-1].content.get("kind") != "note":
        raise NotFound
    if found[-1].version != seen:
        raise Conflict(SOMEBODY_WAS_FIRST)
    with transaction.atomic(using=room.side):
        try:
            opening.put_record(room, opened.row, keyring, (record, seen + 1), _note(words, by))
        except Conflict as somebody:
            raise Conflict(SOMEBODY_WAS_FIRST) from somebody
        audit.write(room.line, who=by.id, verb="file.note", subject=file_id)


def forget(*, room: Room, file_id: int, by: Person, keyring: Keyring) -> None:
    """Erase it: keys first, then what they opened. What was handed to us goes back through the gate, and stays gone."""
    check(by, room.permission)
    opened = opening.one_file(room, file_id, keyring)
    with transaction.atomic(using=room.side):
        erasure.erase(
            room.keys.objects.filter(file=file_id),
            room.records.objects.filter(file=file_id),
            room.files.objects.filter(pk=file_id),
        )
        room.taken.objects.filter(handle__in=[one.handle for one in opened.face.handed]).delete()
        audit.write(room.line, who=by.id, verb="file.forget", subject=file_id)
    for one in opened.face.handed:
        gate.give_back(room.side, one.handle)


def _typed(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(said[name] or "").strip() for name in TYPED if name in said}


def _note(words: str, by: Person) -> dict[str, str]:
    if not words.strip():
        raise BadInput(_("Write the note first."))
    return {"kind": "note", "day": clock.today().isoformat(), "by": str(by.id), "words": words.strip()}
