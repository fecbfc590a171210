"""What a structure test proves, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.organizing.campaigns.rules import Strength, is_false_one, is_stronger_than_thought


@pytest.mark.parametrize(
    ("some", "of", "target", "wanted", "percent", "reached"),
    [
        (66, 100, 67, 67, 66, False),
        (67, 100, 67, 67, 67, True),
        (2, 3, 67, 3, 66, False),
        (0, 7, 67, 5, 0, False),
        (8, 7, 67, 5, 114, True),
    ],
)
def test_how_strong(some: int, of: int, target: int, wanted: int, percent: int, *, reached: bool):
    found = Strength(some, of, target)
    assert (found.wanted, found.percent, found.reached) == (wanted, percent, reached)
    assert found.more_than_all is (some > of)


@given(st.integers(0, 500), st.integers(1, 500), st.integers(1, 100))
def test_nobody_reaches_a_target_by_rounding(some: int, of: int, target: int):
    found = Strength(some, of, target)
    assert found.reached == (some * 100 >= of * target)
    assert found.reached == (found.missing == 0)


@pytest.mark.parametrize(
    ("assessed", "did", "over", "false_one", "stronger"),
    [
        (1, False, False, True, False),
        (2, None, True, True, False),
        (2, None, False, False, False),
        (1, True, True, False, False),
        (3, True, False, False, True),
        (5, True, True, False, True),
        (4, None, True, False, False),
        (0, True, True, False, False),
        (0, None, True, False, False),
    ],
)
def test_where_an_assessment_was_wrong(assessed: int, did, *, over: bool, false_one: bool, stronger: bool):
    assert is_false_one(assessed, did=did, over=over) is false_one
    assert is_stronger_than_thought(assessed, did=did) is stronger
