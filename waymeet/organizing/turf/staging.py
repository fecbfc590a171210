"""Keeps the rows of one addresses file on disk, sorted by place, so that memory does not grow with the file."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

from waymeet.organizing.turf.identity import cell_of
from waymeet.organizing.turf.problems import Problem
from waymeet.organizing.turf.rules.address_rows import Address

AT_ONCE = 4000  # addresses worked on together; what lies around them is loaded with them

_PARTS = 5  # of a cell, each way
_FINE = 10_000 // _PARTS  # microdegrees

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -8000;
CREATE TABLE address (cell INTEGER, corner INTEGER, house TEXT, row INTEGER, number TEXT, street TEXT, unit TEXT,
                      floor TEXT, city TEXT, postcode TEXT, lat INTEGER, lon INTEGER);
CREATE TABLE problem (row INTEGER, col TEXT, code TEXT);
"""
_ADDRESS = "row, number, street, unit, floor, city, postcode, lat, lon"
_VALUES = attrgetter(*_ADDRESS.split(", "))


class Staging:
    """A file of its own in a temporary folder, gone when the import ends however it ends."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        database.executescript(_TABLES)

    def add(self, addresses: Iterable[Address]) -> None:
        rows = ((cell_of(a.lat, a.lon), _corner(a), a.house, *_VALUES(a)) for a in addresses)
        self.database.executemany("INSERT INTO address VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        self.database.executemany(
            "INSERT INTO problem VALUES (?,?,?)", ((problem.row, problem.column, problem.code) for problem in problems)
        )

    def count(self) -> int:
        return int(self.database.execute("SELECT count(*) FROM address").fetchone()[0])

    def problem_count(self) -> int:
        return int(self.database.execute("SELECT count(*) FROM problem").fetchone()[0])

    def batches(self) -> Iterator[list[Address]]:
        """Neighbouring addresses of one grid cell at a time, always in the same order."""
        self.database.execute("CREATE INDEX by_place ON address (cell, corner, house, unit, floor, row)")
        self.database.execute("CREATE INDEX by_house ON address (house, unit, floor)")
        for (cell,) in self.database.execute("SELECT DISTINCT cell FROM address ORDER BY cell").fetchall():
            rows = self.database.execute(
                f"SELECT {_ADDRESS} FROM address WHERE cell = ? ORDER BY corner, house, unit, floor, row",  # noqa: S608 - our own names  # nosec B608
                (cell,),
            )
            while batch := rows.fetchmany(AT_ONCE):
                yield [Address(*row) for row in batch]

    def told_without_unit(self, houses: Iterable[str]) -> set[str]:
        """Of some house keys, those the file has an address of without unit and floor."""
        asked = "SELECT 1 FROM address WHERE house = ? AND unit = '' AND floor = '' LIMIT 1"
        return {house for house in set(houses) if self.database.execute(asked, (house,)).fetchone()}

    def problems(self, file: str, first: int | None = None) -> Iterator[Problem]:
        """In the order of the file."""
        limit = -1 if first is None else first
        for row, column, code in self.database.execute(
            "SELECT row, col, code FROM problem ORDER BY row LIMIT ?", (limit,)
        ):
            yield Problem(file, code, row, column)


def _corner(address: Address) -> int:
    """The part of its cell an address lies in, so that a batch from a dense cell is a small piece of ground."""
    return address.lat // _FINE % _PARTS * _PARTS + address.lon // _FINE % _PARTS


@contextmanager
def staging() -> Iterator[Staging]:
    with tempfile.TemporaryDirectory(prefix="waymeet-") as folder:
        database = sqlite3.connect(Path(folder) / "addresses.sqlite3", isolation_level=None)
        try:
            database.execute("BEGIN")
            yield Staging(database)
        finally:
            database.close()
