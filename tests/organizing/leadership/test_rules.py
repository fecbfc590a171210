"""The ladder as rules: a table of who stands where, and that doing more never takes anybody down."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.organizing.leadership import rules
from waymeet.organizing.leadership.ladders import BEGIN
from waymeet.organizing.leadership.rules import Condition, Rung, What

EVENT, THREE, KEPT, KEPT_TWO = (
    Condition(What.EVENTS, 1, 12),
    Condition(What.EVENTS, 3, 12),
    Condition(What.KEPT, 1, 12),
    Condition(What.KEPT, 2, 12),
)
MET, ONE, MANY, LEADS = (
    Condition(What.ONE_ON_ONES, 1, 12),
    Condition(What.BROUGHT, 1),
    Condition(What.BROUGHT, 3),
    Condition(What.LEADS, 1),
)


@pytest.mark.parametrize(
    ("facts", "rung"),
    [
        ({}, "observing"),
        ({EVENT: 1, THREE: 1}, "following"),
        ({EVENT: 2, THREE: 2, MET: 1}, "endorsing"),
        ({MET: 4}, "observing"),
        ({EVENT: 3, THREE: 3, KEPT: 1, KEPT_TWO: 1}, "contributing"),
        ({EVENT: 3, THREE: 3, KEPT: 2, KEPT_TWO: 2, ONE: 1, MANY: 1}, "owning"),
        ({ONE: 3, MANY: 3, LEADS: 1}, "leading"),
        ({ONE: 9, MANY: 9}, "observing"),
    ],
)
def test_what_everybody_begins_with(facts, rung: str):
    assert BEGIN.steps[rules.place(BEGIN.rungs, facts)].key == rung


@pytest.mark.parametrize(("there", "holds"), [(0, False), (1, True), (2, True), (3, False), (5, False)], ids=str)
def test_an_assessment_holds_when_it_is_that_strong_and_was_made(there: int, *, holds: bool):
    one = Condition(What.ASSESSED, 2)
    assert rules.holds(one, {one: there}) is holds


def test_one_of_several_is_enough_only_where_the_rung_says_so():
    both = (EVENT, KEPT)
    assert rules.place([Rung("low"), Rung("high", both)], {EVENT: 1}) == 0
    assert rules.place([Rung("low"), Rung("high", both, any_of=True)], {EVENT: 1}) == 1


COUNTED = [what for what in What if what != What.ASSESSED]
conditions = st.builds(
    Condition, st.sampled_from(COUNTED), st.integers(1, 4), st.sampled_from([0, 6, 12]), st.just("block")
)
rungs = st.lists(st.tuples(st.lists(conditions, min_size=1, max_size=3), st.booleans()), min_size=1, max_size=5)


@given(rungs, st.data())
def test_more_of_anything_never_takes_anybody_down(parts, data):
    ladder = [Rung("low"), *(Rung(str(at), tuple(asks), any_of) for at, (asks, any_of) in enumerate(parts))]
    every = {one for rung in ladder for one in rung.conditions}
    facts = {one: data.draw(st.integers(0, 5)) for one in sorted(every, key=repr)}
    more = {one: many + data.draw(st.integers(0, 3)) for one, many in facts.items()}
    assert rules.place(ladder, more) >= rules.place(ladder, facts)


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        (dt.date(2026, 11, 27), 12, dt.date(2025, 11, 27)),
        (dt.date(2026, 3, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 15), 1, dt.date(2025, 12, 15)),
        (dt.date(2026, 1, 15), 0, None),
    ],
)
def test_from_which_day_on_it_counts(today: dt.date, months: int, first: dt.date | None):
    assert rules.since(Condition(What.EVENTS, 1, months), today) == first
    assert rules.since(Condition(What.BROUGHT, 1, months), today) is None


@pytest.mark.parametrize(("some", "of", "share"), [(3, 4, None), (0, 0, None), (4, 5, 80), (1, 6, 17)])
def test_a_share_of_few_is_not_said(some: int, of: int, share: int | None):
    assert rules.share(some, of) == share
