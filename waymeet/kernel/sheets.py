"""Reads lists as they are really sent, one row at a time: CSV in any encoding, or a sheet of a workbook.

A list lies in a file, or only in memory (`Held`) where nothing of it may be written.

Every line of the file is a row with its number, a line that is empty, or a line above the header: nothing is skipped
without being counted.
"""

import codecs
import csv
import datetime as dt
import io
import re
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from charset_normalizer import from_bytes
from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import BadInput

LINES_ABOVE = 15  # of titles, before the one or two lines that name the columns
SAMPLE = 1 << 16
SHAPE = 400  # bytes; in UTF-16 about half of them are zero
LINES_IN_A_VALUE = 20  # a quotation mark that is not closed by then was a slip
MOST_UNPACKED = 3 << 30  # bytes a workbook may grow to
LONGEST_CELL = 10_000  # bytes; a formula ends at 8,192 signs
UNREAD = re.compile(rb'<c r="([A-Z]+)(\d+)"[^<>]*><f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


Known = Callable[[Sequence[str]], Sized]
"""What a room knows of these names of columns; the line of which it knows most names the columns."""


@dataclass(frozen=True)
class Held:
    """A list in memory: its name and its bytes."""

    name: str
    data: bytes = field(repr=False)

    def open(self, _mode: str = "rb") -> io.BytesIO:
        return io.BytesIO(self.data)

    def read_bytes(self) -> bytes:
        return self.data

    def is_file(self) -> bool:
        return True


def _raw(path: Path | Held) -> Any:
    """What libraries open: a path, or the bytes."""
    return path.open() if isinstance(path, Held) else path


@dataclass(frozen=True)
class Line:
    """A line of the file: its number, and its cells as text; `broken` where it could not be told apart.

    `unread` are the places of formulas whose value the workbook does not carry.
    """

    number: int
    cells: tuple[str, ...]
    broken: bool = False
    unread: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.broken and not self.unread and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """A list: how it is written, its columns, and where its rows begin."""

    path: Path | Held
    kind: str  # "csv" or "xlsx"
    encoding: str
    separator: str
    sheet: str
    sheets: tuple[str, ...]
    columns: tuple[str, ...]
    header: int  # lines up to and with the ones that name the columns
    above: int  # lines of titles before them

    def rows(self) -> Iterator[Line]:
        """Everything under the header, empty lines too."""
        for line in _lines(self):
            if line.number > self.header:
                yield line


def open_sheet(path: Path | Held, sheet: str = "", *, known: Known) -> Sheet:
    """Find out how a list is written; BadInput with a sentence where it is empty, damaged or no list."""
    if zipfile.is_zipfile(_raw(path)):
        return _named(_workbook(path, sheet), known)
    start = path.read_bytes()[:SAMPLE] if path.is_file() else b""
    if not start.strip() or start[:4] == b"\xd0\xcf\x11\xe0" or start[:5] == b"%PDF-":
        raise _no_list(path)
    encoding = _encoding(start)
    text = start.decode(encoding, errors="replace") if encoding else start.decode("utf-8", errors="replace")
    if "\0" in text:
        raise _no_list(path)
    return _named(Sheet(path, "csv", encoding, _separator(text), "", (), (), 0, 0), known)


def lines_of(sheet: Sheet) -> int:
    """About how many lines there are, to show how far a reading is; 0 where the file does not tell at once."""
    if sheet.kind == "xlsx":
        book = openpyxl.load_workbook(_raw(sheet.path), read_only=True)
        try:
            return book[sheet.sheet].max_row or 0
        finally:
            book.close()
    ends = {b"\n": 0, b"\r": 0}
    with sheet.path.open("rb") as raw:
        while piece := raw.read(1 << 20):
            ends = {end: many + piece.count(end) for end, many in ends.items()}
    return ends[b"\n"] or ends[b"\r"]


def _no_list(path: Path | Held) -> BadInput:
    return BadInput(
        _("%(file)s is empty, damaged, or no list we can read. Save it as CSV or XLSX, and bring it in again.")
        % {"file": path.name}
    )


def _encoding(start: bytes) -> str:
    """UTF-16 is told by its marks or its shape; "" for everything of one byte a sign, decoded line by line."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start[:SHAPE].count(0) * 4 > len(start[:SHAPE]):
        best = from_bytes(start[: len(start) // 2 * 2], cp_isolation=["utf_16_le", "utf_16_be"]).best()
        return best.encoding if best else ""
    return ""


def _separator(text: str) -> str:
    """The sign that comes equally often in most lines: a comma within a name does not."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    counts = {sign: [line.count(sign) for line in lines] for sign in ",;\t|"}

    def steady(sign: str) -> tuple[int, int]:
        usual = max(set(counts[sign]), key=counts[sign].count) if counts[sign] else 0
        return (counts[sign].count(usual) if usual else 0, usual)

    return max(counts, key=steady)


def _named(sheet: Sheet, known: Known) -> Sheet:
    """With its columns: one line or two whose words we know best, of the first ones; else the first with any words."""
    first = [line for line, _at in zip(_lines(sheet), range(LINES_ABOVE + 1), strict=False)]
    full = [line for line in first if not line.empty]
    if not full:
        raise _no_list(sheet.path)
    best, best_score, height = full[0], len(known(full[0].cells)), 1
    for line, under in zip(full, [*full[1:], None], strict=True):
        alone = len(known(line.cells))
        if alone > best_score:
            best, best_score, height = line, alone, 1
        if under is not None and under.number == line.number + 1:
            both = _together(line.cells, under.cells, known)
            if len(known(both)) > best_score and _is_header(under.cells):
                best, best_score, height = Line(line.number, both), len(known(both)), 2
    if not best_score and not _is_header(full[0].cells):  # the first line is somebody already
        nameless = [""] * max(len(line.cells) for line in full)
        above = full[0].number - 1
        return Sheet(**{**vars(sheet), "columns": _apart(nameless), "header": above, "above": above})
    return Sheet(
        **{**vars(sheet), "columns": _apart(best.cells), "header": best.number + height - 1, "above": best.number - 1}
    )


def _is_header(cells: Sequence[str]) -> bool:
    """A line of names, not of values: no digits, no address of a mailbox."""
    return not any(re.search(r"\d{3}|@", cell) for cell in cells)


def _together(over: Sequence[str], under: Sequence[str], known: Known) -> tuple[str, ...]:
    """Two lines of names as one: a group's word stands over each of its columns. A known word below is enough."""
    wide, group, both = max(len(over), len(under)), "", []
    for at in range(wide):
        group = (over[at].strip() if at < len(over) else "") or group
        name = under[at].strip() if at < len(under) else ""
        both.append(name if name and known([name]) else f"{group} {name}".strip())
    return tuple(both)


def _apart(cells: Sequence[str]) -> tuple[str, ...]:
    """Names of columns: one that is empty gets its letter's place, one that comes twice is told apart by a number."""
    told: list[str] = []
    for at, cell in enumerate(cells):
        name = " ".join(cell.split())[:80] or f"({at + 1})"
        again = sum(1 for one in told if one == name or one.startswith(f"{name} ["))
        told.append(f"{name} [{again + 1}]" if again else name)
    return tuple(told)


def _lines(sheet: Sheet) -> Iterator[Line]:
    return _sheet_lines(sheet) if sheet.kind == "xlsx" else _csv_lines(sheet)


def _csv_lines(sheet: Sheet) -> Iterator[Line]:
    with sheet.path.open("rb") as raw:
        text = io.TextIOWrapper(raw, sheet.encoding or "latin-1", errors="replace", newline="")
        lines = text if sheet.encoding else map(_as_written, text)
        yield from _records((line.replace("\0", "") for line in lines), sheet.separator, len(sheet.columns))


def _as_written(line: str) -> str:
    """Read as Latin-1 only to find where lines end, by whatever sign: its bytes are the ones of the file."""
    return decoded(line.encode("latin-1"))


def decoded(line: bytes) -> str:
    """UTF-8, or the old Western signs: line by line, because lists are pasted together from both."""
    line = line.removeprefix(codecs.BOM_UTF8)
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return (
            line.decode("cp1252", errors="replace")
            if not set(line) & {0x81, 0x8D, 0x8F, 0x90, 0x9D}
            else str(line, "latin-1")
        )


def _records(lines: Iterable[str], separator: str, wide: int) -> Iterator[Line]:
    """Lines of CSV. A value may run over some lines; a quotation mark that never closes breaks its own line only."""
    source, waiting, number = iter(lines), deque[str](), 0
    while (first := waiting.popleft() if waiting else next(source, None)) is not None:
        number, taken = number + 1, [first]
        cells = _cells(taken, separator, wide)
        while cells is None and len(taken) < LINES_IN_A_VALUE:
            more = waiting.popleft() if waiting else next(source, None)
            if more is None:
                break
            taken.append(more)
            cells = _cells(taken, separator, wide)
        if cells is None:
            waiting.extendleft(reversed(taken[1:]))
            yield Line(number, (first,), broken=True)
        else:
            yield Line(number, cells)
            number += len(taken) - 1


def _cells(lines: Sequence[str], separator: str, wide: int) -> tuple[str, ...] | None:
    """The cells of one row; None where it is not one row: a value is still open, or there is more in it.

    A quotation mark opens a value only where the value begins: the one in `5" pipe` stands for inches. A line such as
    `"Ana "La Flaca" Paz"` is let through where it stands alone.
    """
    for strict in (True, False):
        try:
            rows = list(csv.reader(lines, delimiter=separator, strict=strict))
        except csv.Error as trouble:
            if len(lines) > 1 or not strict or "unexpected end of data" in str(trouble):
                return None
            continue
        whole = len(rows) <= 1 and not _swallowed(lines[1:], separator, wide)
        return tuple(rows[0] if rows else ()) if whole else None
    return None


def _swallowed(lines: Sequence[str], separator: str, wide: int) -> bool:
    """A quotation mark left open runs on to the next one: then a whole row stands inside."""
    inside = [line for line in lines if line.strip() and not line.count('"') % 2]
    return wide > 1 and any(len(next(csv.reader([line], delimiter=separator), [])) == wide for line in inside)


def _workbook(path: Path | Held, sheet: str) -> Sheet:
    try:
        with zipfile.ZipFile(_raw(path)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise _no_list(path)
        book = openpyxl.load_workbook(_raw(path), read_only=True, data_only=True)
    except (KeyError, ValueError, zipfile.BadZipFile, OSError) as trouble:
        raise _no_list(path) from trouble
    try:
        sizes = {one.title: one.max_row or 1 for one in book.worksheets}
    finally:
        book.close()
    if not sizes:
        raise _no_list(path)
    chosen = sheet if sheet in sizes else max(sizes, key=lambda name: sizes[name])
    return Sheet(path, "xlsx", "", "", chosen, tuple(sizes), (), 0, 0)


def _sheet_lines(sheet: Sheet) -> Iterator[Line]:
    """Rows of a sheet. A value merged over several rows belongs to each of them; over columns, to the first."""
    book = openpyxl.load_workbook(_raw(sheet.path), read_only=True, data_only=True)
    try:
        page: Any = book[sheet.sheet]
        page.reset_dimensions()
        down, formulas = _beside_the_values(sheet.path, book.worksheets.index(page))
        held: dict[int, tuple[int, str]] = {}  # column -> (last row, value)
        for number, row in enumerate(page.iter_rows(values_only=True), 1):
            cells = [_text(value) for value in row]
            held = {at: one for at, one in held.items() if number <= one[0]}
            cells += [""] * (max(held, default=-1) + 1 - len(cells))
            for at, (_last, value) in held.items():
                cells[at] = cells[at] or value
            for at, last in down.get(number, ()):
                if at < len(cells):
                    held[at] = (last, cells[at])
            yield Line(number, tuple(cells), unread=tuple(sorted(formulas.get(number, ()))))
    finally:
        book.close()


def _beside_the_values(path: Path | Held, place: int) -> tuple[dict[int, set[tuple[int, int]]], dict[int, set[int]]]:
    """What the reader of rows does not tell: cells merged over rows, and formulas without what they come to.

    First row -> (column, last row), and row -> columns.
    """
    down: dict[int, set[tuple[int, int]]] = {}
    formulas: dict[int, set[int]] = {}
    for text in _pieces(path, place):
        for match in MERGED.finditer(text):
            first, last = int(match[2]), int(match[4])
            if last > first:
                down.setdefault(first, set()).add((_column(match[1]), last))
        for match in UNREAD.finditer(text) if b"<f" in text else ():
            formulas.setdefault(int(match[2]), set()).add(_column(match[1]))
    return down, formulas


def _pieces(path: Path | Held, place: int) -> Iterator[bytes]:
    """The text of a sheet by the megabyte, each with the end of the one before it."""
    with zipfile.ZipFile(_raw(path)) as packed:
        names = sorted(
            (name for name in packed.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)),
            key=lambda name: int(re.sub(r"\D", "", name)),
        )
        if place >= len(names):
            return
        with packed.open(names[place]) as raw:
            before = b""
            while piece := raw.read(1 << 20):
                text = before + piece
                yield text
                before = text[-LONGEST_CELL:]


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1


def _text(value: Any) -> str:
    """As a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value)
