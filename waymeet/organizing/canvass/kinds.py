"""Kinds of records that apps above canvass bring along, with what each asks for. Filled once, while starting.

Canvass reads, keeps, puts aside and counts them as it does its own; what they mean it learns here and nowhere else.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from waymeet.accounts.people import Person

GONE = "gone"


class AsideError(Exception):
    """It is put aside, for this reason (see rules.REASONS)."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class GoneError(Exception):
    """Whom it is about is not kept here any more. Nothing of the record is kept either, and nobody is asked."""


@dataclass(frozen=True)
class Doing:
    """A record on its way into the tables of its app. `decided`: a coordinator looked at it and took it in."""

    record: UUID
    body: Any
    day: dt.date
    by: Person
    decided: bool = False


@dataclass(frozen=True)
class Kind:
    """`whole` tells whether a body makes sense (or raises ValueError); `says` is what a coordinator may see of it."""

    shape: type[msgspec.Struct]
    called: Any
    whole: Callable[[Any], bool]
    carry_out: Callable[[Doing], None]
    says: Callable[[Any], Sequence[tuple[Any, Any]]]
    schema: int = 1


_known: dict[str, Kind] = {}
KINDS: Mapping[str, Kind] = _known


def learn(name: str, kind: Kind) -> None:
    """Once for each name: two apps that call different things the same would lose work."""
    if _known.setdefault(name, kind) is not kind:
        raise ValueError(name)
