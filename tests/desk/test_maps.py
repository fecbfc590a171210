"""Maps: north is up, nothing is squeezed, and a label lies inside its area."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon

from waymeet.design import maps

ALBANY = (42_652_600, -73_756_200)


def test_north_is_up_and_east_is_right():
    frame = maps.Frame.around([ALBANY, (ALBANY[0] + 9000, ALBANY[1] + 9000)])
    x_south, y_south = frame.xy(*ALBANY)
    x_north, y_north = frame.xy(ALBANY[0] + 9000, ALBANY[1] + 9000)
    assert x_north > x_south
    assert y_north < y_south


def test_a_metre_east_is_as_long_as_a_metre_north():
    frame = maps.Frame.around([ALBANY, (ALBANY[0] + 9000, ALBANY[1] + 9000)])
    x, y = frame.xy(*ALBANY)
    _, up = frame.xy(ALBANY[0] + 5000, ALBANY[1])
    right, _ = frame.xy(ALBANY[0], ALBANY[1] + round(5000 / math.cos(math.radians(42.6526))))
    assert right - x == pytest.approx(y - up, rel=0.01)


@given(
    st.lists(
        st.tuples(st.integers(42_600_000, 42_700_000), st.integers(-73_800_000, -73_700_000)), min_size=1, max_size=30
    )
)
def test_every_place_lies_inside_its_frame_and_no_map_is_a_ribbon(places):
    frame = maps.Frame.around(places)
    for place in places:
        x, y = frame.xy(*place)
        assert 0 <= x <= frame.width
        assert 0 <= y <= frame.height
    assert 1 / 2.4 <= frame.height / frame.width <= 2.4


def test_a_line_keeps_its_ends_and_leaves_out_steps_too_small_to_see():
    frame = maps.Frame(42_600_000, -73_800_000, 42_700_000, -73_700_000)
    path = frame.line([42_650_000, -73_750_000, 42_650_001, -73_750_001, 42_660_000, -73_750_000])
    assert path.count(" ") == 2
    assert frame.line([42_650_000, -73_750_000]) == ""


def test_packed_rings_open_to_places():
    assert maps.absolute([10, 20, 1, 2, -3, 4]) == [10, 20, 11, 22, 8, 26]


def test_a_label_lies_inside_a_horseshoe():
    horseshoe = [(0, 0), (0, 100), (90, 100), (90, 80), (10, 80), (10, 20), (90, 20), (90, 0)]
    flat = [number for corner in horseshoe for number in corner]
    assert Polygon(horseshoe).contains(Point(maps.middle(flat)))
