"""What a participant does on their own page. The secret on their paper stands in a sign-in's place: it finds and opens.

Whatever is wrong with a secret, one question is asked and one answer given. That somebody reads their page is written
down nowhere; what they change is one line in the audit, under nobody's name. To take back a consent or to erase the
file the second paper is needed as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.casefiles import arriving, kinds, opening, reading, services
from waymeet.casefiles.hand_offs import BACK, YES
from waymeet.casefiles.opening import Opened, Version
from waymeet.casefiles.reading import File
from waymeet.casefiles.room import Room
from waymeet.consent import gate
from waymeet.kernel import audit, clock, own_pages
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotFound
from waymeet.kernel.ids import random_id
from waymeet.kernel.own_pages import PageKeys

WRONG_SECOND = _("Nothing opens with this second code. Look at it again, sign by sign.")


@dataclass(frozen=True)
class Own:
    """A page that was opened, for one request."""

    room: Room
    page: Any
    keys: PageKeys
    opened: Opened

    @property
    def row(self) -> Any:
        return self.opened.row


def found(room: Room, secret: str) -> Own:
    """NotFound for every secret that leads nowhere, however it is wrong."""
    raw = own_pages.raw_of(secret)
    page = room.pages.objects.filter(code=own_pages.OF_A_FILE.handle_of(raw)).first()
    if page is None:
        raise NotFound
    try:
        keys = PageKeys(page, raw)
        return Own(room, page, keys, opening.one_file(room, page.file_id, keys))
    except CannotOpen as trouble:
        raise NotFound from trouble


def shown(own: Own) -> File:
    """All of the file but what holds somebody else's words. What another team told stays as long as its consent."""
    face = replace(own.opened.face, handed=arriving.still_told(own.room, own.opened.face))
    file = reading.whole(Opened(own.row, face), opening.versions(own.room, own.row, own.keys))
    things = {kind: [lot for one in lots if (lot := kinds.own_versions(one))] for kind, lots in file.things.items()}
    return replace(file, things=things)


def correct(*, own: Own, words: str) -> None:
    """Something is wrong: it stands in the file as their word, beside what it is about, and changes none of it."""
    _ask(own, {"words": words})


def _ask(own: Own, said: Mapping[str, Any]) -> None:
    """The audit tells it from a goal no more than the tables do."""
    content = _theirs(kinds.content(kinds.CORRECTION, said))
    with transaction.atomic(using=own.room.side):
        row = opening.locked(own.room, own.row)
        now = opening.one_file(own.room, row.pk, own.keys)
        opening.put_record(own.room, row, own.keys, (random_id(), 1), content)
        opening.put_face(own.room, now, own.keys, now.row.face_version, asks="yes")
        _note("own_file.write", own)


def add_goal(*, own: Own, words: str) -> None:
    content = _theirs(kinds.content(kinds.GOAL, {"words": words}))
    with transaction.atomic(using=own.room.side):
        opening.put_record(own.room, own.row, own.keys, (random_id(), 1), content)
        _note("own_file.write", own)


def set_goal(*, own: Own, record: UUID, state: str) -> None:
    """Reached, no longer wanted, or wanted again."""
    newest = _newest(own, record, kinds.GOAL)
    if state not in kinds.Goal.values:
        raise NotFound
    content = _theirs(kinds.content(kinds.GOAL, {**newest.content, "state": state}))
    with transaction.atomic(using=own.room.side):
        opening.put_record(own.room, own.row, own.keys, (record, newest.version + 1), content)
        _note("own_file.write", own)


def _newest(own: Own, record: UUID, kind: str) -> Version:
    newest = opening.newest_of(own.room, own.row, own.keys, record)
    if not newest.is_a(kind):
        raise NotFound
    return newest


def renew(*, own: Own) -> str:
    """Another code instead of this one; the second paper stays as it is."""
    with transaction.atomic(using=own.room.side):
        secret = opening.put_page(own.room, own.row, own.keys, bytes(own.page.second_code))
        _note("own_file.renew", own)
    return secret


def close(*, own: Own) -> None:
    """Both papers open nothing from now on. The team can print new ones."""
    with transaction.atomic(using=own.room.side):
        opening.end_page(own.room, own.row)
        _note("own_file.close", own)


@dataclass(frozen=True)
class Given:
    """One consent of this file, as the gate says it stands."""

    record: UUID
    standing: gate.Standing


def consents(*, own: Own, second: str) -> list[Given]:
    """What they agreed to and did not take back yet."""
    check_second(own, second)
    yes = _agreed(own)
    stand = gate.standings([str(one.content["secret"]) for one in yes]) if yes else []
    return [Given(one.record, how) for one, how in zip(yes, stand, strict=True) if how.scope]


def _agreed(own: Own) -> list[Version]:
    newest = {one.record: one for one in opening.versions(own.room, own.row, own.keys) if one.is_a(kinds.HANDOFF)}
    return [one for one in newest.values() if one.content.get("answer") == YES]


def take_back(*, own: Own, second: str, record: UUID) -> None:
    """The same as with the receipt. No audit line of the room names the file: the gate's names the hand-off."""
    check_second(own, second)
    one = next((one for one in _agreed(own) if one.record == record), None)
    if one is None:
        raise NotFound
    _take_back(own, one)


def _take_back(own: Own, one: Version) -> None:
    gate.withdraw(secret=str(one.content["secret"]))
    content = _theirs({**one.content, "answer": BACK})
    with transaction.atomic(using=own.room.side):
        opening.put_record(own.room, own.row, own.keys, (one.record, one.version + 1), content)
        audit.write(own.room.line, who="", verb="own_file.take_back")


def erase(*, own: Own, second: str, consents_too: bool) -> bool:
    """Keys first, then everything. False where it has to wait: then their wish stands in the file for the team."""
    check_second(own, second)
    for one in _agreed(own) if consents_too else ():
        _take_back(own, one)
    try:
        services.erase(own.room, opening.one_file(own.room, own.row.pk, own.keys), who="")
    except Conflict:
        _ask(own, {"wish": kinds.ERASE})
        return False
    return True


def check_second(own: Own, second: str) -> None:
    """BadInput for every code that is not this page's second one."""
    if not own_pages.is_second(own.page, second):
        raise BadInput(WRONG_SECOND)


def _theirs(content: Mapping[str, Any]) -> dict[str, Any]:
    return dict(content) | {"day": clock.today().isoformat(), "by": kinds.THEIRS}


def _note(verb: str, own: Own) -> None:
    audit.write(own.room.line, who="", verb=verb, subject=own.row.pk)
