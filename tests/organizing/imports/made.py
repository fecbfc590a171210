"""Messy lists, made: the words of real exports, and the mess of real offices."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl

from waymeet.organizing.imports import previewing
from waymeet.organizing.imports.reading import open_sheet
from waymeet.organizing.imports.rules.columns import guess, source_of
from waymeet.organizing.imports.services import Reading, bring_in


def as_csv(
    folder: Path, rows: list[list[Any]], *, encoding: str = "utf-8", separator: str = ",", name: str = "list.csv"
) -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    path = folder / name
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def as_xlsx(
    folder: Path,
    rows: list[list[Any]],
    *,
    merged: tuple[str, ...] = (),
    name: str = "list.xlsx",
    more: dict[str, list[list[Any]]] | None = None,
) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append(row)
    for cell in (one for row in page.iter_rows() for one in row if isinstance(one.value, str)):
        cell.data_type = "s"  # what begins like a formula is text here: a workbook's formulas carry their values
    for cells in merged:
        page.merge_cells(cells)
    for title, others in (more or {}).items():
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(row)
    path = folder / name
    book.save(path)
    return path


def read(path: Path, **more: Any) -> tuple[Any, Reading]:
    """The sheet, and how it is understood without anybody's help."""
    sheet = open_sheet(path)
    said = {"fields": guess(sheet.columns), "source": source_of(sheet.columns)}
    return sheet, Reading(**{**said, "day_first": bool(previewing.preview(sheet).day_first), **more})


def brought_in(path: Path, by: Any, *, dry_run: bool = False, **more: Any) -> Any:
    sheet, how = read(path, **more)
    return bring_in(sheet=sheet, how=how, by=by, dry_run=dry_run)
