"""The one place that asks what time it is, so that tests can stop it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

from django.utils import timezone

_AHEAD: ContextVar[dt.timedelta] = ContextVar("ahead", default=dt.timedelta(0))


@contextmanager
def ahead(by: dt.timedelta) -> Iterator[None]:
    """As if so much time had passed, or had yet to: only the invented organization's past is made so."""
    before = _AHEAD.set(_AHEAD.get() + by)
    try:
        yield
    finally:
        _AHEAD.reset(before)


def as_on(day: dt.date) -> AbstractContextManager[None]:
    """As if it were this day, at the present hour."""
    return ahead(day - today())


def now() -> dt.datetime:
    """The present moment, aware, UTC."""
    return timezone.now() + _AHEAD.get()


def today() -> dt.date:
    """Today's date where the organization works (settings.TIME_ZONE)."""
    return timezone.localdate(now())


def iso_week(day: dt.date) -> str:
    """The ISO 8601 week of a day, written as in 2026-W47."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(week: str) -> dt.date:
    """The first day of a week written as `iso_week` writes it."""
    year, number = week.split("-W")
    return dt.date.fromisocalendar(int(year), int(number), 1)


def month_of(day: dt.date) -> str:
    """The month of a day, written as in 2026-11; key epochs of the outreach team are named so."""
    return f"{day:%Y-%m}"


def month_of_week(iso_week: str) -> str:
    """A week belongs to the month of its Thursday; also a week 53 of a year of 52, which a phone's clock may name."""
    year, week = iso_week.split("-W")
    return month_of(dt.date.fromisocalendar(int(year), 1, 4) + dt.timedelta(weeks=int(week) - 1))


def quarter_of(iso_week: str) -> str:
    """The quarter the Thursday of a week lies in, as in 2026-Q4: a week belongs to the year its Thursday is in."""
    year, week = map(int, iso_week.split("-W"))
    thursday = dt.date.fromisocalendar(year, week, 4)
    return f"{thursday.year}-Q{(thursday.month + 2) // 3}"
