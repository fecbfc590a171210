"""The numbers of an event, and when somebody is called, reminded or let in; how an event comes again."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.organizing.events import recurrence, rules

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2032, 1, 1))


@pytest.mark.parametrize(("goal", "needed", "missing"), [(20, 40, 17), (None, None, 0), (5, 10, 0)])
def test_twice_the_yeses_are_asked_for_the_turnout_wanted(goal, needed, missing):
    turnout = rules.Turnout(goal=goal, yes=23)
    assert (turnout.needed, turnout.missing) == (needed, missing)


def test_who_was_never_looked_for_did_not_flake():
    assert rules.Turnout(yes=4).flake_rate is None
    assert rules.Turnout(yes=4, kept=1, broken=3).flake_percent == 75


@pytest.mark.parametrize(
    ("left", "before", "due"),
    [
        (6, None, False),
        (5, None, True),
        (4, 5, False),
        (3, None, True),
        (2, 4, False),
        (1, 4, True),
        (1, 1, False),
        (0, 1, False),
        (0, 4, True),
        (0, None, True),
        (-1, None, False),
    ],
)
def test_somebody_is_called_once_in_each_round_and_a_missed_day_is_made_up_for(left, before, due):
    assert rules.call_is_due(left, before) is due


@given(st.lists(st.integers(0, 9), max_size=10, unique=True))
def test_nobody_is_called_more_than_twice_whoever_calls_on_whichever_days(days):
    called, calls = None, 0
    for left in sorted(days, reverse=True):
        if rules.call_is_due(left, called):
            called, calls = left, calls + 1
    assert calls <= 2


@pytest.mark.parametrize(
    ("given", "found", "who"),
    [
        (["rosa"], [("r", "rosa munoz"), ("a", "ana munoz")], "r"),
        (["munoz"], [("r", "rosa munoz"), ("a", "ana munoz")], None),
        (["pilar"], [("r", "rosa munoz")], None),
        ([], [("r", "rosa munoz")], "r"),
        ([], [("r", "rosa munoz"), ("a", "ana")], None),
        (["rosa"], [], None),
    ],
)
def test_a_shared_phone_takes_nobody_for_somebody_else(given, found, who):
    assert rules.whose(given, found) == who


@pytest.mark.parametrize(("words", "numbers"), [("1 3, 7-9", [1, 3, 7, 8, 9]), ("", []), ("2 2 1-2", [1, 2])])
def test_numbers_off_a_sheet(words, numbers):
    assert rules.numbers_in(words, 9) == numbers


@pytest.mark.parametrize("words", ["10", "0", "x", "3-1", "-2", "1-", "1-2-3"])
def test_a_number_that_is_not_on_the_sheet_is_refused(words):
    with pytest.raises(ValueError):
        rules.numbers_in(words, 9)


@given(st.sampled_from(recurrence.HOW_OFTEN), DAYS, st.integers(1, 400))
def test_an_event_that_comes_again_comes_on_its_weekday_from_the_first_day_on(how, first, more):
    until = first + dt.timedelta(days=more)
    days = recurrence.days_of(recurrence.rule_of(how, first), first, until)
    assert {day.weekday() for day in days} == {first.weekday()}
    assert days == sorted(set(days))
    assert days[0] == first or (how == "monthly" and (first.day - 1) // 7 == 4)
    assert all(first <= day <= until for day in days)
    if how == "monthly":
        assert len({(day.year, day.month) for day in days}) == len(days)
    else:
        assert {b - a for a, b in itertools.pairwise(days)} <= {dt.timedelta(weeks=1 if how == "weekly" else 2)}
