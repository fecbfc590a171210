"""What is kept between two steps at the desk, and forgotten after the second: a file, a cut, the work on them."""

import re
import secrets
import shutil
import time
from pathlib import Path

import msgspec
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from waymeet.kernel import long_work
from waymeet.kernel.errors import NotFound
from waymeet.organizing.turf.services.turf import Plan

KEPT_SECONDS = 24 * 3600
KEY = re.compile(r"[A-Za-z0-9_-]{22}")
PLAN, ASKED, WORK = "plan", "asked", "work"


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
    """The file; NotFound for a key that was never given, was used, or is a day old."""
    found = next((path for path in _kept(key).iterdir() if path.is_file() and path.name != ASKED), None)
    if found is None:
        raise NotFound
    return found


def _kept(key: str) -> Path:
    folder = _folder() / key
    if not KEY.fullmatch(key) or not folder.is_dir():
        raise NotFound
    return folder


def keep_plan(plan: Plan) -> str:
    """So that a cut that was looked at is the cut that is made, and is not computed twice."""
    folder = _new_folder()
    (folder / PLAN).write_bytes(plan_bytes(plan))
    return folder.name


def plan_bytes(plan: Plan) -> bytes:
    return msgspec.msgpack.encode(plan)


def plan_of(key: str) -> Plan:
    """The plan that was kept, or that long work came to."""
    work = work_of(key)
    return msgspec.msgpack.decode(long_work.result(work) if work.is_dir() else path_of(key).read_bytes(), type=Plan)


def keep_asked(asked: str, key: str = "") -> str:
    """What somebody asked for, to be shown again beside what came of it; answers the key of the work."""
    folder = _kept(key) if key else _new_folder()
    (folder / ASKED).write_text(asked, encoding="utf-8")
    return folder.name


def asked_for(key: str) -> str:
    """What was asked for under this key; NotFound where nothing was."""
    try:
        return (_kept(key) / ASKED).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotFound from None


def work_of(key: str) -> Path:
    """Where the long work on it stands, if there is any."""
    return _kept(key) / WORK


def forget_work(key: str) -> None:
    """So that it can be tried again with other choices."""
    shutil.rmtree(work_of(key), ignore_errors=True)


def forget(key: str) -> None:
    if KEY.fullmatch(key):
        shutil.rmtree(_folder() / key, ignore_errors=True)


def _forget_old() -> None:
    for folder in _folder().glob("*"):
        if folder.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
