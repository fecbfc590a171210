"""The order of a walk, its metres and minutes, and its line on the map."""

from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.organizing.turf.grid import doors, grid
from tests.properties import tried_on
from waymeet.organizing.turf.corners import corners_of
from waymeet.organizing.turf.network import NO_STREET
from waymeet.organizing.turf.shortest_path import improved, length, shortest_path
from waymeet.organizing.turf.walk_order import Pace, rows_of, stops_of, walk_order
from waymeet.organizing.turf.walking import ways_between

TOWN = grid(4, 3)
CORNERS = corners_of(TOWN.network)
RIVER = grid(4, 3, river_after_row=1, bridge_column=0)


def walked(spots, town=TOWN, **how):
    return walk_order(town.network, corners_of(town.network), spots, seconds=0.02, **how)


some_doors = st.lists(st.integers(0, len(TOWN.spots.seg) - 1), min_size=1, max_size=40, unique=True)


@tried_on(25)
@given(some_doors, st.booleans(), st.booleans())
def test_every_door_once_and_metres_add_up(rows, both_sides, from_a_start):
    spots = rows_of(TOWN.spots, sorted(rows))
    start = doors([(0, 1, 30.0)], setback=0.0) if from_a_start else None
    walk = walked(spots, both_sides=both_sides, start=start)
    assert sorted(walk.order) == list(range(len(rows)))
    ways = ways_between(TOWN.network, CORNERS, rows_of(spots, walk.order), both_sides=both_sides)
    legs = sum(ways.metres(ways.leg(stop, stop + 1)) for stop in range(len(rows) - 1))
    first = _metres_from(start, rows_of(spots, walk.order[:1]), both_sides) if from_a_start else 0.0
    assert walk.metres == pytest.approx(first + legs + 2 * spots.setback.sum(), abs=0.05)


def _metres_from(start, door, both_sides):
    names = ("seg", "along", "side", "setback", "building")
    both = type(door)(*(np.concatenate((getattr(start, name), getattr(door, name))) for name in names))
    ways = ways_between(TOWN.network, CORNERS, both, both_sides=both_sides)
    return ways.metres(ways.leg(0, 1))


points = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=7)


@tried_on(40)
@given(points, st.booleans())
def test_a_few_doors_are_ordered_as_well_as_can_be(places, from_first):
    xy = np.array(places, dtype=np.float64)
    distance = np.abs(xy[:, None] - xy[None]).sum(-1)
    found = shortest_path(distance, start=0 if from_first else None, seconds=0.01)
    orders = [order for order in permutations(range(len(xy))) if not from_first or order[0] == 0]
    assert length(distance, found) == pytest.approx(min(length(distance, list(order)) for order in orders))
    assert not from_first or found[0] == 0


@tried_on(25)
@given(st.integers(1, 30), st.randoms(use_true_random=False), st.booleans())
def test_improving_never_makes_a_path_longer_or_moves_its_start(many, random, fixed):
    xy = np.array([(random.random(), random.random()) for _ in range(many)])
    distance = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    before = random.sample(range(many), many)
    after = improved(distance, before, fixed_start=fixed)
    assert sorted(after) == list(range(many))
    assert length(distance, after) <= length(distance, before) + 1e-9
    assert not fixed or after[0] == before[0]


def test_doors_in_their_written_order_are_walked_farther():
    rows = range(0, len(TOWN.spots.seg), 7)
    spots = rows_of(TOWN.spots, list(rows))
    ways = ways_between(TOWN.network, CORNERS, spots, both_sides=True)
    ours = walked(spots)
    assert length(ways.between, list(ours.order)) < length(ways.between, list(range(len(spots.seg))))


def test_the_walk_goes_over_the_bridge():
    """The only bridge is the first avenue: the line crosses the river there, and nowhere else."""
    south, north = RIVER.street("1 Street", 3), RIVER.street("2 Street", 3)
    walk = walked(doors([(south, 1, 20.0), (south, 1, 80.0), (north, -1, 20.0), (north, -1, 80.0)]), town=RIVER)
    crossing = walk.path[(walk.path[:, 1] > 110) & (walk.path[:, 1] < 190)]
    steps = np.diff(walk.path, axis=0)
    over = np.flatnonzero((walk.path[:-1, 1] < 150) != (walk.path[1:, 1] < 150))
    assert walk.pieces == 1
    assert len(over) == 1
    assert abs(walk.path[over[0], 0]) < 10
    assert abs(steps[over[0], 0]) < 10
    assert not len(crossing) or abs(crossing[:, 0]).max() < 10


def test_shores_without_a_bridge_are_walked_one_after_the_other():
    town = grid(3, 3, river_after_row=1, bridge_column=None)
    south, north = town.street("1 Street", 1), town.street("2 Street", 1)
    places = [(south, 1, 10.0), (north, -1, 10.0), (south, 1, 90.0), (north, -1, 90.0)]
    walk = walked(doors(places), town=town)
    shores = [places[row][0] for row in walk.order]
    assert walk.pieces == 2
    assert shores in ([south, south, north, north], [north, north, south, south])


def test_a_door_without_a_street_comes_last_and_spoils_nothing():
    spots = doors([(0, 1, 10.0), (0, 1, 30.0), (0, 1, 50.0)])
    spots.seg[1] = NO_STREET
    walk = walked(spots)
    assert walk.order[-1] == 1
    assert walk.no_street == (1,)
    assert walk.metres == pytest.approx(40.0 + 4 * 5.0)


def test_only_doors_without_a_street():
    spots = doors([(NO_STREET, 1, 0.0), (NO_STREET, 1, 0.0)])
    walk = walked(spots)
    assert (walk.order, walk.metres, walk.pieces) == ((0, 1), 0.0, 0)


def test_no_door_at_all():
    walk = walked(doors([]))
    assert (walk.order, walk.metres, walk.minutes) == ((), 0.0, 0.0)


def test_one_door():
    walk = walked(doors([(3, -1, 40.0)]))
    assert walk.order == (0,)
    assert walk.metres == pytest.approx(10.0)  # five metres up to the door and five back
    assert walk.minutes == pytest.approx(2.0 + 10.0 / 1.25 / 60)


def test_flats_of_one_building_are_one_stop_in_their_order():
    spots = doors([(0, 1, 10.0), (0, 1, 50.0), (0, 1, 50.0), (0, 1, 50.0), (0, 1, 90.0)])
    spots = replace(spots, building=np.array([0, 1, 1, 1, 2], dtype=np.int32))
    assert stops_of(spots).rows == [[0], [1, 2, 3], [4]]
    walk = walked(spots)
    assert walk.order == (0, 1, 2, 3, 4)
    assert walk.metres == pytest.approx(80.0 + 3 * 10.0)


def test_a_walk_begins_near_its_start():
    spots = doors([(0, 1, 10.0), (0, 1, 50.0), (0, 1, 90.0)])
    from_the_end = walked(spots, start=doors([(0, 1, 99.0)], setback=0.0))
    assert from_the_end.order == (2, 1, 0)
    assert from_the_end.metres == pytest.approx(9.0 + 80.0 + 3 * 10.0)


@tried_on(25)
@given(some_doors, st.booleans())
def test_no_door_is_passed_by_for_later(rows, both_sides):
    """Up a street and down again: its doors are done on the way up."""
    spots = rows_of(TOWN.spots, sorted(rows))
    order = walked(spots, both_sides=both_sides).order
    ways = ways_between(TOWN.network, CORNERS, rows_of(spots, order), both_sides=both_sides)
    place = {int(vertex): stop for stop, vertex in enumerate(ways.sides.door)}
    for stop in range(len(order) - 1):
        passed = [place[vertex] for vertex in ways.leg(stop, stop + 1)[1:-1] if vertex in place]
        assert all(other < stop for other in passed)


def test_one_side_at_a_time_does_the_first_side_before_the_second():
    sides = [1, -1] * 8
    spots = doors([(0, side, 6.0 * number) for number, side in enumerate(sides)])
    walk = walked(spots, both_sides=False)
    in_order = [sides[row] for row in walk.order]
    assert sum(here != there for here, there in pairwise(in_order)) == 1


def test_a_slower_pace_takes_longer():
    spots = rows_of(TOWN.spots, list(range(0, 60, 3)))
    quick, slow = walked(spots), walked(spots, pace=Pace(metres_a_second=0.8, minutes_a_door=5.0))
    assert slow.minutes > quick.minutes
    assert slow.metres == pytest.approx(quick.metres, rel=0.02)
