"""Files out of a folder, an archive or a single file, with an end to how many and how large."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import BadInput

MOST_FILES, MOST_OF_ONE, MOST_IN_ALL = 20_000, 8 * 1024 * 1024, 96 * 1024 * 1024
ENDINGS = (".yml", ".yaml", ".csv")
BROKEN = (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, zlib.error, ValueError, NotImplementedError)


def in_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every YAML and CSV below a folder, by name."""
    inside = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix.lower() in ENDINGS)
    yield from _bounded((str(path.relative_to(folder)), path.open("rb")) for path in inside)


def in_file(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """What is in an archive (tar with any compression, zip), or the one file. BadInput for a broken one."""
    if name.lower().endswith(ENDINGS):
        yield from _bounded([(name, io.BytesIO(data))])
        return
    try:
        yield from _bounded(_zip(data) if zipfile.is_zipfile(io.BytesIO(data)) else _tar(data))
    except BROKEN as trouble:
        raise BadInput(
            _("This is no archive that can be opened. Bring a .tar.xz, .tar.gz, .zip, .yml or .csv.")
        ) from trouble


def _tar(data: bytes) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:*") as archive:
        for one in archive:
            inside = archive.extractfile(one) if one.isfile() and _ours(one.name) else None
            if inside is not None:
                yield one.name, inside


def _zip(data: bytes) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for one in archive.infolist():
            if not one.is_dir() and _ours(one.filename):
                yield one.filename, archive.open(one)


def _ours(name: str) -> bool:
    """Licences, readmes and pictures beside the data are nobody's trouble."""
    return name.lower().endswith(ENDINGS)


def _bounded(files: Any) -> Iterator[tuple[str, bytes]]:
    """Read at most so much, however small it was packed."""
    whole = 0
    for number, (name, opened) in enumerate(files, start=1):
        with opened:
            data = opened.read(MOST_OF_ONE + 1)
        whole += len(data)
        if number > MOST_FILES or len(data) > MOST_OF_ONE or whole > MOST_IN_ALL:
            raise BadInput(_("This is more than Waymeet takes in at once. Bring in one state at a time."))
        yield name.removeprefix("./"), data
