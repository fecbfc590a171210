"""The ladder as rules: what was done decides on which rung somebody stands. Plain Python, knows no database.

A rung asks for conditions of a closed set: all of them, or any one. Somebody stands on the highest rung whose
conditions hold; the rungs below are not asked again, for whoever leads need not have hosted a meeting first.
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

LEADER, SUPPORTER, OPPOSED = 1, 2, 5  # of the assessment; 3 does not know yet, 4 is not interested
SPAN = 8  # people one person leads at most, as the field does it (6 to 8)
FEW = 5  # below this many asked a share says nothing
MOST_RUNGS, MOST_CONDITIONS = 8, 3


class What(StrEnum):
    """What a condition counts."""

    EVENTS = "events"
    SHIFTS = "shifts"
    ONE_ON_ONES = "one_on_ones"
    KEPT = "kept"
    BROUGHT = "brought"
    LEADS = "leads"
    ASSESSED = "assessed"
    BELONGS = "belongs"


DATED = frozenset({What.EVENTS, What.SHIFTS, What.ONE_ON_ONES, What.KEPT})


@dataclass(frozen=True)
class Condition:
    """At least `number` of `what` (for an assessment: at most), in the last `months`; 0 months are ever."""

    what: What
    number: int = 1
    months: int = 0
    group: str = ""


@dataclass(frozen=True)
class Rung:
    """One rung: its lasting key, and what it asks for. Nothing asked means that everybody stands there."""

    key: str
    conditions: tuple[Condition, ...] = ()
    any_of: bool = False


Facts = Mapping[Condition, int]  # how many there are of what each condition counts; 0 of an assessment is none


def holds(condition: Condition, facts: Facts) -> bool:
    there = facts.get(condition, 0)
    if condition.what == What.ASSESSED:
        return 0 < there <= condition.number
    return there >= condition.number


def reached(rung: Rung, facts: Facts) -> bool:
    every = [holds(one, facts) for one in rung.conditions]
    return (any(every) if rung.any_of else all(every)) if every else True


def place(ladder: Sequence[Rung], facts: Facts) -> int:
    """The highest rung that is reached; the lowest asks for nothing and is always reached."""
    return max((at for at, rung in enumerate(ladder) if reached(rung, facts)), default=0)


def since(condition: Condition, today: dt.date) -> dt.date | None:
    """The first day that counts; None where every day does."""
    if not condition.months or condition.what not in DATED:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 - condition.months, 12)
    return dt.date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def overdue(last: dt.date, every_days: int, today: dt.date) -> bool:
    return (today - last).days > every_days


def too_many(followers: int) -> bool:
    return followers > SPAN


def share(some: int, of: int) -> int | None:
    """In whole percent; None where there are too few to say."""
    return round(100 * some / of) if of >= FEW else None
