"""Estimates: the published check value, and intervals that hold what they promise."""

import math
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.care.supplies.rules_estimates import OnHand, Weight, between, pieces, price_of, year_from_weeks

weeks = st.lists(st.integers(0, 100_000), min_size=1, max_size=52)
count = st.integers(0, 100_000)
box = st.integers(1, 500)
grams = st.decimals("0.01", "50", places=2)


def test_the_published_year_is_260_000_at_39_000_dollars():
    year = year_from_weeks([2_000 + 3_000])
    assert year.middle == 260_000
    assert price_of(year.middle, Decimal(150)) == Decimal("39000.00")
    assert (year.least, year.most) == (None, None)


def test_four_weeks_by_hand():
    """Mean 100, spread 18.257; t of 3 degrees 3.182; 52 x 18.257 / 2 x sqrt(48/52) x 3.182 = 1451.3."""
    year = year_from_weeks([80, 90, 110, 120])
    assert year.middle == 5_200
    assert year.least == pytest.approx(5_200 - 1451.3, abs=0.5)
    assert year.most == pytest.approx(5_200 + 1451.3, abs=0.5)


@given(weeks)
def test_a_year_holds_its_middle_and_at_least_what_was_counted(counted):
    year = year_from_weeks(counted)
    assert year.middle == pytest.approx(sum(counted) / len(counted) * 52)
    assert (year.least is None) == (len(counted) == 1)
    if year.least is not None:
        assert sum(counted) <= year.least <= year.middle + 1e-6
        assert year.middle <= year.most + 1e-6


@given(weeks, st.randoms(use_true_random=False))
def test_the_order_of_weeks_says_nothing(counted, draw):
    other = list(counted)
    draw.shuffle(other)
    one, two = year_from_weeks(counted), year_from_weeks(other)
    assert one.middle == pytest.approx(two.middle)
    if one.most is not None:
        assert (one.least, one.most) == pytest.approx((two.least, two.most))


@given(st.lists(st.integers(0, 1000), min_size=52, max_size=53))
def test_a_year_counted_whole_has_no_error(counted):
    year = year_from_weeks(counted)
    assert year.least == pytest.approx(year.most) == pytest.approx(sum(counted))


def test_nineteen_years_of_twenty_lie_inside():
    draw, inside = random.Random(7), 0
    for _one in range(2_000):
        year = [max(round(draw.gauss(300, 60)), 0) for _week in range(52)]
        found = year_from_weeks(draw.sample(year, 6))
        inside += found.least <= sum(year) <= found.most
    assert 0.93 < inside / 2_000 < 0.97


@given(count, count, st.data(), box, box, st.integers(0, 500))
def test_what_was_handed_out_lies_between_whatever_the_boxes_hid(before, came, data, one, other, elsewhere):
    """True numbers are drawn first; then each count is off by up to a box less one."""
    there = before + came
    gone = data.draw(st.integers(0, min(there, elsewhere)))
    handed = data.draw(st.integers(0, there - gone))
    seen = [
        OnHand(true + data.draw(st.integers(-(size - 1), size - 1)), size)
        for true, size in ((before, one), (there - gone - handed, other))
    ]
    found = between(*seen, came=came, went_elsewhere=gone)
    assert found.least <= handed <= found.most


@given(count, count, count)
def test_two_exact_counts_leave_no_doubt(before, came, handed):
    handed = min(handed, before + came)
    found = between(OnHand(before), OnHand(before + came - handed), came=came)
    assert (found.least, found.middle, found.most) == (handed, handed, handed)


@given(st.integers(0, 5_000), grams, st.decimals("0", "0.9", places=2), st.decimals("0", "20", places=1), st.data())
def test_what_a_weight_stands_for_lies_in_its_band(many, each, share, step, data):
    """Every piece may weigh as much as the assumption is off, and the scale shows a step more or less."""
    off = each * share
    true_each = each + off * data.draw(st.decimals("-1", "1", places=3))
    shown = many * true_each + step * data.draw(st.decimals("-1", "1", places=3))
    found = pieces(shown + 250, Decimal(250), Weight(each, off, step))
    assert found.least <= many <= found.most
    assert found.least <= max(found.middle, 0) + 1e-6


def test_one_pound_is_281_pieces_as_orange_county_counts_them():
    each = Decimal("453.592") / 281
    found = pieces(Decimal("953.592"), Decimal(500), Weight(each))
    assert math.isclose(found.middle, 281, rel_tol=1e-9)
