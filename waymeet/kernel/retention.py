"""How the rows of each table go: said once, in the model's `Privacy.forget`.

The job that lets them go (waymeet.keeping), the page that lists them (docs/reference/time-to-forget.md) and the wall
test all read the same rule, so that what is promised and what is done cannot differ.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# The words of a span as they stand in `Privacy.kept`, and how many days they are.
SPANS = {
    "a day": 1,
    "36 hours": 2,
    "seven days": 7,
    "30 days": 30,
    "35 days": 35,
    "90 days": 90,
    "12 months": 365,
    "a year": 365,
    "18 months": 548,
    "four years": 1462,
    "six years": 2192,
    "seven years": 2557,
}


@dataclass(frozen=True)
class After:
    """Rows go when `span` has passed since the day (or moment) in `by`; rows without that day stay.

    `only` narrows it to some rows, as a filter of the queryset. `into` says what is left of them, `verb` names the
    function ("waymeet.care.naloxone.letting_go.roll_up") that lets them go where deleting alone is not enough: it takes
    the model, the last day that is due and what is held, and answers how many went. `due` names a function of the same
    shape that counts them where the day is not a column.
    """

    span: str
    by: str
    source: str
    only: Mapping[str, Any] = field(default_factory=dict)
    into: str = ""
    verb: str = ""
    due: str = ""

    @property
    def days(self) -> int:
        return SPANS[self.span]

    def last_due(self, today: dt.date) -> dt.date:
        """Rows of this day and earlier have been kept for the whole span."""
        return today - dt.timedelta(days=self.days)


@dataclass(frozen=True)
class Until:
    """Rows go once the moment in `by`, which was written when they were made, has passed."""

    by: str


@dataclass(frozen=True)
class With:
    """Rows go together with the row that `parent` (a foreign key that cascades) points to."""

    parent: str


@dataclass(frozen=True)
class WhenDone:
    """Rows go by an act of their own as soon as they have served: `how` says which. No day is waited for."""

    how: str


@dataclass(frozen=True)
class AtAWord:
    """Rows go when somebody asks, or when a person who can read the day inside says so: the server cannot read it."""

    how: str


@dataclass(frozen=True)
class Stays:
    """Rows do not go by time; `why` must convince a stranger."""

    why: str


Rule = After | Until | With | WhenDone | AtAWord | Stays
