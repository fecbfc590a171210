"""What the attacker holds of one opening of the pool, as plain values: doors on one side, care rows on the other.

It reads SQLite files with sqlite3 alone, knows no model, and looks at every table and every column, so a new column is
looked at on the day it is added.
"""

import datetime as dt
import re
import shutil
import sqlite3
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

Value = int | float | str | bytes | None
Row = tuple[str, tuple[tuple[str, Value], ...]]  # table, ((column, value), ...)

_ID = re.compile(r"[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){2,}[0-9a-fA-F]*")
_LONG_NUMBER = re.compile(r"\b[0-9]{7,19}\b")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Door:
    """A door as the organizing database, its audit and the phone's storage show it, and the truth for scoring."""

    area: int
    answered: bool
    numbers: dict[str, float]  # sequence, phone clock, hand-in, place of its slot on the phone, offset in the log, ...
    names: frozenset[str]  # ids that may turn up elsewhere: record, device, person, turf, door, slot hash
    took_kit: bool


@dataclass
class Evening:
    """One opening of the pool: its doors, the care rows that are new since the backup before, and what came before."""

    doors: list[Door]
    rows: list[Row] = field(default_factory=list)
    highest_before: dict[str, float] = field(default_factory=dict)


def rows_of(path: Path) -> list[Row]:
    """Every row of every table, `rowid` among its columns where the table has one, in the file's own order."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    found = []
    for (table,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
    ):
        found += _table(connection, table)
    connection.close()
    return found


def copied(path: Path, copy: Path) -> Path:
    """A copy of a database file and its write-ahead log, as a thief or a nightly backup takes it."""
    for suffix in ("", "-wal"):
        source, target = Path(f"{path}{suffix}"), Path(f"{copy}{suffix}")
        target.unlink(missing_ok=True)
        if source.exists():
            shutil.copyfile(source, target)
    return copy


def _table(connection: sqlite3.Connection, table: str) -> list[Row]:
    try:
        cursor = connection.execute(f'SELECT rowid AS "rowid!", * FROM "{table}"')
    except sqlite3.OperationalError:
        cursor = connection.execute(f'SELECT * FROM "{table}"')
    columns = [column[0] for column in cursor.description]
    return [(table, tuple(zip(columns, values, strict=True))) for values in cursor]


def new_rows(before: list[Row], after: list[Row]) -> list[Row]:
    """What a backup has that the one before had not: the difference of two nights."""
    known = set(before)
    return [row for row in after if row not in known]


def highest(rows: list[Row], top: dict[str, float]) -> None:
    """Raise `top` to the largest number of each column: where counting stands after these rows."""
    for table, values in rows:
        for column, value in values:
            for name, number in numbers_in(column, value):
                key = f"{table}.{name}"
                top[key] = max(top.get(key, number), number)


def numbers_in(column: str, value: Value) -> list[tuple[str, float]]:
    """Numbers, moments, ids and bytes on one line: whatever has an order may carry an order. Texts by each number in
    them."""
    if isinstance(value, bool) or value is None or value in ("", b""):
        return []
    if isinstance(value, int | float):
        return [(column, float(value))]
    if isinstance(value, bytes):
        return [(column, float(int.from_bytes(value[:8].ljust(8, b"\0"), "big")))]
    whole = _text_number(value)
    if whole is not None:
        return [(column, whole)]
    return [(f"{column}#{place}", float(found)) for place, found in enumerate(_NUMBER.findall(value)[:4])]


def _text_number(text: str) -> float | None:
    for read in (float, lambda t: dt.datetime.fromisoformat(t).timestamp(), lambda t: float(uuid.UUID(t).int >> 64)):
        try:
            return float(read(text))
        except (ValueError, OverflowError):
            continue
    return None


def names_in(value: Value) -> frozenset[str]:
    """The ids in a value, each in one form wherever it stands: hexadecimal, its first 16 digits, also inside a text."""
    if isinstance(value, bytes):
        return frozenset({value[:8].hex()} if len(value) >= 8 else ())
    if isinstance(value, str):
        written = {found.replace("-", "").lower()[:16] for found in _ID.findall(value)}
        return frozenset(written | {f"{int(found):x}"[:16] for found in _LONG_NUMBER.findall(value)})
    if isinstance(value, int) and value > 1_000_000:
        return frozenset({f"{value:x}"[:16]})
    return frozenset()


def reachable_names(rows: list[Row]) -> list[frozenset[str]]:
    """For each row, every id in it and, one step on, every id in a row of another table that shares a rare one.

    So an inventory that says "lot 7 went to this worker" joins a hand-out of lot 7 to the worker.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    names = [frozenset(name for _column, value in values for name in names_in(value)) for _table, values in rows]
    for index, held in enumerate(names):
        for name in held:
            holders[name].append(index)
    reached = []
    for (table, _values), own in zip(rows, names, strict=True):
        near = [index for name in own if len(holders[name]) <= 4 for index in holders[name] if rows[index][0] != table]
        reached.append(own.union(*(names[index] for index in near)))
    return reached
