"""The folder in which the sending of one message says how far it is (docs/decisions/0014)."""

import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import long_work
from waymeet.kernel.long_work import WORKING, Standing
from waymeet.organizing.messages import sending


def start(*, message_id: UUID, by: Person) -> None:
    """Begin, or go on after a stop; nothing where it is under way."""
    check(by, May.WRITE_TO_LISTS)
    folder = _folder(message_id)
    now = long_work.standing(folder)
    if now is not None and now.state == WORKING:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    long_work.begin(folder, lambda told: sending.send(message_id=message_id, told=told, by=by))


def standing(message_id: UUID) -> Standing | None:
    return long_work.standing(_folder(message_id))


def stop(message_id: UUID) -> None:
    long_work.stop(_folder(message_id))


def _folder(message_id: UUID) -> Path:
    return Path(settings.DATA_DIR) / "sending" / str(message_id)
