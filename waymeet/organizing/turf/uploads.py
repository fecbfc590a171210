"""Files people upload at the desk, kept between the preview and the import, and forgotten after it."""

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
    return Path(settings.DATA_DIR) / "uploads"


def keep(file: UploadedFile) -> str:
    """Write the file to a folder of its own; answers the key to find it by. Older uploads that nobody used go."""
    _forget_old()
    key = secrets.token_urlsafe(16)
    folder = _folder() / key
    folder.mkdir(parents=True, mode=0o700)
    with (folder / _plain(file.name or "")).open("wb") as target:
        for piece in file.chunks():
            target.write(piece)
    return key


def _plain(name: str) -> str:
    """The file's own name, which reports say; without anything a path could be made of."""
    return re.sub(r"[^\w. -]", "_", Path(name).name).strip(". ")[:100] or "addresses"


def path_of(key: str) -> Path:
    """NotFound for a key that was never given, was used, or is a day old."""
    folder = _folder() / key
    if not KEY.fullmatch(key) or not folder.is_dir():
        raise NotFound
    return next(folder.iterdir())


def forget(key: str) -> None:
    if KEY.fullmatch(key):
        shutil.rmtree(_folder() / key, ignore_errors=True)


def _forget_old() -> None:
    for folder in _folder().glob("*"):
        if folder.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
