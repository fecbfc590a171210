"""One table, two faces: what a page shows and what a spreadsheet gets, always the same rows."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse

# A spreadsheet runs a cell that begins like this (OWASP, CSV injection); numbers of ours stay numbers.
RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Column:
    """A heading; `means` is its definition, printed under the table and into the CSV's last lines.

    `counts` stand to the right; what is `short`, such as a day, is never broken over two lines.
    """

    words: Any
    counts: bool = False
    short: bool = False
    means: Any = ""


@dataclass(frozen=True)
class Cell:
    """A value as the CSV gets it, and how the page shows it."""

    value: Any
    words: Any = None
    link: str = ""
    tone: str = ""

    @property
    def shown(self) -> Any:
        return self.value if self.words is None else self.words


@dataclass(frozen=True)
class Placed:
    """A cell under its column, for the template."""

    column: Column
    shown: Any
    link: str
    tone: str


@dataclass(frozen=True)
class Table:
    """`name` is its id on the page and its file name. Every row has one value, or one Cell, a column."""

    name: str
    caption: Any
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    empty: Any = ""
    stacks: bool = False
    notes: Sequence[Any] = field(default_factory=tuple)

    @property
    def cells(self) -> Iterator[list[Placed]]:
        for row in self.rows:
            yield [_placed(column, value) for column, value in zip(self.columns, row, strict=True)]

    @property
    def definitions(self) -> list[tuple[Any, Any]]:
        return [(column.words, column.means) for column in self.columns if column.means]


def _placed(column: Column, value: Any) -> Placed:
    if isinstance(value, Cell):
        return Placed(column, value.shown, value.link, value.tone)
    return Placed(column, value, "", "")


def safe_cell(value: Any) -> Any:
    """Numbers as they are; text that a spreadsheet would run gets an apostrophe before it."""
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(RUNS_IN_A_SPREADSHEET) else text


def as_csv(table: Table) -> str:
    """Header, rows, an empty line, definitions and notes. Lines end as RFC 4180 says."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(column.words) for column in table.columns])
    for row in table.rows:
        writer.writerow([safe_cell(cell.value if isinstance(cell, Cell) else cell) for cell in row])
    tail = [(words, means) for words, means in table.definitions] + [(note,) for note in table.notes]
    if tail:
        writer.writerow([])
        writer.writerows([[safe_cell(part) for part in line] for line in tail])
    return out.getvalue()


def download(table: Table) -> HttpResponse:
    """The CSV as a file. UTF-8 with a byte order mark: the spreadsheet on most office machines reads "Peñón" only so,
    and every other reader of CSV knows to skip the mark.
    """
    response = HttpResponse("\ufeff" + as_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    response["Cache-Control"] = "no-store"
    return response
