"""What lies around the databases: sessions, backups, keys of this machine, published files, and what nobody knows."""

import base64
import binascii
import contextlib
import datetime as dt
import sqlite3
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waymeet.commands.seizure import reading, taken
from waymeet.commands.seizure.taken import Table
from waymeet.config.databases import ALIASES
from waymeet.kernel import clock

# a file below the data folder -> what somebody has who takes it
KNOWN = {
    "secret.key": "signs cookies and keys the hashes of short codes: codes still in force can be tried out with it",
    "passwords": "passwords of the databases; they open what a dump would show, and nothing sealed",
    "certificates": "keys of the HTTPS connection: they open no stored record",
    "released": "published files: everybody has them",
    "imports": "files people brought in",
    "demo-sign-ins.txt": "sign-ins of the invented people of a demonstration",
}


@dataclass(frozen=True)
class Around:
    """What was found: sentences about what must not be readable, and plain remarks."""

    troubles: list[str]
    remarks: list[str]


def files_in(folder: Path) -> Iterator[Path]:
    databases = {f"{room}.sqlite3{part}" for room in ALIASES for part in ("", "-wal", "-shm")}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not (path.parent == folder and path.name in databases):
            yield path


def look(folder: Path, live: Sequence[Table]) -> Around:
    """Every file that is no database of ours, and the sessions."""
    found = Around([*sessions(live), *freed(folder)], [])
    said = set()
    for path in files_in(folder):
        if path.name.endswith("-content.tar"):
            found.troubles.extend(content_backup(path))
            found.remarks.append(f"{path.name}: a content backup; looked at like the live databases")
        elif path.name.endswith("-keys.sqlite3"):
            found.troubles.extend(key_backup(path))
            found.remarks.append(f"{path.name}: a key backup: team and file keys, each sealed to somebody")
        elif (name := path.relative_to(folder).parts[0]) not in said:
            said.add(name)
            found.remarks.append(f"{name}: {KNOWN.get(name, 'a file this drill does not know; look at it yourself')}")
    raw = [(str(path.relative_to(folder)), path.read_bytes()) for path in files_in(folder) if path.stat().st_size == 32]
    found.troubles.extend(reading.open_keys(live, raw))
    return found


def freed(folder: Path) -> Iterator[str]:
    """Pages a SQLite file no longer uses: zeros, or what was deleted is still there to be read."""
    for room in ALIASES:
        path = folder / f"{room}.sqlite3"
        if path.exists():
            pages = sum(1 for page in _free_pages(path.read_bytes()) if any(page))
            if pages:
                yield f"{room}: {pages} freed pages of the file still hold what was deleted"


def _free_pages(file: bytes) -> Iterator[bytes]:
    """https://www.sqlite.org/fileformat2.html#the_freelist: trunk pages list the leaves, which hold nothing."""
    size = int.from_bytes(file[16:18], "big")
    size, trunk = 65536 if size == 1 else size, int.from_bytes(file[32:36], "big")
    while trunk:
        page = file[(trunk - 1) * size : trunk * size]
        for place in range(8, 8 + 4 * int.from_bytes(page[4:8], "big"), 4):
            leaf = int.from_bytes(page[place : place + 4], "big")
            yield file[(leaf - 1) * size : leaf * size]
        trunk = int.from_bytes(page[:4], "big")


def sessions(tables: Sequence[Table]) -> Iterator[str]:
    """Decode each session as somebody who has the server's secret can, and look for a key that lies open in it."""
    from django.contrib.sessions.backends.db import SessionStore

    values = []
    for table in tables:
        if table.name == "django_session":
            for number, data in enumerate(table.columns["session_data"].values):
                for name, value in SessionStore().decode(data).items():
                    values.append((f"session {number + 1}, {name},", _raw(value)))
    yield from reading.open_keys(tables, values)


def _raw(value: Any) -> bytes:
    for decode in (base64.b64decode, bytes.fromhex):
        try:
            return decode(value)
        except (TypeError, ValueError, binascii.Error):
            continue
    return b""


def content_backup(path: Path) -> Iterator[str]:
    """A content backup is read like the databases it was made from, and must hold no key of a file or a team."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(path, "r:") as tar:
            tar.extractall(folder, filter="data")
        tables = taken.tables_in(Path(folder))
        for sentence in reading.troubles(tables):
            yield f"{path.name}: {sentence}"
        for table in tables:
            keyed = table.model is not None and getattr(table.model.Privacy, "in_key_backup", False)
            if table.size and (keyed or table.name in ("accounts_teamkeywrap", "django_session")):
                yield f"{path.name}: {table.name} has {table.size} rows; keys and sessions belong in no content backup"


def key_backup(path: Path) -> Iterator[str]:
    """Keys older than seven days undo an erasure; a key in the clear undoes everything."""
    day = path.name.removeprefix("waymeet-")[:10]
    with contextlib.suppress(ValueError):
        if clock.today() - dt.date.fromisoformat(day) > dt.timedelta(days=7):
            yield f"{path.name} is older than seven days: what was erased since can be opened with it; delete it"
    with contextlib.closing(sqlite3.connect(path)) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            rows = database.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - names from the file's own list  # nosec B608
            columns = [column[0] for column in rows.description]
            for row in rows:
                held = zip(columns, row, strict=True)
                if any(isinstance(value, bytes) and len(value) == 32 for at, value in held if at != "public_key"):
                    yield f"{path.name}: {name} holds 32 bytes that may be a key in the clear"
                    break
