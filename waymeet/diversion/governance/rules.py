"""How a request to an agency stands, when a motion is carried, which months are missing. Pure.

A request is what was asked; answers are added to it. What an agency owes is late from the day after it was due, and
stays late in what is shown even when it comes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = 12


class Came(StrEnum):
    """What an answer was."""

    DELIVERED = "delivered"
    PARTIAL = "partial"
    REFUSED = "refused"


class State(StrEnum):
    """How a request stands."""

    OPEN = "open"
    LATE = "late"
    PARTIAL = "partial"
    REFUSED = "refused"
    DELIVERED = "delivered"


@dataclass(frozen=True)
class Answer:
    """An answer of an agency, on a day."""

    day: date
    came: str


@dataclass(frozen=True)
class Standing:
    """`days_late`: how many days after it was due it came, or how many it is late by now; 0 for in time.

    What was refused or came in part is late by the days until that answer: for the rest nobody counts on.
    """

    state: State
    days_late: int


def standing(due_on: date, answers: Iterable[Answer], today: date) -> Standing:
    """The last answer counts; of several on a day the one that says more. What was delivered once stays delivered."""
    known = [one for one in answers if one.day <= today]
    delivered = [one.day for one in known if one.came == Came.DELIVERED]
    if delivered:
        return Standing(State.DELIVERED, _late(due_on, min(delivered)))
    if known:
        last = max(known, key=lambda one: (one.day, one.came == Came.PARTIAL))
        state = State.PARTIAL if last.came == Came.PARTIAL else State.REFUSED
        return Standing(state, _late(due_on, last.day))
    late = _late(due_on, today)
    return Standing(State.LATE if late else State.OPEN, late)


def _late(due_on: date, day: date) -> int:
    return max(0, (day - due_on).days)


@dataclass(frozen=True)
class Asked:
    """A request for months of something: "2026-03" to "2026-05", and how it stands."""

    first_month: str
    last_month: str
    state: State


@dataclass(frozen=True)
class Gap:
    """Months, both counted, for which nothing is held: never to be read as zero."""

    first_month: str
    last_month: str


def months(first: str, last: str) -> list[str]:
    """Every month from one to another, both counted."""
    numbers = range(_number(first), _number(last) + 1)
    return [f"{at // MONTHS:04d}-{at % MONTHS + 1:02d}" for at in numbers]


def _number(month: str) -> int:
    year, at = month.split("-")
    return int(year) * MONTHS + int(at) - 1


def gaps(asked: Iterable[Asked]) -> list[Gap]:
    """Runs of months that were asked for and never delivered whole. What is open and not late is no gap yet."""
    wanted, held = set[str](), set[str]()
    for one in asked:
        span = months(one.first_month, one.last_month)
        if one.state == State.DELIVERED:
            held.update(span)
        elif one.state != State.OPEN:
            wanted.update(span)
    return _runs(sorted(wanted - held))


def _runs(missing: Sequence[str]) -> list[Gap]:
    found: list[Gap] = []
    for month in missing:
        if found and _number(month) == _number(found[-1].last_month) + 1:
            found[-1] = Gap(found[-1].first_month, month)
        else:
            found.append(Gap(month, month))
    return found


class Needs(StrEnum):
    """What carries a motion, of the votes for and against."""

    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"
    CONSENSUS = "consensus"


def carried(needs: str, yes: int, no: int) -> bool:
    """Whoever abstains is not counted. Nobody voting carries nothing."""
    if needs == Needs.CONSENSUS:
        return yes > 0 and no == 0
    if needs == Needs.TWO_THIRDS:
        return yes > 0 and yes >= 2 * no
    return yes > no
