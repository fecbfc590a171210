"""The map: nobody stands on anybody else, and everybody is on the paper, for any tree."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.organizing.leadership.map_layout import APART, lay_out


@st.composite
def trees(draw):
    """Each person hangs below somebody who was there before."""
    above = [draw(st.integers(0, at)) for at in range(draw(st.integers(0, 60)))]
    below: dict[str, list[str]] = {}
    for at, one in enumerate(above, 1):
        below.setdefault(str(one), []).append(str(at))
    return len(above) + 1, below


def looked_at(people: int, below) -> None:
    laid = lay_out("0", below)
    assert {spot.id for spot in laid.spots} == {str(at) for at in range(people)}
    for one, other in combinations(laid.spots, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= 2 * APART - 0.5
    for spot in laid.spots:
        assert APART - 0.5 <= spot.x <= laid.wide - APART + 0.5
        assert APART - 0.5 <= spot.y <= laid.high - APART + 0.5


@given(trees())
def test_nobody_stands_on_anybody_else(tree):
    looked_at(*tree)


@pytest.mark.parametrize(("people", "span"), [(3, 8), (300, 8), (300, 40), (60, 1), (300, 300)])
def test_from_three_to_three_hundred_and_teams_of_every_size(people: int, span: int):
    below: dict[str, list[str]] = {}
    for at in range(1, people):
        below.setdefault(str((at - 1) // span), []).append(str(at))
    looked_at(people, below)


def test_a_small_team_fits_a_phone():
    laid = lay_out("0", {"0": ["1", "2", "3", "4", "5", "6"]})
    assert laid.wide <= 320
