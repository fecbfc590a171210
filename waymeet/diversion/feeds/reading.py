"""Reads an agency's list in memory, under a mapping: every line of it is kept, grouped, put aside or empty.

CSV, XLSX, or JSON as Socrata gives it (a list of objects). Nothing of the file is written anywhere.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from waymeet.diversion.feeds import rules
from waymeet.kernel.errors import BadInput
from waymeet.kernel.in_memory import MB
from waymeet.kernel.sheets import Held, Line, open_sheet

MOST_BYTES = 64 * MB
KNOWS = ("date", "day", "charge", "offense", "race", "ethnicity", "age", "sex", "gender", "beat", "district", "statute")


@dataclass(frozen=True)
class Listed:
    """A list with its columns; `lines` are its rows, each with its number in the file."""

    columns: tuple[str, ...]
    lines: Sequence[Line] = field(repr=False)


def listed(name: str, data: bytes) -> Listed:
    """BadInput with a sentence where it is no list."""
    if len(data) > MOST_BYTES:
        raise BadInput(_("This file is larger than 64 MB. Split it by year, and bring the parts in one by one."))
    if data.lstrip()[:1] in (b"[", b"{"):
        return _objects(data)
    sheet = open_sheet(Held(name, data), known=_known)
    return Listed(sheet.columns, list(sheet.rows()))


def _known(cells: Sequence[str]) -> list[str]:
    """Headings whose words agencies use."""
    told = [rules.spaced(cell).casefold() for cell in cells]
    return [one for one in told if any(word in one.split() for word in KNOWS)]


def _objects(data: bytes) -> Listed:
    try:
        rows = json.loads(data)
    except (ValueError, RecursionError) as trouble:
        raise BadInput(_("This is no JSON we can read. Download it again, or as CSV.")) from trouble
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(_("This is no JSON we can read. Download it again, or as CSV."))
    columns = tuple(dict.fromkeys(str(name) for row in rows for name in row if not str(name).startswith(":")))
    lines = [Line(number, tuple(_text(row.get(name)) for name in columns)) for number, row in enumerate(rows, 1)]
    return Listed(columns, lines)


def _text(value: object) -> str:
    """A point on the map and a list inside are never read: they come as a word that no mapping knows."""
    return "" if value is None else "…" if isinstance(value, dict | list) else str(value)


def values_of(found: Listed, heading: str) -> list[str]:
    at = found.columns.index(heading)
    return [line.cells[at] for line in found.lines if at < len(line.cells)]


@dataclass(frozen=True)
class Heading:
    """A column: why it is refused, or None, whether it is a number; `codes` what stands in it, the most often first."""

    words: str
    refused: rules.Why | None
    number: bool
    codes: tuple[tuple[str, int], ...] = ()


MOST_CODES = 60


def headings(found: Listed) -> list[Heading]:
    """Every column; what could name somebody shows no value at all."""
    told = []
    for words in found.columns:
        values = values_of(found, words)
        why, number = rules.refused(words, values), rules.is_a_number(words)
        if why or number:
            told.append(Heading(words, why, number and not why))
            continue
        counted = Counter(value.strip() for value in values if value.strip())
        codes = [(value, count) for value, count in counted.most_common(MOST_CODES) if rules.shown(value)]
        told.append(Heading(words, None, False, tuple(codes) if len(counted) <= MOST_CODES else ()))
    return told


@dataclass
class Read:
    """What a list comes to under a mapping. lines = kept + grouped + aside + empty."""

    lines: int = 0
    empty: int = 0
    grouped: int = 0
    rows: list[rules.Row] = field(default_factory=list)
    aside: list[rules.Aside] = field(default_factory=list)

    @property
    def unknown(self) -> dict[str, Counter[str]]:
        """By field, what the mapping does not know and how often; '' for what may not be shown."""
        found: dict[str, Counter[str]] = {}
        for one in self.aside:
            if one.why == rules.Trouble.UNKNOWN:
                found.setdefault(one.field, Counter())[rules.shown(one.value)] += 1
        return found


def check(found: Listed, declared: rules.Declared, today: date) -> None:
    """BadInput where a mapped column is not there, or could name somebody."""
    for name, heading in declared.columns.items():
        if heading not in found.columns:
            raise BadInput(_("The list has no column %(name)s. Change the mapping.") % {"name": heading}, column=name)
        values = values_of(found, heading)
        if name == "same":
            if not rules.is_a_number(heading):
                raise BadInput(_("Only a number of an arrest or a case may group rows."), column=name)
        elif rules.refused(heading, values) or rules.is_a_number(heading):
            raise BadInput(_("The column %(name)s could name somebody. Leave it out.") % {"name": heading}, column=name)
        if name == "day" and rules.holds_births(values, today):
            raise BadInput(_("These look like days of birth. Choose the day it happened."), column=name)
    if "day" not in declared.columns:
        raise BadInput(_("Choose the column with the day it happened."), column="day")


def read(found: Listed, declared: rules.Declared, today: date) -> Read:
    """Rows of one arrest are one row with all its charges; which they are is known only here, under a random key."""
    check(found, declared, today)
    places = {name: found.columns.index(heading) for name, heading in declared.columns.items()}
    told, groups, key = Read(), dict[bytes, int](), os.urandom(32)
    for line in found.lines:
        told.lines += 1
        if line.empty:
            told.empty += 1
            continue
        if line.broken or line.unread:
            told.aside.append(rules.Aside(line.number, "", rules.Trouble.BROKEN))
            continue
        cells = {name: line.cells[at] if at < len(line.cells) else "" for name, at in places.items()}
        row = rules.read(line.number, cells, declared, today)
        if isinstance(row, rules.Aside):
            told.aside.append(row)
        else:
            _put(told, groups, row, _group(key, cells.get("same", "")))
    return told


def _group(key: bytes, number: str) -> bytes:
    return hashlib.blake2b(rules.folded(number).encode(), key=key).digest() if number.strip() else b""


def _put(told: Read, groups: dict[bytes, int], row: rules.Row, group: bytes) -> None:
    """The first row of an arrest says all but the charges."""
    if group and group in groups:
        at = groups[group]
        told.rows[at] = replace(told.rows[at], charges=told.rows[at].charges | row.charges)
        told.grouped += 1
        return
    if group:
        groups[group] = len(told.rows)
    told.rows.append(row)
