"""What every measure says of itself."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

# Lazily translated words: printed in every language a release speaks.
Words = Any


@dataclass(frozen=True)
class Place:
    """An area as a table names it."""

    number: int
    name: str


@dataclass(frozen=True)
class Counted:
    """One row of a measure's result: `count` of the unit and the separate `acts` behind it, in an area and month."""

    area: int
    month: str
    count: int
    acts: int


@dataclass(frozen=True)
class Measure:
    """One number somebody asked for. `count` and `places` are the only parts that touch data."""

    name: str
    sentence: Words
    unit: Words
    unit_alone: Words
    definitions: Sequence[tuple[Words, Words]]
    cannot_tell: Sequence[Words]
    asked_by: Words
    dimensions: tuple[str, ...]
    source_rooms: tuple[str, ...]
    expires: dt.date
    count: Callable[[], list[Counted]]
    places: Callable[[], list[Place]]
