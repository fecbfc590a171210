"""Rows of a package on their way in: what each is called, what it points to, what of it cannot be taken as it is."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from waymeet.care.directory.rules import hours
from waymeet.care.directory.rules.hsds import CHOICES, NEEDS, NUMBERS, POINTS

LONGEST_KEY = 100


@dataclass
class Row:
    """One row of one table. `where` says where it stood; `implied` what only its place inside another row tells."""

    table: str
    key: str
    fields: dict[str, Any]
    where: str
    as_text: bool
    implied: dict[str, set[str]] = field(default_factory=dict)

    @property
    def points(self) -> list[tuple[str, str, bool]]:
        """As (by, to, implied)."""
        said = [
            (by, str(self.fields[by]), False)
            for by in sorted(POINTS.get(self.table, frozenset()) & self.fields.keys())
            if self.fields[by]
        ]
        known = {(by, to) for by, to, _implied in said}
        more = [(by, to, True) for by, every in sorted(self.implied.items()) for to in sorted(every)]
        return said + [one for one in more if one[:2] not in known]


@dataclass(frozen=True)
class Told:
    """What could not be taken: a whole row, or (`whole` false) a field that is kept as it came and not used."""

    where: str
    field: str
    code: str
    whole: bool


@dataclass
class Part:
    """A table's file with its columns, or (`table` empty) a file that is kept as it is."""

    file_name: str
    table: str = ""
    columns: list[str] = field(default_factory=list)
    text: str = ""


@dataclass
class Package:
    """What was read. `read` counts rows as they stood in the files; `left` of them are told of as a whole."""

    form: str
    rows: list[Row] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    read: int = 0
    also: list[tuple[str, str, str, str]] = field(default_factory=list)  # (table, key, by, to): see rules.hsds.ALSO
    again: int = 0  # an object that stands inside several others is one row, read several times

    @property
    def left(self) -> int:
        return sum(one.whole for one in self.told)


def mark(table: str, fields: Mapping[str, Any], points: Iterable[tuple[str, str, bool]]) -> str:
    """Two rows with one mark say the same, whether they stood in a table or inside another object."""
    own = {name: value for name, value in said_of(table, fields).items() if name not in POINTS.get(table, ())}
    ends = sorted({(by, to) for by, to, _implied in points})
    said = json.dumps([own, ends], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def said_of(table: str, fields: Mapping[str, Any]) -> dict[str, str]:
    """What fields say, however they are written: empty ones say nothing, and 42.650 is 42.65."""
    numbers = NUMBERS.get(table, frozenset())
    out = {}
    for name, value in fields.items():
        if value not in (None, "", [], {}):
            number = number_of(value) if name in numbers else None
            out[name] = _in_order(value if number is None else number)
    return out


def _in_order(value: Any) -> str:
    """Lists and objects say the same in whichever order their names stand, and written out as text."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        with suppress(ValueError):
            value = json.loads(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list) else cell(value)


def cell(value: Any) -> str:
    """A value as a table has it."""
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def key_without_id(table: str, fields: Mapping[str, Any]) -> str:
    """For tables that number nothing: the same row has the same key."""
    said = json.dumps(said_of(table, fields), sort_keys=True, ensure_ascii=False)
    return "row-" + hashlib.sha256(said.encode()).hexdigest()[:32]


def missing(table: str, fields: Mapping[str, Any]) -> str:
    """The field without which a row of this table is nothing; empty where it is there."""
    return next((name for name in NEEDS.get(table, ()) if not str(fields.get(name) or "").strip()), "")


def doubtful(row: Row) -> list[Told]:
    """Fields that are kept and given back as they came, and that we can do nothing with."""
    told = []
    for name, value in row.fields.items():
        if value in (None, "") or isinstance(value, bool | dict | list):
            continue
        code = _doubt(row.table, name, value)
        if code:
            told.append(Told(row.where, name, code, whole=False))
    return told


def _doubt(table: str, name: str, value: Any) -> str:
    if name in NUMBERS.get(table, frozenset()):
        number = number_of(value)
        if number is None:
            return "no_number"
        if (name, table) in (("latitude", "location"), ("longitude", "location")):
            return "" if abs(number) <= (90 if name == "latitude" else 180) else "nowhere"
        return ""
    choices = CHOICES.get((table, name))
    if choices is not None:
        return "" if value in choices else "no_choice"
    if table == "schedule" and name in ("opens_at", "closes_at"):
        return "no_time" if hours.minutes(value) is None else ""
    dates = ("valid_from", "valid_to", "dtstart", "until", "assured_date", "last_action_date")
    return "no_day" if name in dates and hours.day_of(value) is None else ""


def number_of(value: Any) -> int | float | None:
    """A number however it is written; None for what is none, or is no number one can count with."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN is not itself
        return None
    return int(number) if number.is_integer() else number
