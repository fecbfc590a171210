"""Reads rows of CSV and GeoJSON files one at a time, however large the file and whatever its encoding."""

import codecs
import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import BadInput
from waymeet.organizing.turf.features import LATITUDE, LONGITUDE, feature_values, features_of, line_features
from waymeet.organizing.turf.rules.address_columns import missing, understood

_PIECE = 1 << 20
_FIRST_FEATURES = 200  # show which columns there are
_LINES_ABOVE = 10  # of titles before the line that names the columns
_LINES_IN_A_VALUE = 20  # a quotation mark that is not closed by then was a slip, not a value of many lines


@dataclass(frozen=True)
class Row:
    """One row: its number in the file (the header is row 1), and its values or what is wrong with it."""

    number: int
    values: dict[str, str]
    problem: str = ""
    position: int = 0  # bytes read so far


@dataclass(frozen=True)
class Table:
    """A file of rows: how it is written, and its columns."""

    path: Path
    kind: str  # "csv", "geojson" or "lines" (one GeoJSON feature a line)
    encoding: str
    separator: str
    columns: tuple[str, ...]
    header: int = 1  # the line that names the columns

    @property
    def size(self) -> int:
        """Bytes to read, 0 where a packed file hides it."""
        return 0 if _is_packed(self.path) else self.path.stat().st_size

    def rows(self) -> Iterator[Row]:
        """Every row; a packed file that ends too early ends with a row that says so."""
        number = 1
        try:
            with _opened(self.path) as raw, io.TextIOWrapper(raw, self.encoding, errors="replace") as text:
                for row in _csv_rows(self, _Lines(text)) if self.kind == "csv" else _feature_rows(self, text):
                    number = row.number
                    yield row
        except (EOFError, gzip.BadGzipFile):
            yield Row(number + 1, {}, "cut_short")


def open_table(path: Path) -> Table:
    """Find out how a file is written; BadInput with a sentence where it is missing, empty or no table."""
    if not path.is_file():
        raise BadInput(_("There is no file called %(file)s. Check the path and try again.") % {"file": path.name})
    try:
        encoding = _encoding(path)
        start = _start(path).decode(encoding, errors="replace").lstrip("\ufeff\x1e")
    except (EOFError, OSError) as trouble:
        raise _not_a_table(path) from trouble
    bare = start.lstrip("\x1e \r\n\t")
    if not bare or "\0" in bare[:1000]:
        raise _not_a_table(path)
    if bare.startswith(("{", "[")):
        return _feature_table(path, encoding, bare)
    if bare.startswith("<"):  # a page that says why there is no download
        raise _not_a_table(path)
    return _csv_table(path, encoding, start)


def _csv_table(path: Path, encoding: str, start: str) -> Table:
    """The header is the first line that names a place and an address; titles and empty lines may stand above it."""
    lines = start.splitlines()
    tried = [(number, *_columns(line)) for number, line in enumerate(lines[:_LINES_ABOVE], 1) if line.strip()]
    good = [one for one in tried if not missing(understood(one[2]))]
    number, separator, columns = (good or tried)[0]
    return Table(path, "csv", encoding, separator, columns, number)


def _columns(header: str) -> tuple[str, tuple[str, ...]]:
    """The separator, and the names between; a name that comes twice is told apart by its number."""
    separator = max(",;\t|", key=header.count)
    names = [name.strip() for name in next(csv.reader([header], delimiter=separator))]
    times: Counter[str] = Counter()
    told = []
    for name in names:
        times[name] += 1
        told.append(name if times[name] == 1 else f"{name} ({times[name]})")
    return separator, tuple(told)


def _not_a_table(path: Path) -> BadInput:
    return BadInput(
        _("The file %(file)s is empty, damaged, or neither CSV nor GeoJSON. Export it again in one of the two.")
        % {"file": path.name}
    )


def _is_packed(path: Path) -> bool:
    with path.open("rb") as raw:
        return raw.read(2) == b"\x1f\x8b"


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if _is_packed(path) else path.open("rb")  # type: ignore[return-value]


def _start(path: Path) -> bytes:
    """The first megabyte, or what a packed file that was cut short has of it."""
    found = b""
    with _opened(path) as raw:
        while len(found) < _PIECE:
            try:
                piece = raw.read(1 << 12)
            except EOFError:
                break
            if not piece:
                break
            found += piece
    return found


def _encoding(path: Path) -> str:
    """UTF-8 where the whole file is that; else the old Western one, in which every byte that occurs means a letter."""
    with _opened(path) as raw:
        start = raw.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return next((name for name in ("utf-8-sig", "cp1252") if _decodes(path, name)), "latin-1")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with _opened(path) as raw:
            while piece := raw.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except EOFError:
        return True  # cut short: judged by what there is
    except UnicodeDecodeError:
        return False
    return True


def _csv_rows(table: Table, lines: "_Lines") -> Iterator[Row]:
    for _line in range(table.header):
        next(lines, "")
    for line in lines:
        number, record = lines.number, line
        while record.count('"') % 2 and lines.number - number < _LINES_IN_A_VALUE and (more := next(lines, "")):
            record += more
        if record.count('"') % 2 or _swallowed_rows(table, record):
            lines.give_back(record, number)
            yield Row(number, {}, "wrong_columns", lines.position)
            continue
        if record.strip():
            yield _csv_row(table, record, number, lines.position)


def _swallowed_rows(table: Table, record: str) -> bool:
    """A quotation mark left open runs on to the next one, often many rows below."""
    later = record.split("\n")[1:]
    return any(line.count(table.separator) >= max(len(table.columns) - 1, 1) for line in later)


def _csv_row(table: Table, record: str, number: int, position: int) -> Row:
    try:
        values = next(csv.reader([record], delimiter=table.separator), [])
    except csv.Error:
        return Row(number, {}, "wrong_columns", position)
    if len(values) != len(table.columns) and any(value.strip() for value in values[len(table.columns) :] or [" x"]):
        return Row(number, {}, "wrong_columns", position)
    return Row(number, dict(zip(table.columns, values, strict=False)), "", position)


class _Lines:
    """Lines of a file, counted, that can be given back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.number, self.waiting = 0, list[str]()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.waiting.pop(0) if self.waiting else self.text.readline()
        if not line:
            raise StopIteration
        self.number += 1
        return line

    def give_back(self, record: str, first: int) -> None:
        """All lines of a record but its first, which was told as a problem."""
        self.waiting[:0] = record.splitlines(keepends=True)[1:]
        self.number = first

    @property
    def position(self) -> int:
        return _position(self.text)


def _position(text: io.TextIOWrapper) -> int:
    """Bytes read so far."""
    raw: Any = text.buffer
    return int(raw.tell())


def _feature_table(path: Path, encoding: str, start: str) -> Table:
    """A file whose features have shapes is placed by them: beside a shape, columns often hold a state grid's feet."""
    kind = "lines" if _is_feature(start.split("\n", 1)[0].strip("\x1e \r")) else "geojson"
    table = Table(path, kind, encoding, "", ())
    rows = [row.values for row, _at in zip(table.rows(), range(_FIRST_FEATURES), strict=False) if row.values]
    if not rows:
        raise BadInput(
            _("%(file)s is JSON, but holds no GeoJSON features. Export it again as GeoJSON or CSV.")
            % {"file": path.name}
        )
    columns = dict.fromkeys(name for values in rows for name in values)
    if not any(values[LATITUDE] for values in rows) and not missing(understood(set(columns) - {LATITUDE, LONGITUDE})):
        columns = dict.fromkeys(name for name in columns if name not in (LATITUDE, LONGITUDE))
    else:
        columns = dict.fromkeys((LATITUDE, LONGITUDE, *columns))
    return Table(path, kind, encoding, "", tuple(columns))


def _is_feature(line: str) -> bool:
    try:
        thing = json.loads(line)
    except ValueError:
        return False
    return isinstance(thing, dict) and thing.get("type") == "Feature"


def _feature_rows(table: Table, text: io.TextIOWrapper) -> Iterator[Row]:
    things = line_features(text) if table.kind == "lines" else features_of(text)
    for number, thing in enumerate(things, start=1):
        values = feature_values(thing)
        yield Row(number, values or {}, "" if values is not None else "not_json", _position(text))
