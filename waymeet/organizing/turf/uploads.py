"""Files kept between two steps at the desk, and forgotten after the second: an addresses file, a cut not yet made."""

import re
import secrets
import shutil
import time
from pathlib import Path

import msgspec
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from waymeet.kernel.errors import NotFound
from waymeet.organizing.turf.services.turf import Plan

KEPT_SECONDS = 24 * 3600
KEY = re.compile(r"[A-Za-z0-9_-]{22}")
PLAN = "plan"


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "uploads"


def _new_folder() -> Path:
    """A folder of its own under a key nobody can guess. Older ones that nobody used go."""
    _forget_old()
    folder = _folder() / secrets.token_urlsafe(16)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def keep(file: UploadedFile) -> str:
    """Write the file; answers the key to find it by."""
    folder = _new_folder()
    with (folder / _plain(file.name or "")).open("wb") as target:
        for piece in file.chunks():
            target.write(piece)
    return folder.name


def _plain(name: str) -> str:
    """The file's own name, which reports say; without anything a path could be made of."""
    return re.sub(r"[^\w. -]", "_", Path(name).name).strip(". ")[:100] or "addresses"


def path_of(key: str) -> Path:
    """NotFound for a key that was never given, was used, or is a day old."""
    folder = _folder() / key
    if not KEY.fullmatch(key) or not folder.is_dir():
        raise NotFound
    return next(folder.iterdir())


def keep_plan(plan: Plan) -> str:
    """So that a cut that was looked at is the cut that is made, and is not computed twice."""
    folder = _new_folder()
    (folder / PLAN).write_bytes(msgspec.msgpack.encode(plan))
    return folder.name


def plan_of(key: str) -> Plan:
    return msgspec.msgpack.decode(path_of(key).read_bytes(), type=Plan)


def forget(key: str) -> None:
    if KEY.fullmatch(key):
        shutil.rmtree(_folder() / key, ignore_errors=True)


def _forget_old() -> None:
    for folder in _folder().glob("*"):
        if folder.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
