"""The stretches of time a tally counts over: weeks, or months where weeks would be too many."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

LENGTHS = (4, 12, 52)  # weeks one can look back
MOST_WEEKS = 12  # more than these are shown by month


@dataclass(frozen=True)
class Stretch:
    """A week (Monday to Sunday) or a month; both ends belong to it."""

    first: dt.date
    last: dt.date
    label: str


def looked_at(weeks: int, today: dt.date) -> list[Stretch]:
    """The stretches that end with the one of today, oldest first: as many weeks, or the months they touch."""
    monday = today - dt.timedelta(days=today.weekday())
    if weeks <= MOST_WEEKS:
        mondays = [monday - dt.timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
        return [Stretch(day, day + dt.timedelta(days=6), day.isoformat()) for day in mondays]
    return list(_months(monday - dt.timedelta(weeks=weeks - 1), today))


def place_of(day: dt.date, stretches: list[Stretch]) -> int | None:
    """Which of them a day falls in; None before the first and after the last."""
    return next((place for place, one in enumerate(stretches) if one.first <= day <= one.last), None)


def share(some: int, of: int) -> float | None:
    """0 to 1; None where there is nothing to take a share of."""
    return some / of if of else None


def _months(first: dt.date, last: dt.date) -> Iterator[Stretch]:
    begin = first.replace(day=1)
    while begin <= last:
        following = (begin + dt.timedelta(days=32)).replace(day=1)
        yield Stretch(begin, following - dt.timedelta(days=1), f"{begin:%Y-%m}")
        begin = following
