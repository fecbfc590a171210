"""What the attacker holds of one opening of the pool, as plain values: doors on one side, care rows on the other.

It reads SQLite files with sqlite3 alone, knows no model, and looks at every table and every column, so a new column is
looked at on the day it is added.
"""

import datetime as dt
import sqlite3
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

Value = int | float | str | bytes | None
Row = tuple[str, tuple[tuple[str, Value], ...]]  # table, ((column, value), ...)


@dataclass(frozen=True)
class Door:
    """A door as the organizing database, its audit and the phone's storage show it, and the truth for scoring."""

    evening: int
    order: int
    area: int
    answered: bool
    numbers: dict[str, float]  # walk order, sequence, phone clock, entry key, place of its slot on the phone, offsets
    names: frozenset[str]  # ids that may turn up elsewhere: record, device, person, turf, door, slot hash
    took_kit: bool


@dataclass
class Evening:
    """One opening of the pool: its doors, the care rows that are new since the backup before, and what came before."""

    number: int
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
            number = as_number(value)
            if number is not None:
                key = f"{table}.{column}"
                top[key] = max(top.get(key, number), number)


def as_number(value: Value) -> float | None:
    """Numbers, moments, ids and bytes on one line: whatever has an order may carry an order."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, bytes):
        return float(int.from_bytes(value[:8].ljust(8, b"\0"), "big")) if value else None
    return _text_number(value)


def _text_number(text: str) -> float | None:
    for read in (float, lambda t: dt.datetime.fromisoformat(t).timestamp(), lambda t: float(uuid.UUID(t).int >> 64)):
        try:
            return float(read(text))
        except ValueError:
            continue
    return None


def as_name(value: Value) -> str | None:
    """The form in which one id is the same id in every table: hexadecimal, without dashes."""
    if isinstance(value, bytes):
        return value.hex() if len(value) >= 8 else None
    if isinstance(value, str) and len(value) >= 6:
        return value.replace("-", "").lower()
    if isinstance(value, int) and value > 1_000_000:
        return f"{value:x}"
    return None


def reachable_names(rows: list[Row], everything: list[Row]) -> list[frozenset[str]]:
    """For each row, every id in it and, one step on, every id in a row of another table that shares a rare one.

    So an inventory that says "lot 7 went to this worker" joins a hand-out of lot 7 to the worker.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    names = [frozenset(name for _column, value in values if (name := as_name(value))) for _t, values in everything]
    for index, held in enumerate(names):
        for name in held:
            holders[name].append(index)
    reached = []
    for table, values in rows:
        own = {name for _column, value in values if (name := as_name(value))}
        for name in list(own):
            near = [index for index in holders[name] if everything[index][0] != table]
            if len(near) <= 3:
                own.update(*(names[index] for index in near))
        reached.append(frozenset(own))
    return reached
