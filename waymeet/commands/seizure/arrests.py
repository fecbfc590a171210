"""A public list of arrests beside what was taken: does any row on the care or diversion side meet exactly one name?"""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waymeet.commands import ready
from waymeet.commands.seizure.joining import FILES, days, opened_on
from waymeet.commands.seizure.taken import Column, Table
from waymeet.kernel import clock
from waymeet.kernel.privacy import Holds

SHAPES = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y")
HEADS = {
    "day": re.compile(r"date|day|fecha", re.IGNORECASE),
    "age": re.compile(r"\bage\b|_age|age_", re.IGNORECASE),
    "race": re.compile(r"race|ethnic", re.IGNORECASE),
    "area": re.compile(r"zip|area|district|beat|precinct|neighbou?rhood|ward|location|address|street", re.IGNORECASE),
}
WEEK = re.compile(r"\d{4}-W\d\d")


@dataclass(frozen=True)
class Arrest:
    """One line of the list: its day, and what else may match, in small letters."""

    day: str
    said: dict[str, str]


def read(path: Path) -> list[Arrest]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = csv.DictReader(file)
        heads = {kind: _head(lines.fieldnames or (), pattern) for kind, pattern in HEADS.items()}
        if not heads["day"]:
            raise ready.refuse(f"{path} has no column with a day. Its first line names the columns; one must say date.")
        return [found for line in lines if (found := _arrest(line, heads)) is not None]


def _head(names: Sequence[str], pattern: re.Pattern[str]) -> str:
    spaced = {name: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name or "") for name in names}
    return next((name for name, words in spaced.items() if pattern.search(words)), "")


def _arrest(line: dict[str, str], heads: dict[str, str]) -> Arrest | None:
    day = _day(line.get(heads["day"]) or "")
    said = {kind: (line.get(head) or "").strip().lower() for kind, head in heads.items() if kind != "day" and head}
    return Arrest(day, {kind: value for kind, value in said.items() if value}) if day else None


def _day(text: str) -> str:
    first = re.split(r"[T ]", text.strip(), maxsplit=1)[0]
    for shape in SHAPES:
        try:
            return dt.datetime.strptime(first, shape).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return ""


def troubles(tables: Sequence[Table], arrests: Sequence[Arrest]) -> Iterator[str]:
    """Rows whose exact day, with everything else the row says, leaves one arrest and no other."""
    for table in _cases(tables):
        for column in table.columns.values():
            if column.holds in (Holds.DAY, Holds.MOMENT, None):
                matched = sum(1 for row, day in enumerate(days(column)) if day and _alone(table, row, day, arrests))
                if matched:
                    yield f"{table.called(column)}: {matched} rows meet exactly one arrest each, by name"


def guesses(tables: Sequence[Table], arrests: Sequence[Arrest]) -> Iterator[str]:
    """By week, or by the day on which the audit says a file was opened: not for certain, and not nothing."""
    for table in _cases(tables):
        for column in table.of(Holds.DAY):
            weeks = [value for value in column.values if isinstance(value, str) and WEEK.fullmatch(value)]
            alone = sum(1 for week in set(weeks) if weeks.count(week) == 1 and _in_week(arrests, week) == 1)
            if alone:
                yield f"{table.called(column)}: in {alone} weeks there is one row and one arrest"
    for room in FILES:
        single = {day for day, files in opened_on(tables, room).items() if len(files) == 1}
        told = sum(1 for day in single if sum(arrest.day == day for arrest in arrests) == 1)
        if told:
            yield f"{room}: on {told} days one file was opened (audit) and one arrest is listed"


def _cases(tables: Sequence[Table]) -> list[Table]:
    """On the diversion side every table of ours can be an incident or a case; in care those about people."""
    return [table for table in tables if table.room in FILES and table.about_people]


def _in_week(arrests: Sequence[Arrest], week: str) -> int:
    return sum(1 for arrest in arrests if clock.iso_week(dt.date.fromisoformat(arrest.day)) == week)


def _alone(table: Table, row: int, day: str, arrests: Sequence[Arrest]) -> bool:
    left = [arrest for arrest in arrests if arrest.day == day]
    for column in table.columns.values():
        kind = _kind(column)
        value = str(column.values[row]).strip().lower()
        if kind and any(_agree(arrest.said.get(kind, ""), value) for arrest in arrests):  # the same words are used
            left = [arrest for arrest in left if kind not in arrest.said or _agree(arrest.said[kind], value)]
    return len(left) == 1


def _kind(column: Column) -> str:
    words = column.name.replace("_", " ")
    return next((kind for kind, pattern in HEADS.items() if kind != "day" and pattern.search(words)), "")


def _agree(said: str, value: Any) -> bool:
    """Equal, or an age inside a band such as 25-34 or 65+."""
    band = re.fullmatch(r"(\d+)\s*(?:-|to)\s*(\d+)|(\d+)\+", value)
    if band and said.isdigit():
        low, high = (int(band[1]), int(band[2])) if band[1] else (int(band[3]), 200)
        return low <= int(said) <= high
    return said == value
