"""A funder's quarter as tables: filled, not filled and why, and all of it as a file with its definitions."""

import io
from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

from waymeet.care.funders import rules
from waymeet.care.funders.measures import MEASURES
from waymeet.care.funders.queries import Filled
from waymeet.design.tables import Cell, Column, Table, safe_cell

HOW: dict[str, Any] = {
    "as_counted": gettext_lazy("as counted"),
    "from_survey": gettext_lazy("estimated from an anonymous survey"),
    "one_list": gettext_lazy("every item that is neither a kit nor a strip, one by one"),
}
WHY: dict[str, Any] = {
    "not_recorded": gettext_lazy("not recorded yet; a total of the quarter can be typed in"),
    "needs_identity": gettext_lazy(
        "it would take a name, a code or a date of birth of each person; we ask nobody for that"
    ),
    "in_words": gettext_lazy("to be answered in words, by hand"),
    "not_established": gettext_lazy("what they ask here is not established"),
    "not_apart": gettext_lazy("items are not marked as syringes yet; a total of the quarter can be typed in"),
    "program_model": gettext_lazy("it says how the program works, and is typed in"),
    "not_ours": gettext_lazy("other agencies know this; a total of the quarter can be typed in"),
}


def words_of(line: rules.Line) -> str:
    return line.words["es" if (get_language() or "").startswith("es") else "en"]


def filled_table(funder: rules.Map, quarter: rules.Quarter, lines: Sequence[Filled]) -> Table:
    return Table(
        name=f"{funder.key}-{quarter.key}",
        caption=_("%(funder)s, %(quarter)s") % {"funder": funder.title, "quarter": quarter.key},
        columns=_columns(),
        rows=[row for one in lines if one.values for row in _rows(one)],
        empty=_("No line can be filled for this quarter."),
        stacks=True,
        notes=notes(funder, quarter, lines),
    )


def empty_table(lines: Sequence[Filled]) -> Table:
    return Table(
        name="not-filled",
        caption=_("What could not be filled, and why"),
        columns=[Column(_("No.")), Column(_("Their field")), Column(_("Why not"))],
        rows=[[one.line.number, _field(one.line), why(one)] for one in lines if not one.values],
        empty=_("Every line is filled."),
        stacks=True,
    )


def whole_table(funder: rules.Map, quarter: rules.Quarter, lines: Sequence[Filled]) -> Table:
    """For the file: every line in the funder's order."""
    table = filled_table(funder, quarter, lines)
    rows = [row for one in lines for row in (_rows(one) if one.values else _empty_row(one))]
    return Table(table.name, table.caption, table.columns, rows, notes=table.notes)


def _columns() -> list[Column]:
    return [
        Column(_("No.")),
        Column(_("Their field")),
        Column(_("Of")),
        Column(_("Number"), counts=True),
        Column(_("Plus or minus"), counts=True, means=_("One standard error, where it is an estimate.")),
        Column(_("Where from")),
        Column(_("Ours, and what was done to it")),
    ]


def _field(line: rules.Line) -> str:
    return words_of(line) if line.established else _("%(field)s (not established)") % {"field": words_of(line)}


def _rows(one: Filled) -> list[list[Any]]:
    line = one.line
    how = ""
    if line.measure:
        how = f"{MEASURES[line.measure].words}: {HOW[line.how]}"
    if one.typed is not None and one.counted is not None and one.counted.values:
        records = ", ".join(f"{value.of} {value.number}".strip() for value in one.counted.values)
        how += " " + _("(records say: %(records)s)") % {"records": records}
    elif one.typed is None and one.note:
        how += f" ({one.note})"
    source = Cell(_("typed in as a total"), tone="caution") if one.typed is not None else _("records")
    if one.typed is None and line.how == "from_survey":
        source = _("survey, estimated")
    return [
        [line.number, _field(line), value.of, value.number, _error(one, value), source, how] for value in one.values
    ]


def _error(one: Filled, value: Any) -> Any:
    if one.typed is not None or one.line.how != "from_survey":
        return ""
    return _("we cannot tell") if value.error is None else value.error


def _empty_row(one: Filled) -> list[list[Any]]:
    return [[one.line.number, _field(one.line), "", "", "", _("not filled"), why(one)]]


def why(one: Filled) -> Any:
    return WHY[one.line.why_not] if one.line.why_not else one.note


def notes(funder: rules.Map, quarter: rules.Quarter, lines: Sequence[Filled]) -> list[Any]:
    """Definitions of what was used, and what is not established."""
    used = dict.fromkeys(one.line.measure for one in lines if one.line.measure and one.typed is None)
    mapped = {
        "form": funder.form,
        "version": funder.version,
        "day": date_format(funder.mapped_on, "DATE_FORMAT"),
        "sources": funder.sources,
    }
    span = {name: date_format(day, "DATE_FORMAT") for name, day in (("first", quarter.first), ("last", quarter.last))}
    language = "es" if (get_language() or "").startswith("es") else "en"
    return [
        *[f"{MEASURES[code].words}: {MEASURES[code].means}" for code in used],
        _("The quarter: weeks whose Thursday lies from %(first)s to %(last)s and that are over.") % span,
        _("Form: %(form)s, %(version)s. Mapped on %(day)s from: %(sources)s.") % mapped,
        funder.not_established[language],
    ]


def as_xlsx(table: Table) -> bytes:
    """The same rows and notes as the CSV, for spreadsheets that ask for a workbook."""
    book = Workbook()
    sheet = book.active
    sheet.title = "report"
    sheet.append([safe_cell(column.words) for column in table.columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in table.rows:
        sheet.append([safe_cell(cell.value if isinstance(cell, Cell) else cell) for cell in row])
    told = book.create_sheet("definitions")
    for line in [*(f"{words}: {means}" for words, means in table.definitions), *table.notes]:
        told.append([safe_cell(line)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
