"""At the desk: make the papers of a participant's own page, or close it. The secrets are shown now and never again."""

from dataclasses import dataclass

from django.db import transaction

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.casefiles import opening
from waymeet.casefiles.room import Room
from waymeet.kernel import audit, long_codes, own_pages


@dataclass(frozen=True)
class Papers:
    """The code that reads, and the one that withdraws and erases."""

    page: str
    second: str


def make(*, room: Room, file_id: int, by: Person, keyring: Keyring) -> Papers:
    """Both papers before open nothing any more."""
    check(by, room.permission)
    opened = opening.one_file(room, file_id, keyring)
    second = long_codes.new_secret()
    with transaction.atomic(using=room.side):
        kept = own_pages.second_of(long_codes.read(second))
        page = opening.put_page(room, opened.row, keyring, kept)
        audit.write(room.line, who=by.id, verb="own_file.make", subject=file_id)
    return Papers(page, second)


def refuse(*, room: Room, file_id: int, by: Person, keyring: Keyring) -> None:
    """Their page is closed; the papers open nothing any more."""
    check(by, room.permission)
    opened = opening.one_file(room, file_id, keyring)
    with transaction.atomic(using=room.side):
        opening.end_page(room, opened.row)
        audit.write(room.line, who=by.id, verb="own_file.refuse", subject=file_id)


def has_one(room: Room, file_id: int) -> bool:
    return bool(room.pages.objects.filter(file=file_id).exists())
