"""Packages for tests, read and written by the real code; the specification's own examples lie in tests/data."""

import csv
import gzip
import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from waymeet.accounts.people import OPERATOR
from waymeet.care.directory import reading, services
from waymeet.care.directory.models import Link, Record
from waymeet.care.directory.records import mark

HSDS = Path(__file__).resolve().parents[2] / "data" / "hsds-3.0"


@cache
def schema(name: str) -> Draft202012Validator:
    path = HSDS / f"{name}.schema.json"
    text = (
        path.read_text(encoding="utf-8")
        if path.exists()
        else gzip.decompress(path.with_suffix(".json.gz").read_bytes())
    )
    return Draft202012Validator(json.loads(text), format_checker=FormatChecker())


def wrong(name: str, one: Any) -> list[str]:
    """What the compiled schema of the specification has against it."""
    return [f"{'/'.join(map(str, e.path))}: {e.message[:100]}" for e in schema(name).iter_errors(one)]


def brought(path: Path, *, dry_run: bool = False, by: Any = OPERATOR) -> services.Report:
    return services.bring_in(package=reading.read(path), file_name=path.name, by=by, dry_run=dry_run)


def as_zip(folder: Path, files: dict[str, str | list[list[str]]], name: str = "package.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for file, said in files.items():
            archive.writestr(file, said if isinstance(said, str) else lines(said))
    return path


def lines(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def stands() -> dict[tuple[str, str], str]:
    """Everything the directory holds, each row as one mark."""
    points: dict[Any, list[tuple[str, str, bool]]] = {}
    for link in Link.objects.all():
        points.setdefault(link.record_id, []).append((link.by, link.to, link.implied))
    return {(r.table, r.key): mark(r.table, r.fields, points.get(r.pk, [])) for r in Record.objects.all()}


def emptied() -> None:
    from waymeet.care.directory.models import Batch, Listing

    for model in (Record, Batch, Listing):
        model.objects.all().delete()
