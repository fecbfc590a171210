"""Sealed lists keep their people's ids inside: a merge writes the other's id in, and taking apart writes both.

The lists come after this room, so their model is found by its name; a test holds how a list seals against this.
"""

import base64
from typing import Any
from uuid import UUID

from waymeet.accounts.keyring import Keyring
from waymeet.kernel.errors import CannotOpen, Conflict
from waymeet.organizing.contacts import words
from waymeet.organizing.duplicates import rows
from waymeet.organizing.duplicates.sealed_places import UNREADABLE

LIST, KIND, INSIDE = "organizing_lists.SavedList", "list", "people"


def carry_over(*, lost: UUID, kept: UUID, keyring: Keyring) -> list[list[Any]]:
    """Inside the verb that merges two people. Answers [list, whether the kept one stood on it]."""
    steps: list[list[Any]] = []
    for row in rows.model_of(LIST)._default_manager.select_for_update().filter(sealed__isnull=False):
        said = _opened(row, keyring)
        ids = _ids(said)
        if lost in ids:
            steps.append([str(row.pk), kept in ids])
            _seal(row, said, dict.fromkeys(kept if one == lost else one for one in ids))
    return steps


def give_back(steps: list[list[Any]], *, kept: UUID, other: UUID, keyring: Keyring) -> None:
    """Inside the verb that takes a merge apart. A list that is gone, or has the kept one no more, stays as it is."""
    for key, stood in steps:
        row = rows.model_of(LIST)._default_manager.select_for_update().filter(pk=key, sealed__isnull=False).first()
        if row is None:
            continue
        said = _opened(row, keyring)
        ids = _ids(said)
        if kept in ids and other not in ids:
            both = [kept, other] if stood else [other]
            _seal(row, said, dict.fromkeys(each for one in ids for each in (both if one == kept else [one])))


def _opened(row: Any, keyring: Keyring) -> dict[str, str]:
    try:
        return words.opened(KIND, row.pk, row.pk, row.epoch, row.sealed, keyring)
    except CannotOpen as trouble:
        raise Conflict(UNREADABLE) from trouble


def _ids(said: dict[str, str]) -> list[UUID]:
    raw = base64.b64decode(said[INSIDE])
    return [UUID(bytes=raw[at : at + 16]) for at in range(0, len(raw), 16)]


def _seal(row: Any, said: dict[str, str], ids: dict[UUID, None]) -> None:
    inside = {**said, INSIDE: base64.b64encode(b"".join(one.bytes for one in ids)).decode()}
    row.epoch, row.sealed = words.sealed(KIND, row.pk, row.pk, inside)
    row.save(update_fields=["epoch", "sealed"])
