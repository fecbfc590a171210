"""What a list asks, as data: a closed set of conditions, each with typed parts, in three groups.

{"all": [...], "any": [...], "not": [...]}: every one of the first holds, at least one of the second (where there are
any), and none of the third. A condition is {"kind": name, "value": {part: word or number or day}}.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

GROUPS = ("all", "any", "not")
MOST = 20  # conditions of one list
Value = Mapping[str, Any]


class Wrong(ValueError):
    """This is not what a list can ask."""


@dataclass(frozen=True)
class Part:
    """One part of a condition. `kind` is number, day, words, id or choice; a part that is `free` may be left out."""

    kind: str
    least: int = 0
    most: int = 3650
    codes: frozenset[str] = frozenset()
    free: bool = False

    def read(self, given: Any) -> Any:
        """The value as it is kept: a number, an ISO day, words, an id in its usual form, or a code."""
        if given in (None, ""):
            if self.free:
                return None
            raise Wrong
        return READ[self.kind](self, given)


def _number(part: Part, given: Any) -> int:
    if isinstance(given, bool) or not str(given).isascii() or not str(given).isdigit():
        raise Wrong
    found = int(str(given)) if len(str(given)) < 20 else -1
    if not part.least <= found <= part.most:
        raise Wrong
    return found


def _day(_part: Part, given: Any) -> str:
    try:
        return dt.date.fromisoformat(str(given)).isoformat()
    except ValueError as trouble:
        raise Wrong from trouble


def _words(_part: Part, given: Any) -> str:
    found = " ".join(str(given).split())
    if not isinstance(given, str) or not found or len(found) > 60:
        raise Wrong
    return found


def _id(_part: Part, given: Any) -> str:
    try:
        return str(UUID(str(given)))
    except ValueError as trouble:
        raise Wrong from trouble


def _choice(part: Part, given: Any) -> str:
    if given not in part.codes:
        raise Wrong
    return str(given)


READ: dict[str, Any] = {"number": _number, "day": _day, "words": _words, "id": _id, "choice": _choice}
Shapes = Mapping[str, Mapping[str, Part]]


@dataclass(frozen=True)
class Condition:
    """One condition, read and whole."""

    kind: str
    value: tuple[tuple[str, Any], ...]

    @property
    def parts(self) -> dict[str, Any]:
        return dict(self.value)

    def kept(self) -> dict[str, Any]:
        return {"kind": self.kind, "value": dict(self.value)}


@dataclass(frozen=True)
class Asked:
    """All a list asks. One that asks nothing is everybody."""

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, Condition]]:
        for group in GROUPS:
            for one in self.group(group):
                yield group, one

    def group(self, name: str) -> tuple[Condition, ...]:
        return {"all": self.all, "any": self.any, "not": self.none}[name]

    @property
    def full(self) -> bool:
        """It asks as much as a list can ask."""
        return len(list(self)) >= MOST

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(one.kind for _group, one in self)

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return {group: [one.kept() for one in self.group(group)] for group in GROUPS if self.group(group)}

    def with_one(self, group: str, one: Condition) -> "Asked":
        """With one condition more; said twice, it stands once."""
        every = {name: self.group(name) for name in GROUPS}
        if one not in every[group] and not self.full:
            every[group] = (*every[group], one)
        return Asked(every["all"], every["any"], every["not"])

    def without(self, group: str, place: int) -> "Asked":
        every = {name: self.group(name) for name in GROUPS}
        every[group] = tuple(one for number, one in enumerate(every[group]) if number != place)
        return Asked(every["all"], every["any"], every["not"])


def condition(kind: Any, given: Any, shapes: Shapes) -> Condition:
    """Wrong for a kind that is not one of `shapes`, a part too many, and a part that is not of its type."""
    if not isinstance(kind, str) or kind not in shapes or not isinstance(given, Mapping):
        raise Wrong
    parts = shapes[kind]
    if set(given) - set(parts):
        raise Wrong
    read = {name: part.read(given.get(name)) for name, part in parts.items()}
    return Condition(kind, tuple((name, value) for name, value in read.items() if value is not None))


def asked(given: Any, shapes: Shapes) -> Asked:
    """Read what was stored or sent."""
    if not isinstance(given, Mapping) or set(given) - set(GROUPS):
        raise Wrong
    groups = {name: _some(given.get(name, []), shapes) for name in GROUPS}
    if sum(len(one) for one in groups.values()) > MOST:
        raise Wrong
    return Asked(groups["all"], groups["any"], groups["not"])


def _some(given: Any, shapes: Shapes) -> tuple[Condition, ...]:
    if not isinstance(given, list | tuple):
        raise Wrong
    found: list[Condition] = []
    for one in given:
        if not isinstance(one, Mapping) or set(one) != {"kind", "value"}:
            raise Wrong
        read = condition(one["kind"], one["value"], shapes)
        found += [read] if read not in found else []
    return tuple(found)


def from_text(text: str, shapes: Shapes) -> Asked:
    try:
        return asked(json.loads(text or "{}"), shapes)
    except (json.JSONDecodeError, RecursionError) as trouble:
        raise Wrong from trouble


def as_text(one: Asked) -> str:
    return json.dumps(one.kept(), ensure_ascii=False, sort_keys=True)
