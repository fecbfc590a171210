"""Which month a week belongs to, and when a month may be counted."""

import calendar
import datetime as dt

# Phones without signal hand in late; a month is counted when its last week has been over for so long.
WAIT = dt.timedelta(days=14)


def thursday_of(iso_week: str) -> dt.date | None:
    """The Thursday of an ISO week "2026-W47"; None where a phone's clock wrote a year there is no calendar for.

    Week 53 of a year that has 52 is the week after week 52.
    """
    year, _, week = iso_week.partition("-W")
    try:
        return dt.date.fromisocalendar(int(year), 1, 4) + dt.timedelta(weeks=int(week) - 1)
    except (ValueError, OverflowError):
        return None


def last_day(month: str) -> dt.date:
    """The Sunday that ends the last ISO week of a month "2026-11": the week of the month's last Thursday."""
    year, number = (int(part) for part in month.split("-"))
    last = dt.date(year, number, calendar.monthrange(year, number)[1])
    thursday = last - dt.timedelta(days=(last.isoweekday() - 4) % 7)
    return thursday + dt.timedelta(days=3)


def is_ready(month: str, today: dt.date) -> bool:
    """True once nothing is expected to come in for that month any more."""
    return today > last_day(month) + WAIT


def span(first: str, last: str) -> tuple[str, ...]:
    """Every month from the first to the last, both included; empty if they are the wrong way round."""
    months, month = [], first
    while month <= last:
        months.append(month)
        year, number = (int(part) for part in month.split("-"))
        month = f"{year + number // 12:04d}-{number % 12 + 1:02d}"
    return tuple(months)
