"""A week belongs to the month of its Thursday, and a month is counted when it is over for good."""

import datetime as dt

import pytest

from waymeet.reports.measures.months import is_ready, last_day, span, thursday_of


@pytest.mark.parametrize(
    ("iso_week", "thursday"),
    [
        ("2026-W01", dt.date(2026, 1, 1)),
        ("2026-W05", dt.date(2026, 1, 29)),  # ends on Sunday, 1 February, and is January's
        ("2026-W44", dt.date(2026, 10, 29)),
        ("2026-W53", dt.date(2026, 12, 31)),
        ("2025-W53", dt.date(2026, 1, 1)),  # 2025 has 52 weeks: the one after them
        ("0000-W10", None),
        ("9999-W60", None),
    ],
)
def test_the_thursday_of_a_week(iso_week: str, thursday: dt.date | None):
    assert thursday_of(iso_week) == thursday


@pytest.mark.parametrize(
    ("month", "day"),
    [("2026-10", dt.date(2026, 11, 1)), ("2026-11", dt.date(2026, 11, 29)), ("2026-12", dt.date(2027, 1, 3))],
)
def test_a_month_ends_with_the_week_of_its_last_thursday(month: str, day: dt.date):
    assert last_day(month) == day


def test_a_month_is_ready_two_weeks_after_its_last_week():
    assert not is_ready("2026-10", dt.date(2026, 11, 15))
    assert is_ready("2026-10", dt.date(2026, 11, 16))


def test_months_from_one_to_another():
    assert span("2026-11", "2027-02") == ("2026-11", "2026-12", "2027-01", "2027-02")
    assert span("2026-11", "2026-10") == ()
