"""Quarters, and the shape of a map from a funder's fields to our measures. Pure."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

KEY = re.compile(r"(\d{4})-Q([1-4])")
HOW = ("as_counted", "from_survey", "one_list")
WHY = ("not_recorded", "needs_identity", "in_words", "not_established", "not_apart", "program_model", "not_ours")


class NotAMap(ValueError):
    """A map that names something there is not."""


@dataclass(frozen=True)
class Quarter:
    """A calendar quarter. An ISO week belongs to the quarter its Thursday lies in, as to a year."""

    year: int
    number: int

    @property
    def key(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        return self.after.first - dt.timedelta(days=1)

    @property
    def after(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    def weeks(self, today: dt.date) -> list[str]:
        """Its ISO weeks that are over: looked at before and after a night, a running week would tell what it added."""
        thursday = self.first + dt.timedelta(days=(3 - self.first.weekday()) % 7)
        found = []
        while thursday <= self.last and thursday + dt.timedelta(days=3) < today:
            year, week, _day = thursday.isocalendar()
            found.append(f"{year}-W{week:02d}")
            thursday += dt.timedelta(weeks=1)
        return found


def quarter_of(day: dt.date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(key: str) -> Quarter | None:
    match = KEY.fullmatch(key)
    if match is None or not 2000 <= int(match[1]) <= 2100:
        return None
    return Quarter(int(match[1]), int(match[2]))


@dataclass(frozen=True)
class Line:
    """One field of theirs: filled by `measure`, `how` saying what was done to it; or not, `why_not` saying why."""

    number: str
    words: Mapping[str, str]
    measure: str
    how: str
    why_not: str
    established: bool

    @property
    def takes_a_number(self) -> bool:
        return self.why_not not in ("in_words", "needs_identity", "not_established")


@dataclass(frozen=True)
class Map:
    """What one funder asks, as it stood on `mapped_on`."""

    key: str
    title: str
    form: str
    version: str
    mapped_on: dt.date
    sources: str
    not_established: Mapping[str, str]
    lines: Sequence[Line]

    def line(self, number: str) -> Line | None:
        return next((line for line in self.lines if line.number == number), None)


def read_map(key: str, told: Mapping[str, Any], measures: Sequence[str]) -> Map:
    lines = [_line(one, measures) for one in told["line"]]
    if len({line.number for line in lines}) < len(lines):
        raise NotAMap(key)
    return Map(
        key,
        told["title"],
        told["form"],
        told["version"],
        told["mapped_on"],
        told["sources"],
        told["not_established"],
        lines,
    )


def _line(one: Mapping[str, Any], measures: Sequence[str]) -> Line:
    words = {"en": one["en"], "es": one["es"]}
    line = Line(
        str(one["number"]),
        words,
        one.get("measure", ""),
        one.get("how", ""),
        one.get("why_not", ""),
        one.get("established", True),
    )
    filled = line.measure in measures and line.how in HOW and not line.why_not
    empty = not line.measure and not line.how and line.why_not in WHY
    if not all(words.values()) or filled is empty:
        raise NotAMap(line.number)
    return line
