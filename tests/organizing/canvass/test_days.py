"""The day a record counts for, in the organization's own time zone, whatever the phone's clock says."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from waymeet.organizing.canvass.reading import Days

ALBANY = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 11, 1, 17, 30, tzinfo=dt.UTC)  # Sunday, half past noon; clocks went back that morning


@pytest.mark.parametrize(
    ("at", "day", "odd"),
    [
        ("2026-11-01T17:29:00+00:00", "2026-11-01", False),
        ("2026-11-01T04:00:00+00:00", "2026-11-01", False),  # midnight, still summer time
        ("2026-11-01T03:59:59+00:00", "2026-10-31", False),
        ("2026-10-31T23:59:59-04:00", "2026-10-31", False),
        ("2026-09-03T12:00:00+00:00", "2026-09-03", False),
        ("2026-09-01T12:00:00+00:00", "2026-11-01", True),  # over sixty days old
        ("2026-11-01T18:29:00+00:00", "2026-11-01", False),  # a little fast
        ("2026-11-01T18:31:00+00:00", "2026-11-01", True),
        ("2026-11-02T18:00:00+00:00", "2026-11-01", True),  # another time zone, perhaps
        ("2031-01-01T00:00:00+00:00", "2026-11-01", True),
    ],
)
def test_the_day_of_a_moment(at: str, day: str, odd: bool) -> None:
    assert Days(NOW, ALBANY).of(dt.datetime.fromisoformat(at)) == (dt.date.fromisoformat(day), odd)


def test_no_moment_counts_for_today() -> None:
    assert Days(NOW, ALBANY).of(None) == (dt.date(2026, 11, 1), True)
