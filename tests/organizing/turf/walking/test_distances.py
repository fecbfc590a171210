"""What it costs to walk from door to door."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.organizing.turf.grid import BLOCK, doors, grid, lane, turned_round
from tests.properties import tried_on
from waymeet.organizing.turf.corners import BETWEEN_CORNERS, CROSSING_WAIT, CROSSING_WIDTH, corners_of
from waymeet.organizing.turf.network import STREET_KINDS
from waymeet.organizing.turf.walking import ways_between

RESIDENTIAL, PRIMARY = STREET_KINDS.index("residential"), STREET_KINDS.index("primary")
OVER_QUIET = CROSSING_WIDTH[RESIDENTIAL] + CROSSING_WAIT[RESIDENTIAL]
OVER_BUSY = CROSSING_WIDTH[PRIMARY] + CROSSING_WAIT[PRIMARY]


def between(network, places, *, both_sides=True):
    """Metres, to the centimetre: no edge of the graph is shorter than a tenth of a millimetre."""
    return np.round(ways_between(network, corners_of(network), doors(places), both_sides=both_sides).between, 2)


def test_along_one_side_it_is_the_metres():
    assert between(grid().network, [(0, 1, 10.0), (0, 1, 73.5)])[0, 1] == pytest.approx(63.5)


def test_a_quiet_street_is_crossed_before_the_door():
    assert between(grid().network, [(0, 1, 50.0), (0, -1, 50.0)])[0, 1] == pytest.approx(OVER_QUIET + BETWEEN_CORNERS)


def test_one_side_at_a_time_crosses_at_the_corner():
    """From the middle of a block: half a block, over at the corner, half a block back."""
    metres = between(grid().network, [(0, 1, 50.0), (0, -1, 50.0)], both_sides=False)[0, 1]
    assert metres == pytest.approx(BLOCK + OVER_QUIET)


def test_a_busy_street_is_crossed_at_corners_only():
    town = lane(PRIMARY)
    metres = between(town.network, [(town.middle, 1, 50.0), (town.middle, -1, 50.0)])[0, 1]
    assert metres == pytest.approx(BLOCK + OVER_BUSY)


def test_at_a_dead_end_one_walks_round():
    """No waiting, and allowed even one side at a time: nobody drives there."""
    town = lane(RESIDENTIAL)
    metres = between(town.network, [(town.dead_end, 1, 90.0), (town.dead_end, -1, 90.0)], both_sides=False)[0, 1]
    assert metres == pytest.approx(10.0 + 10.0 + CROSSING_WIDTH[RESIDENTIAL])


def test_a_drive_that_ends_at_a_street_makes_no_corner():
    """So one goes on to the dead end and comes back on the other side."""
    town = lane(PRIMARY, drive=True)
    metres = between(town.network, [(town.middle, 1, 90.0), (town.middle, -1, 90.0)])[0, 1]
    assert metres == pytest.approx(110.0 + CROSSING_WIDTH[PRIMARY] + 110.0)


def test_a_path_that_goes_on_beyond_a_street_is_a_crossing():
    town = lane(PRIMARY, drive=True, drive_beyond=True)
    metres = between(town.network, [(town.middle, 1, 90.0), (town.middle, -1, 90.0)])[0, 1]
    assert metres == pytest.approx(10.0 + OVER_BUSY + 10.0)


def test_a_path_has_no_sides():
    town = lane(0)
    assert between(town.network, [(town.middle, 1, 50.0), (town.middle, -1, 50.0)])[0, 1] <= 0.1


def test_a_river_is_walked_round_by_its_bridge():
    """The doors face each other over the water, 100 m apart; the bridge is three blocks away."""
    town = grid(4, 3, river_after_row=1, bridge_column=0)
    south, north = town.street("1 Street", 3), town.street("2 Street", 3)
    metres = between(town.network, [(south, 1, 50.0), (north, -1, 50.0)])[0, 1]
    assert metres > 2 * 3 * BLOCK


def test_without_a_bridge_there_is_no_way():
    town = grid(3, 3, river_after_row=1, bridge_column=None)
    south, north = town.street("1 Street", 1), town.street("2 Street", 1)
    assert np.isinf(between(town.network, [(south, 1, 50.0), (north, -1, 50.0)])[0, 1])


def test_a_way_far_round_is_found():
    """The only bridge lies beyond the streets first looked at."""
    town = grid(20, 2, river_after_row=0, bridge_column=20)
    south, north = town.street("0 Street", 0), town.street("1 Street", 0)
    assert np.isfinite(between(town.network, [(south, 1, 50.0), (north, -1, 50.0)])[0, 1])


places = st.lists(st.tuples(st.integers(0, 30), st.sampled_from([1, -1]), st.floats(0, BLOCK)), min_size=2, max_size=8)


@tried_on(30)
@given(places, st.booleans())
def test_ways_are_metric(some, both_sides):
    """Nought to itself, the same back, never longer than by way of a third door."""
    metres = between(grid(3, 3).network, [(seg % 24, side, at) for seg, side, at in some], both_sides=both_sides)
    assert np.diag(metres).max() == 0
    assert np.array_equal(metres, metres.T)
    assert (metres[:, None, :] <= metres[:, :, None] + metres[None, :, :] + 0.05).all()


@tried_on(20)
@given(places, st.sets(st.integers(0, 23)))
def test_the_direction_a_street_was_drawn_in_does_not_matter(some, turned):
    town = grid(3, 3)
    some = [(seg % 24, side, at) for seg, side, at in some]
    network, same = turned_round(town.network, some, turned)
    assert np.allclose(between(town.network, some), between(network, same), atol=0.05)


@tried_on(20)
@given(places)
def test_crossing_anywhere_is_never_longer(some):
    some = [(seg % 24, side, at) for seg, side, at in some]
    assert (between(grid(3, 3).network, some) <= between(grid(3, 3).network, some, both_sides=False) + 0.05).all()
