"""One kind of condition: the sentence it is read as, its parts, who may ask it, and how it is looked up."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.organizing.contacts.guarded import Opened
from waymeet.organizing.lists.rules import Condition, Part, Shapes

Options = Callable[["Looking"], Sequence[tuple[Any, Any]]]


@dataclass(frozen=True)
class Looking:
    """On which day and for whom, and with which guarded groups open: none for whoever may not know of any."""

    today: dt.date
    guarded: Mapping[int, Opened] = field(default_factory=dict)
    by: Person | None = None

    def before(self, days: int) -> dt.date:
        return self.today - dt.timedelta(days=days)


@dataclass(frozen=True)
class Found:
    """Rows, and which column of theirs is the person. `where` says the same of a plain column of the person's row."""

    rows: QuerySet[Any, Any]
    column: str = "pk"
    where: Q | None = None

    @property
    def people(self) -> QuerySet[Any, Any]:
        """The persons' ids alone, to look up in."""
        return self.rows.order_by().values(self.column)


@dataclass(frozen=True)
class Kind:
    """`words` names it where one is chosen; `sentence` has a place for each part. `needs`: who may ask it at all."""

    name: str
    words: Any
    sentence: Any
    find: Callable[[dict[str, Any], Looking], Found]
    parts: Mapping[str, Part] = field(default_factory=dict)
    labels: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Options] = field(default_factory=dict)
    needs: May | None = None

    def said(self, one: Condition, looking: Looking) -> str:
        given = {name: self._word(name, one.parts.get(name), looking) for name in self.parts}
        return str(self.sentence) % given

    def _word(self, name: str, value: Any, looking: Looking) -> Any:
        if name in self.options:
            return {str(code): words for code, words in self.options[name](looking)}.get(str(value or ""), "?")
        if self.parts[name].kind == "day":
            return date_format(dt.date.fromisoformat(value))
        return value


def open_to(kinds: Mapping[str, Kind], by: Person) -> dict[str, Kind]:
    """The kinds this person may ask; of the others they do not learn that there are any."""
    return {name: one for name, one in kinds.items() if one.needs is None or can(by, one.needs)}


def shapes(kinds: Mapping[str, Kind]) -> Shapes:
    return {name: one.parts for name, one in kinds.items()}


def choice(choices: Sequence[tuple[str, Any]], *, free: Any = None) -> tuple[Part, Options]:
    """A part out of a fixed set, and its words; `free` are the words for "any of them"."""
    every = [*([("", free)] if free else []), *choices]
    return Part("choice", codes=frozenset(code for code, _words in choices), free=bool(free)), lambda _looking: every
