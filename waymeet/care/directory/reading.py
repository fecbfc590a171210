"""Reads a package: tables in a folder or archive, nested JSON, a list page, lines of JSON; HSDS or the older Ohana."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from waymeet.care.directory import flattening, ohana
from waymeet.care.directory.records import LONGEST_KEY, Package, Part, Row, Told, doubtful, key_without_id, missing
from waymeet.care.directory.rules.hsds import ALSO, ALSO_COLUMNS, FILES, TABLES
from waymeet.kernel.errors import BadInput

MOST_FILES, MOST_OF_ONE, MOST_IN_ALL = 20_000, 96 * 1024 * 1024, 256 * 1024 * 1024
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
DATAPACKAGE = "datapackage.json"
NOTHING = _("There is no directory in this file. Bring an HSDS package (.zip of tables, or .json) or Ohana lines.")
# A zero as JSON writes it; after a backslash that is itself escaped, the same signs are only signs.
ESCAPED_ZERO = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def read(path: Path) -> Package:
    """A package from a folder, an archive or a file. BadInput for what is none."""
    files = list(_folder(path) if path.is_dir() else _file(path.name, path.read_bytes()))
    tables = [one for one in files if one[0].lower().endswith(".csv")]
    if tables:
        return _finished(_tables(files))
    objects = [one for name, data in files for one in _objects(name, data)]
    if not objects:
        raise BadInput(NOTHING)
    package = ohana.read(objects) if ohana.is_it(objects[0][1]) else flattening.read(objects)
    return _finished(package)


def _finished(package: Package) -> Package:
    if not package.read:
        raise BadInput(NOTHING)
    known = {(row.table, row.key): row for row in package.rows}
    for table, key, by, to in package.also:
        if (table, key) in known:
            known[table, key].implied.setdefault(by, set()).add(to)
    for row in package.rows:
        package.told += doubtful(row)
        for by, table in (("organization_id", "organization"), ("service_id", "service"), ("location_id", "location")):
            if row.fields.get(by) and (table, str(row.fields[by])) not in known and row.table != "program":
                package.told.append(Told(row.where, by, "points_nowhere", whole=False))
    return package


def _folder(path: Path) -> Iterator[tuple[str, bytes]]:
    inside = sorted(one for one in path.rglob("*") if one.is_file())
    yield from _bounded((str(one.relative_to(path)), one.open("rb")) for one in inside)


def _file(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield name, data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _bounded((one.filename, archive.open(one)) for one in archive.infolist() if not one.is_dir())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as trouble:
        raise BadInput(NOTHING) from trouble


def _bounded(files: Any) -> Iterator[tuple[str, bytes]]:
    """Read at most so much, however small it was packed."""
    whole = 0
    for number, (name, opened) in enumerate(files, start=1):
        with opened:
            data = opened.read(MOST_OF_ONE + 1)
        whole += len(data)
        if number > MOST_FILES or len(data) > MOST_OF_ONE or whole > MOST_IN_ALL:
            raise BadInput(_("This is more than Waymeet takes in at once. Bring in one county at a time."))
        if not Path(name).name.startswith(".") and "__MACOSX" not in name:
            yield name, data


def text_of(data: bytes) -> str:
    """UTF-8, or what office machines write; a zero, which no database of text takes, is left out."""
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig").replace("\0", "")
    for encoding in ("utf-16", "cp1252") if data[:2] in UTF_16 else ("cp1252",):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding).replace("\0", "")
    return data.decode("latin-1").replace("\0", "")


def _tables(files: list[tuple[str, bytes]]) -> Package:
    package = Package("csv")
    seen: set[tuple[str, str]] = set()
    for name, data in files:
        file = Path(name).name
        if file.lower().endswith(".csv"):
            _table(package, file, text_of(data), seen)
        elif file == DATAPACKAGE:
            package.parts.append(Part(file, text=text_of(data)))
    return package


def table_of(file: str) -> str:
    """The table of a file; a file HSDS does not know is a table of its own name."""
    if file.lower() in TABLES:
        return TABLES[file.lower()]
    stem = file[:-4].lower()
    return stem if stem in FILES else file[:-4][:60]


def _table(package: Package, file: str, text: str, seen: set[tuple[str, str]]) -> None:
    reader = csv.reader(io.StringIO(text, newline=""))
    columns = next(reader, [])
    part = Part(file, table_of(file), [column.strip() for column in columns])
    if part.table == ALSO and tuple(part.columns) == ALSO_COLUMNS:
        package.also += [(row[0], row[1], row[2], row[3]) for row in reader if len(row) == len(ALSO_COLUMNS)]
        return
    package.parts.append(part)
    if len(set(part.columns)) != len(part.columns):
        raise BadInput(
            _("%(file)s names a column twice. Give each column its own name. Nothing was written.") % {"file": file}
        )
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            package.read += 1
            package.told.append(Told(f"{file}, {reader.line_num}", "", "broken_line", whole=True))
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            package.read += 1
            _row(package, part, cells, f"{file}, {reader.line_num}", seen)


def _row(package: Package, part: Part, cells: list[str], where: str, seen: set[tuple[str, str]]) -> None:
    if len(cells) > len(part.columns) and any(cell.strip() for cell in cells[len(part.columns) :]):
        package.told.append(Told(where, "", "extra_cells", whole=True))
        return
    fields = dict(zip(part.columns, cells, strict=False))
    take(package, Row(part.table, "", fields, where, as_text=True), seen, numbered="id" in part.columns)


def take(package: Package, row: Row, seen: set[tuple[str, str]], *, numbered: bool = True) -> None:
    """Into the package, or told of: without an id, twice, or without what it is nothing without."""
    key = str(row.fields.get("id") or "").strip()
    row.key = key or ("" if numbered and row.table in FILES else key_without_id(row.table, row.fields))
    lacking = missing(row.table, row.fields)
    code, field = "", ""
    if not row.key:
        code, field = "no_id", "id"
    elif len(row.key) > LONGEST_KEY:
        code, field = "long_id", "id"
    elif lacking:
        code, field = "lacks", lacking
    elif (row.table, row.key) in seen:
        code, field = "twice", "id"
    if code:
        package.told.append(Told(row.where, field, code, whole=True))
        return
    seen.add((row.table, row.key))
    package.rows.append(row)


def _objects(name: str, data: bytes) -> Iterator[tuple[str, Any]]:
    """(where, object) of a JSON file, or of every line of one."""
    file, text = Path(name).name, ESCAPED_ZERO.sub(r"\1", text_of(data))
    if file == DATAPACKAGE or not file.lower().endswith((".json", ".jsonl", ".ndjson", ".txt")):
        return
    try:
        whole = json.loads(text)
    except ValueError:
        yield from _lines(file, text)
        return
    if isinstance(whole, list):
        yield from ((f"{file}, {number}", one) for number, one in enumerate(whole, start=1))
    elif isinstance(whole, dict) and "openapi_url" in whole:
        return  # says which version of HSDS an address speaks, and nothing of a service
    elif isinstance(whole, dict) and isinstance(whole.get("contents"), list):
        yield from ((f"{file}, {number}", one) for number, one in enumerate(whole["contents"], start=1))
    else:
        yield file, whole


def _lines(file: str, text: str) -> Iterator[tuple[str, Any]]:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    try:
        json.loads(lines[0][1])
    except (IndexError, ValueError) as trouble:
        raise BadInput(NOTHING) from trouble
    for number, line in lines:
        try:
            yield f"{file}, {number}", json.loads(line)
        except ValueError:
            yield f"{file}, {number}", None
