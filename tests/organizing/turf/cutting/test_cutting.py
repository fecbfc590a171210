"""Cutting doors into turfs: all of them, equal, whole buildings, on one shore."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.organizing.turf.grid import doors, grid
from tests.properties import tried_on
from waymeet.organizing.turf.corners import corners_of
from waymeet.organizing.turf.cutting import Size, cut, turfs_for
from waymeet.organizing.turf.network import NO_STREET
from waymeet.organizing.turf.walk_order import Pace, rows_of, walk_order

TOWN = grid(4, 3)


def cut_up(spots, town=TOWN, **size):
    return cut(town.network, corners_of(town.network), spots, Size(**size))


def with_flats(spots, flats):
    """Building i gets flats[i] doors, at the place of door i."""
    rows = [row for row, count in enumerate(flats) for _ in range(count)]
    return rows_of(spots, rows)


towns = st.lists(st.sampled_from([0, 1, 1, 1, 1, 2, 3, 6]), min_size=1, max_size=120).filter(any)


@tried_on(40)
@given(towns, st.integers(1, 60))
def test_a_cut_is_a_partition_of_whole_buildings_in_equal_shares(flats, wanted):
    spots = with_flats(TOWN.spots, flats)
    turfs = cut_up(spots, doors=wanted).turfs
    assert sorted(row for turf in turfs for row in turf) == list(range(len(spots.seg)))
    where = {}
    for number, turf in enumerate(turfs):
        for row in turf:
            assert where.setdefault(int(spots.building[row]), number) == number
    towers = sum(count for count in flats if count >= wanted)
    ordinary = sorted(map(len, turfs))[: len(turfs) - sum(count >= wanted for count in flats)]
    if ordinary:
        share = (len(spots.seg) - towers) / len(ordinary)
        largest = max(count for count in flats if count < wanted)
        assert max(abs(size - share) for size in ordinary) <= largest


@tried_on(10)
@given(towns, st.integers(5, 40))
def test_the_same_doors_are_cut_the_same_way(flats, wanted):
    spots = with_flats(TOWN.spots, flats)
    assert cut_up(spots, doors=wanted) == cut_up(spots, doors=wanted)


def test_turfs_are_near_the_size_asked_for():
    sizes = [len(turf) for turf in cut_up(TOWN.spots, doors=60).turfs]
    assert max(sizes) - min(sizes) <= 1
    assert 54 <= min(sizes) <= max(sizes) <= 66


@pytest.mark.parametrize(
    ("total", "wanted", "turfs"), [(60, 60, 1), (66, 60, 1), (67, 60, 2), (10, 60, 1), (600, 60, 10)]
)
def test_a_turf_is_at_most_a_tenth_over(total, wanted, turfs):
    assert turfs_for(total, wanted) == turfs


def test_no_turf_lies_on_both_shores():
    """Without a bridge each shore is cut on its own, though its share is smaller than its neighbour's over the water."""
    town = grid(4, 4, river_after_row=1, bridge_column=None)
    south = town.network.node_xy[town.network.seg_from[town.spots.seg], 1] < 150
    for turf in cut_up(town.spots, town=town, doors=70).turfs:
        assert len(set(south[turf].tolist())) == 1


def test_a_turf_over_a_bridge_is_rare():
    """With one bridge far off, at most one turf spans the river."""
    town = grid(6, 4, river_after_row=1, bridge_column=0)
    south = town.network.node_xy[town.network.seg_from[town.spots.seg], 1] < 150
    both = [len(set(south[turf].tolist())) == 2 for turf in cut_up(town.spots, town=town, doors=50).turfs]
    assert sum(both) <= 1


def test_turfs_hang_together():
    """A turf can be walked within a few hundred metres more than the streets its doors lie on."""
    for turf in cut_up(TOWN.spots, doors=50).turfs:
        walk = walk_order(TOWN.network, corners_of(TOWN.network), rows_of(TOWN.spots, turf), seconds=0.02)
        assert walk.metres - 10 * len(turf) < 25 * len(turf)


def test_a_tower_is_a_turf_of_its_own():
    spots = with_flats(TOWN.spots, [1] * 30 + [90] + [1] * 30)
    turfs = cut_up(spots, doors=30).turfs
    assert sorted(map(len, turfs)) == [30, 30, 90]


def test_a_door_without_a_street_is_named_and_left_out():
    spots = doors([(0, 1, 10.0 * number) for number in range(8)])
    spots.seg[3] = NO_STREET
    made = cut_up(spots, doors=4)
    assert made.no_street == [3]
    assert sorted(row for turf in made.turfs for row in turf) == [0, 1, 2, 4, 5, 6, 7]


@pytest.mark.parametrize("many", [0, 1])
def test_no_door_and_one_door(many):
    made = cut_up(doors([(0, 1, 10.0)] * many), doors=60)
    assert made.turfs == [[row] for row in range(many)]


def test_minutes_are_kept_to():
    """Asked for an hour, a walk takes about an hour; half the pace makes about half the turf."""
    turfs = cut_up(TOWN.spots, minutes=60.0).turfs
    walks = [
        walk_order(TOWN.network, corners_of(TOWN.network), rows_of(TOWN.spots, turf), seconds=0.02).minutes
        for turf in turfs
    ]
    assert np.mean(walks) == pytest.approx(60, rel=0.15)
    assert max(walks) < 75
    slow = Pace(metres_a_second=0.6, minutes_a_door=4.0)
    assert len(cut_up(TOWN.spots, minutes=60.0, pace=slow).turfs) == pytest.approx(2 * len(turfs), abs=2)


def test_doors_of_one_building_on_two_streets_stay_together():
    spots = doors([(0, 1, 10.0), (0, 1, 40.0), (5, 1, 40.0), (5, 1, 80.0)])
    spots = replace(spots, building=np.array([0, 1, 1, 2], dtype=np.int32))
    turfs = cut_up(spots, doors=2).turfs
    assert any({1, 2} <= set(turf) for turf in turfs)
