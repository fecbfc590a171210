"""Beginning a case, and writing down what somebody tells, month by month. Nobody has to tell anything.

Leaving, pausing and coming back are states of the file (`casefiles`): they change its sealed face and nothing else.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.casefiles import arriving, opening
from waymeet.casefiles import services as files
from waymeet.diversion.casework import counting, kinds
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.incidents.people import races_in_order
from waymeet.diversion.incidents.said import Door
from waymeet.diversion.models import AuditLine
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.kernel.ids import random_id


def begin(
    *,
    door: str,
    incident: UUID | None = None,
    races: list[str],
    intake_days: int,
    in_time: bool | None = None,
    said: Mapping[str, Any],
    by: Person,
    keyring: Keyring,
) -> int:
    """A file of somebody who came through one of the three doors. How they came lies sealed inside it, only there."""
    check(by, May.READ_CASES)
    if door not in Door.values:
        raise BadInput(_("Choose which door it was."), column="door")
    try:
        told = races_in_order(races)
    except ValueError as trouble:
        raise BadInput(
            _("Choose what the person says, or one of not asked, does not know, rather not say."), column="races"
        ) from trouble
    file_id = files.open_file(room=ROOM, said=said, by=by, keyring=keyring)
    opened = opening.one_file(ROOM, file_id, keyring)
    how = kinds.beginning(door=door, incident=incident, races=told, intake_days=intake_days, in_time=in_time)
    with transaction.atomic(using="diversion"):
        opening.put_record(ROOM, opened.row, keyring, (random_id(), 1), _signed(how, by))
        counting.count(opening.versions(ROOM, opened.row, keyring))
        audit.write(AuditLine, who=by.id, verb="file.note", subject=file_id)
    return file_id


def put_down(*, file_id: int, kind: str, said: Mapping[str, Any], by: Person, keyring: Keyring) -> UUID:
    """Something somebody told: a first talk, a month, a contact, a service, a court case. The audit sees a note."""
    check(by, May.READ_CASES)
    if kind not in kinds.WRITTEN:
        raise NotFound
    content, record = _signed(kinds.content(kind, said), by), random_id()
    arriving.follow(ROOM, keyring)
    opened = opening.one_file(ROOM, file_id, keyring)
    with transaction.atomic(using="diversion"):
        opening.put_record(ROOM, opened.row, keyring, (record, 1), content)
        counting.count(opening.versions(ROOM, opened.row, keyring))
        audit.write(AuditLine, who=by.id, verb="file.note", subject=file_id)
    return record


def write_anew(*, file_id: int, record: UUID, seen: int, said: Mapping[str, Any], by: Person, keyring: Keyring) -> None:
    """The next version of it; the earlier ones stay sealed below it."""
    check(by, May.READ_CASES)
    opened = opening.one_file(ROOM, file_id, keyring)
    newest = opening.newest_of(ROOM, opened.row, keyring, record)
    kind = str(newest.content.get("kind"))
    if kind not in kinds.WRITTEN:
        raise NotFound
    if newest.version != seen:
        raise Conflict(files.SOMEBODY_WAS_FIRST)
    content = _signed(kinds.content(kind, dict(newest.content) | dict(said)), by)
    content["day"] = newest.content["day"]  # the day it happened stays; who wrote it last is who wrote it
    with transaction.atomic(using="diversion"):
        opening.put_record(ROOM, opened.row, keyring, (record, newest.version + 1), content)
        counting.count(opening.versions(ROOM, opened.row, keyring))
        audit.write(AuditLine, who=by.id, verb="file.note", subject=file_id)


def count_now(*, file_id: int, by: Person, keyring: Keyring) -> None:
    """What was written elsewhere in the file, goals above all, is counted when the case is looked at."""
    check(by, May.READ_CASES)
    opened = opening.one_file(ROOM, file_id, keyring)
    with transaction.atomic(using="diversion"):
        counting.count(opening.versions(ROOM, opened.row, keyring))


def _signed(content: dict[str, Any], by: Person) -> dict[str, Any]:
    return content | {"day": clock.today().isoformat(), "by": str(by.id)}
