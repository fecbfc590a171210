"""The proof that `make bench` measures against, and how near the order of a turf comes to it."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.optimum import prove
from tests.organizing.turf.grid import grid
from tests.properties import tried_on
from waymeet.organizing.turf.corners import corners_of
from waymeet.organizing.turf.shortest_path import length, shortest_path
from waymeet.organizing.turf.walk_order import rows_of
from waymeet.organizing.turf.walking import ways_between

points = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=3, max_size=6, unique=True)


@tried_on(15)
@given(points)
def test_the_proof_is_right_where_every_order_can_be_tried(places):
    xy = np.array(places, dtype=np.float64)
    distance = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    best = min(length(distance, list(order)) for order in permutations(range(len(xy))))
    any_order = list(range(len(xy)))
    assert prove(distance, any_order).best == pytest.approx(best)
    assert prove(distance, any_order).bound == pytest.approx(best)


@pytest.mark.parametrize("first", [0, 90, 200])
def test_the_order_of_a_turf_is_within_half_a_per_cent_of_the_proven_best(first):
    town = grid(4, 3)
    spots = rows_of(town.spots, list(range(first, first + 120, 3)))
    distance = ways_between(town.network, corners_of(town.network), spots, both_sides=True).between
    found = shortest_path(distance, seconds=0.3)
    proof = prove(distance, found)
    assert proof.proven
    assert length(distance, found) <= proof.best * 1.005
