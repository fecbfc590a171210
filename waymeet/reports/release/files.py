"""Makes the files of a release and puts them where nothing changes them any more."""

import contextlib
import csv
import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from waymeet.reports.release import published
from waymeet.reports.release.chart import svg
from waymeet.reports.release.published import CHART_FILES, RELEASE_FILE, TABLE_FILE, Contents, IndexLine, Notice

FILE_MODE, FOLDER_MODE = 0o444, 0o555


def made_files(contents: Contents) -> dict[str, bytes]:
    """Every file of a release by name; `release.json` last, signed, with the digests of the others."""
    files = {TABLE_FILE: table_csv(contents).encode()}
    files |= {name: svg(contents, language).encode() for language, name in CHART_FILES.items()}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    return {**files, RELEASE_FILE: published.sign(msgspec.structs.replace(contents, files=digests))}


def table_csv(contents: Contents) -> str:
    """One line an area and month, with the totals, for a spreadsheet or a program. Hidden counts are empty."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["area_number", "area", "month", "count", "status"])
    for area in (*contents.areas, contents.totals_line()):
        everywhere = area == contents.totals_line()
        place = ["", "all areas"] if everywhere else [area.number, _cell(area.name)]
        for month, count in zip([*contents.months, "all months"], [*area.counts, area.total], strict=True):
            writer.writerow([*place, month, "" if count is None else count, "hidden" if count is None else "shown"])
    return out.getvalue()


def _cell(text: str) -> str:
    """A spreadsheet runs text that begins like a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def put_out(root: Path, contents: Contents, made: Mapping[str, bytes]) -> str:
    """Write the folder of a release, as `made_files` made it, whole or not at all; answers release.json's SHA-256.

    A folder that is there already, because an earlier try stopped between writing and remembering, is kept if it says
    the same. Raises published.NotAsReleased if it says something else.
    """
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(0o755)
    target = root / str(contents.id)
    if target.exists():
        _same(published.read(target), contents)
    else:
        _write_folder(root, target, made)
    rebuild_index(root)
    return published.digest(target / RELEASE_FILE)


def _same(there: Contents, ours: Contents) -> None:
    if msgspec.structs.replace(there, files={}, released_on=ours.released_on) != ours:
        raise published.NotAsReleased


def _write_folder(root: Path, target: Path, files: Mapping[str, bytes]) -> None:
    """Beside its place first, on the disk for certain, read-only; then under its name in one step."""
    beside = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=root))
    try:
        for name, data in files.items():
            _write(beside / name, data)
        _settle(beside)
        beside.chmod(FOLDER_MODE)
        beside.rename(target)
    except BaseException:
        beside.chmod(0o700)
        shutil.rmtree(beside)
        raise
    _settle(root)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(FILE_MODE)


def _settle(folder: Path) -> None:
    """Make the names in a folder certain on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_notice(root: Path, notice: Notice) -> None:
    """A new file that says a release is withdrawn; saying it again changes nothing."""
    folder = root / published.NOTICES
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    path = folder / f"{notice.release}.json"
    if not path.exists():
        _replace(path, published.sign(notice))
    rebuild_index(root)


def rebuild_index(root: Path) -> None:
    """Write the list of all releases anew from the folders; a folder that is not sound is not in it."""
    lines = []
    for folder in root.iterdir():
        if folder.is_dir() and (folder / RELEASE_FILE).exists():
            with contextlib.suppress(published.NotAsReleased):
                lines.append(_index_line(root, published.read(folder)))
    lines.sort(key=lambda line: -line.number)
    _replace(root / published.INDEX_FILE, msgspec.json.format(msgspec.json.encode(lines), indent=1) + b"\n")


def _index_line(root: Path, contents: Contents) -> IndexLine:
    notice = published.read_notice(root, contents.id)
    return IndexLine(
        id=contents.id,
        number=contents.number,
        measure=contents.measure,
        sentence=contents.sentence,
        first_month=contents.months[0],
        last_month=contents.months[-1],
        released_on=contents.released_on,
        withdrawn_on=notice.withdrawn_on if notice else None,
    )


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    descriptor, name = tempfile.mkstemp(prefix=".unfinished-", dir=path.parent)
    os.close(descriptor)
    beside = Path(name)
    beside.unlink()
    _write(beside, data)
    beside.replace(path)
    _settle(path.parent)
