"""What a classed list holds, sealed to the organizers: its name, what it asks, and whom it keeps."""

import base64
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.kernel.errors import BadInput
from waymeet.organizing.contacts import words
from waymeet.organizing.lists.models import SavedList

PLACE = "list"
MOST = 2000  # people of one sealed list


def seal(row: SavedList, *, name: str, asked: dict[str, Any], people: Iterable[UUID] = ()) -> None:
    ids = [one.bytes for one in people]
    if len(ids) > MOST:
        raise BadInput(_("A sealed list keeps 2,000 people at most. Ask for fewer."))
    said = {
        "name": name,
        "asked": json.dumps(asked, ensure_ascii=False),
        "people": base64.b64encode(b"".join(ids)).decode(),
    }
    row.classed, row.name, row.conditions = True, "", {}
    row.epoch, row.sealed = words.sealed(PLACE, row.pk, row.pk, said)


def opened(row: SavedList, keyring: Keyring) -> tuple[str, dict[str, Any], tuple[UUID, ...]]:
    """Name, what is asked, whom it keeps; CannotOpen without the organizers' key."""
    if row.sealed is None:
        return row.name, row.conditions, ()
    said = words.opened(PLACE, row.pk, row.pk, row.epoch, row.sealed, keyring)
    raw = base64.b64decode(said["people"])
    ids = tuple(UUID(bytes=raw[at : at + 16]) for at in range(0, len(raw), 16))
    return said["name"], json.loads(said["asked"]), ids
