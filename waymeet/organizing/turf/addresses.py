"""Reads an addresses file: how its columns are understood, and its rows one after another into staging."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from waymeet.kernel.errors import BadInput
from waymeet.organizing.turf.problems import Problem
from waymeet.organizing.turf.progress import Progress
from waymeet.organizing.turf.rules.address_columns import FIELDS, chosen, missing
from waymeet.organizing.turf.rules.address_places import Box, judge, verdict
from waymeet.organizing.turf.rules.address_rows import Address, Unusable, address_of, place_column, place_of
from waymeet.organizing.turf.staging import Staging
from waymeet.organizing.turf.tables import Row, Table, open_table

FIELD_WORDS = {
    "latitude": pgettext_lazy("column", "latitude"),
    "longitude": pgettext_lazy("column", "longitude"),
    "point": pgettext_lazy("column", "place as a point"),
    "number": pgettext_lazy("column", "house number"),
    "number_before": pgettext_lazy("column", "before the number"),
    "number_after": pgettext_lazy("column", "after the number"),
    "street": pgettext_lazy("column", "street"),
    "street_before_1": pgettext_lazy("column", "street, part before"),
    "street_before_2": pgettext_lazy("column", "street, direction before"),
    "street_before_3": pgettext_lazy("column", "street, type before"),
    "street_before_4": pgettext_lazy("column", "street, word before"),
    "street_name": pgettext_lazy("column", "street, name alone"),
    "street_after_1": pgettext_lazy("column", "street, type"),
    "street_after_2": pgettext_lazy("column", "street, direction after"),
    "street_after_3": pgettext_lazy("column", "street, part after"),
    "whole": pgettext_lazy("column", "number and street in one"),
    "unit": pgettext_lazy("column", "unit"),
    "floor": pgettext_lazy("column", "floor"),
    "city": pgettext_lazy("column", "town"),
    "postcode": pgettext_lazy("column", "postcode"),
    "id": pgettext_lazy("column", "the file's own number for the row"),
}
_MISPLACED = {"swapped": "swapped_place", "no_sign": "no_sign", "not_degrees": "no_place"}
_TOGETHER = 5000
_EXAMPLES, _ROWS_FOR_EXAMPLES = 3, 50


@dataclass(frozen=True)
class ColumnUse:
    """One column and what it is taken for; `field` is a key of FIELD_WORDS, "" for a column that is not used."""

    column: str
    field: str
    examples: tuple[str, ...]

    @property
    def words(self) -> str:
        return str(FIELD_WORDS[self.field]) if self.field else ""


@dataclass(frozen=True)
class ColumnPreview:
    """How a file would be read. `missing` are fields without which nothing can be imported."""

    file: str
    kind: str
    encoding: str
    separator: str
    columns: tuple[ColumnUse, ...]
    missing: tuple[str, ...]
    addresses: tuple[str, ...]  # the first rows as they were understood


@dataclass(frozen=True)
class FileRead:
    """What reading a file counted."""

    file: str
    rows: int
    outside: int


def preview_columns(path: Path, mapping: Mapping[str, str] | None = None) -> ColumnPreview:
    """How the columns of a file are understood, with examples. `mapping` is field -> column, said by hand."""
    table = open_table(path)
    columns = chosen(table.columns, mapping)
    rows = [row for row, _at in zip(table.rows(), range(_ROWS_FOR_EXAMPLES), strict=False) if not row.problem]
    field_of = {column: field for field, column in columns.items()}
    uses = tuple(ColumnUse(column, field_of.get(column, ""), _examples(rows, column)) for column in table.columns)
    lacks = tuple(missing(columns))
    shown = () if lacks else tuple(filter(None, (_understood(row, columns) for row in rows)))[:_EXAMPLES]
    return ColumnPreview(path.name, table.kind, table.encoding, table.separator, uses, lacks, shown)


def _examples(rows: Sequence[Row], column: str) -> tuple[str, ...]:
    values = dict.fromkeys((row.values.get(column) or "").strip() for row in rows)
    return tuple(value[:40] for value in values if value)[:_EXAMPLES]


def _understood(row: Row, columns: Mapping[str, str]) -> str:
    try:
        address = address_of(row.number, row.values, columns, place_of(row.values, columns))
    except Unusable:
        return ""
    return " ".join(filter(None, (address.number, address.street, address.unit and f"#{address.unit}", address.city)))


def columns_of(table: Table, mapping: Mapping[str, str] | None) -> dict[str, str]:
    """Field -> column; BadInput where a field that is needed has none, or somebody named what is not there."""
    columns = chosen(table.columns, mapping)
    unknown = [*(set(mapping or ()) - set(FIELDS)), *(c for c in columns.values() if c not in table.columns)]
    if unknown:
        raise BadInput(
            _("There is no %(name)s in %(file)s. Fields: %(fields)s. Columns of the file: %(columns)s.")
            % {
                "name": min(unknown),
                "file": table.path.name,
                "fields": ", ".join(FIELDS),
                "columns": ", ".join(table.columns),
            }
        )
    if lacks := missing(columns):
        raise BadInput(
            _(
                "No column of %(file)s was recognised as: %(missing)s. Its columns are: %(columns)s. "
                "Say which column holds it, as in %(example)s=COLUMN, and try again."
            )
            % {
                "file": table.path.name,
                "missing": ", ".join(str(FIELD_WORDS[field]) for field in lacks),
                "columns": ", ".join(table.columns),
                "example": lacks[0],
            },
            column=lacks[0],
        )
    return columns


def stage_rows(
    table: Table, mapping: Mapping[str, str] | None, town: Box, into: Staging, progress: Progress
) -> FileRead:
    """Read every row into staging; BadInput where the coordinates of the whole file mean something else."""
    reading = _Reading(table, columns_of(table, mapping), town, into)
    rows = 0
    for row in table.rows():
        rows += 1
        reading.read(row)
        if rows % _TOGETHER == 0:
            reading.put_down()
            progress(row.position, table.size, "rows")
    reading.put_down()
    progress(table.size, table.size, "rows")
    if not rows:
        raise BadInput(
            _("%(file)s names its columns and holds no rows. Nothing was imported. Export it again, and look whether "
              "a filter was on.") % {"file": table.path.name}
        )  # fmt: skip
    if wrong := verdict(reading.judged):
        raise _misplaced(wrong, table, reading.columns)
    return FileRead(table.path.name, rows, reading.judged["outside"])


class _Reading:
    """Holds a few thousand rows at most, then puts them down."""

    def __init__(self, table: Table, columns: Mapping[str, str], town: Box, into: Staging) -> None:
        self.file, self.columns, self.town, self.into = table.path.name, columns, town, into
        self.judged: Counter[str] = Counter()
        self.addresses: list[Address] = []
        self.problems: list[Problem] = []

    def read(self, row: Row) -> None:
        try:
            if row.problem:
                raise Unusable(row.problem)
            place = place_of(row.values, self.columns)
            where = judge(place, self.town)
            self.judged[where] += 1
            if where in _MISPLACED:
                raise Unusable(_MISPLACED[where], place_column(self.columns))
            if where == "inside":
                self.addresses.append(address_of(row.number, row.values, self.columns, place))
        except Unusable as trouble:
            self.problems.append(Problem(self.file, trouble.code, row.number, trouble.column))

    def put_down(self) -> None:
        self.into.add(self.addresses)
        self.into.add_problems(self.problems)
        self.addresses, self.problems = [], []


def _misplaced(wrong: str, table: Table, columns: Mapping[str, str]) -> BadInput:
    sentences = {
        "swapped": _(
            "Latitude and longitude look exchanged in %(file)s: read the other way round, its rows lie in the town. "
            "Nothing was imported. Try again with latitude=%(longitude)s and longitude=%(latitude)s."
        ),
        "swapped_point": _(
            "Latitude and longitude look exchanged in %(file)s: read the other way round, its rows lie in the town. "
            "Nothing was imported. Export the file again with a column for each, and import that."
        ),
        "no_sign": _(
            "The coordinates in %(file)s lack a minus sign, or have one too many: with it, its rows lie in the town. "
            "West of Greenwich a longitude begins with a minus, as in -73.75. Nothing was imported. "
            "Mend the column and import the file again."
        ),
        "not_degrees": _(
            "The coordinates in %(file)s (columns %(latitude)s and %(longitude)s) are not degrees; they look like the "
            "feet or metres of a state grid. Nothing was imported. Export the file again with coordinates as "
            "longitude and latitude (WGS 84, EPSG:4326), and import that."
        ),
        "elsewhere": _(
            "No row of %(file)s lies in the imported town. Nothing was imported. Check that it is the file for this "
            "town, or import the map it belongs to first."
        ),
    }
    if wrong == "swapped" and "latitude" not in columns:
        wrong = "swapped_point"
    both = place_column(columns)
    names = {"latitude": both, "longitude": columns.get("longitude", both), "file": table.path.name}
    return BadInput(sentences[wrong] % names, column=both)
