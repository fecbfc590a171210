"""A package between two steps at the desk: looked at, then brought in or left. Forgotten after a day."""

import re
import secrets
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from waymeet.kernel.errors import NotFound

KEPT_SECONDS = 24 * 3600
KEY = re.compile(r"[A-Za-z0-9_-]{22}")


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "packages"


def keep(file: UploadedFile) -> str:
    """Write the file; answers the key to find it by. Older ones that nobody used go."""
    for old in _folder().glob("*"):
        if old.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    folder = _folder() / secrets.token_urlsafe(16)
    folder.mkdir(parents=True, mode=0o700)
    name = re.sub(r"[^\w. -]", "_", Path(file.name or "").name).strip(". ")[:100] or "directory"
    with (folder / name).open("wb") as target:
        for piece in file.chunks():
            target.write(piece)
    return folder.name


def path_of(key: str) -> Path:
    """NotFound for a key that was never given, was used, or is a day old."""
    folder = _folder() / key
    if not KEY.fullmatch(key) or not folder.is_dir():
        raise NotFound
    found = next(folder.iterdir(), None)
    if found is None:
        raise NotFound
    return found


def forget(key: str) -> None:
    if KEY.fullmatch(key):
        shutil.rmtree(_folder() / key, ignore_errors=True)
