"""Nested JSON into rows: every object becomes a row of its own, and remembers what it stood in."""

from collections.abc import Iterable
from typing import Any

from waymeet.care.directory.records import LONGEST_KEY, Package, Part, Row, Told, key_without_id, missing
from waymeet.care.directory.rules.hsds import ALSO_FILE, FILES, INSIDE, TABLES

DEEPEST = 12


def read(objects: Iterable[tuple[str, Any]]) -> Package:
    """From objects that are services, organizations, single rows, or tables by their files' names."""
    package = Package("json")
    known: dict[tuple[str, str], Row] = {}
    for where, one in objects:
        if not isinstance(one, dict):
            package.read += 1
            package.told.append(Told(where, "", "no_object", whole=True))
        elif any(name in TABLES or name.endswith(".csv") for name in one):
            _tabular(package, known, where, one)
        else:
            _object(package, known, where, kind_of(one), one)
    return package


def kind_of(one: dict[str, Any]) -> str:
    """Which table a bare object belongs to, by what it has."""
    signs = (
        ("service", ("status", "organization", "service_at_locations", "program_id")),
        ("service_at_location", ("location", "service_id")),
        ("location", ("location_type",)),
        ("taxonomy_term", ("taxonomy", "taxonomy_detail", "term_uri", "parent_id", "taxonomy_id")),
        ("organization", ("services", "locations", "legal_status", "website", "organization_identifiers")),
        ("taxonomy", ("version",)),
    )
    return next((table for table, names in signs if any(name in one for name in names)), "organization")


def _tabular(package: Package, known: dict[tuple[str, str], Row], where: str, tables: dict[str, Any]) -> None:
    for file, rows in tables.items():
        if file == ALSO_FILE and isinstance(rows, list):
            package.also += [(one["table"], one["id"], one["column"], one["points_to"]) for one in rows]
            continue
        table = TABLES.get(file) or file.removesuffix(".csv")[:60]
        if not isinstance(rows, list):
            package.read += 1
            package.told.append(Told(f"{where}, {file}", "", "no_object", whole=True))
            continue
        columns = list(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row))
        package.parts.append(Part(file, table, columns))
        for number, row in enumerate(rows, start=1):
            _object(package, known, f"{file}, {number}", table, row)


def _object(package: Package, known: dict[tuple[str, str], Row], where: str, table: str, one: Any) -> Row | None:
    """Into the package, with everything inside; None where it could not be taken."""
    package.read += 1
    code, field = _wrong(table, one)
    if code:
        package.told.append(Told(where, field, code, whole=True))
        return None
    inside = INSIDE.get(table, {})
    fields = {name: value for name, value in one.items() if not _hangs(inside.get(name), value)}
    row = Row(table, str(one.get("id") or key_without_id(table, one)), fields, where, as_text=False)
    before = known.get((table, row.key))
    if before is None:
        known[table, row.key] = row
        package.rows.append(row)
    else:
        package.again += 1
        _joined(package, before, row)
        row = before
    for name, hangs in inside.items():
        for number, child in enumerate(_children(one.get(name), many=hangs.many), start=1):
            if where.count(" > ") >= DEEPEST:
                package.read += 1
                package.told.append(Told(where, name, "too_deep", whole=True))
                continue
            below = _object(package, known, f"{where} > {name} {number}"[:200], hangs.table, child)
            if below is None:
                continue
            if hangs.many:
                _points(below, hangs.by, row.key)
            else:
                _points(row, hangs.by, below.key)
    return row


def _wrong(table: str, one: Any) -> tuple[str, str]:
    if not isinstance(one, dict):
        return "no_object", ""
    if not str(one.get("id") or "").strip() and table in FILES:
        return "no_id", "id"
    if len(str(one.get("id") or "")) > LONGEST_KEY:
        return "long_id", "id"
    lacking = missing(table, one)
    return ("lacks", lacking) if lacking else ("", "")


def _hangs(hangs: Any, value: Any) -> bool:
    """Whether this is something with rows of its own; anything else is kept where it stands."""
    if hangs is None:
        return False
    return isinstance(value, list) if hangs.many else isinstance(value, dict)


def _children(value: Any, *, many: bool) -> list[Any]:
    if many:
        return value if isinstance(value, list) else []
    return [value] if isinstance(value, dict) else []


def _points(row: Row, by: str, to: str) -> None:
    if str(row.fields.get(by) or "") != to:
        row.implied.setdefault(by, set()).add(to)


def _joined(package: Package, before: Row, again: Row) -> None:
    """One object that stands in several places: what they add to each other is kept, what they contradict is told."""
    for name, value in again.fields.items():
        if name not in before.fields:
            before.fields[name] = value
        elif before.fields[name] != value:
            package.told.append(Told(again.where, name, "says_otherwise", whole=False))
