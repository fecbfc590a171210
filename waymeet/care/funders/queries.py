"""The maps there are, and a funder's quarter filled in: what can be, from where, and what cannot, and why."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from waymeet.care.funders import rules
from waymeet.care.funders.measures import MEASURES, Counted, Value
from waymeet.care.funders.models import QuarterTotal
from waymeet.kernel.errors import NotFound


@cache
def maps() -> dict[str, rules.Map]:
    """By file name without its ending, in the order of their titles."""
    folder = resources.files("waymeet.care.funders") / "maps"
    found = {}
    for path in folder.iterdir():
        if path.name.endswith(".toml"):
            key = path.name.removesuffix(".toml")
            found[key] = rules.read_map(key, tomllib.loads(path.read_text(encoding="utf-8")), list(MEASURES))
    return dict(sorted(found.items(), key=lambda one: (one[1].title, one[0])))


def map_of(key: str) -> rules.Map:
    if key not in maps():
        raise NotFound
    return maps()[key]


def quarter_of(key: str) -> rules.Quarter:
    found = rules.read_quarter(key)
    if found is None:
        raise NotFound
    return found


def what_of(funder: rules.Map, line: rules.Line) -> str:
    """Under which name a total is kept: a measure's is the same for every funder."""
    return line.measure or f"{funder.key}:{line.number}"


@dataclass(frozen=True)
class Filled:
    """One line of theirs. `typed`: a total stands in the records' place, and `counted` is what those say."""

    line: rules.Line
    typed: int | None
    counted: Counted | None

    @property
    def values(self) -> Sequence[Value]:
        if self.typed is not None:
            return [Value(self.typed)]
        return self.counted.values if self.counted is not None else ()

    @property
    def note(self) -> Any:
        return self.counted.note if self.counted is not None else ""


def filled(funder: rules.Map, quarter: rules.Quarter) -> list[Filled]:
    """Every line, in the funder's order. Each measure is counted once."""
    typed = dict(QuarterTotal.objects.filter(quarter=quarter.key).values_list("what", "count"))
    counted = {code: MEASURES[code].count(quarter) for code in {line.measure for line in funder.lines if line.measure}}
    return [Filled(line, typed.get(what_of(funder, line)), counted.get(line.measure)) for line in funder.lines]
