"""The stretches a tally counts over cover every day once, and end with the one of today."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from waymeet.organizing.tallies.rules import LENGTHS, looked_at, place_of, share

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2039, 12, 31))


@given(today=DAYS, weeks=st.sampled_from(LENGTHS), back=st.integers(0, 400))
def test_every_day_looked_at_falls_in_one_stretch_and_no_other_day_in_any(today, weeks, back):
    stretches = looked_at(weeks, today)
    day = today - dt.timedelta(days=back)
    holding = [at for at, one in enumerate(stretches) if one.first <= day <= one.last]
    assert holding == ([] if day < stretches[0].first else [place_of(day, stretches)])
    assert place_of(today, stretches) == len(stretches) - 1


@given(today=DAYS, weeks=st.sampled_from(LENGTHS))
def test_stretches_follow_each_other_without_a_gap(today, weeks):
    stretches = looked_at(weeks, today)
    assert all(one.last + dt.timedelta(days=1) == after.first for one, after in pairwise(stretches))
    assert len(stretches) == weeks if weeks <= 12 else len(stretches) in (12, 13)


def test_a_share_of_nothing_is_not_told():
    assert (share(0, 0), share(0, 4), share(1, 4)) == (None, 0.0, 0.25)
