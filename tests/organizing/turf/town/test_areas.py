"""Areas: at least 500 doors, in one piece, always the same; a town lighter than that is one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay

from tests.organizing.turf.grid import grid
from tests.properties import tried_on
from waymeet.kernel.dividing import partition
from waymeet.organizing.turf.rules.area_names import area_names
from waymeet.organizing.turf.rules.area_rings import area_of, rings


def cloud(seed: int, size: int) -> np.ndarray:
    """Houses in clumps, as towns are."""
    dice = np.random.default_rng(seed)
    middles = dice.uniform(0, 5000, (5, 2))
    return np.round(middles[dice.integers(0, 5, size)] + dice.normal(0, 400, (size, 2)), 1)


def pieces(points: np.ndarray, members: np.ndarray) -> int:
    """Connected pieces of some points among all, neighbours being those of the Delaunay triangulation."""
    places, place_of = np.unique(points, axis=0, return_inverse=True)
    pairs = np.vstack([Delaunay(places).simplices[:, pair] for pair in ([0, 1], [1, 2], [2, 0])])
    inside = np.zeros(len(places), dtype=bool)
    inside[place_of[members]] = True
    kept = pairs[inside[pairs].all(axis=1)]
    graph = coo_array((np.ones(len(kept)), kept.T), shape=(len(places), len(places)))
    labels = connected_components(graph, directed=False)[1]
    return len(set(labels[inside]))


@tried_on(5, many=120)
@given(
    seed=st.integers(0, 10_000),
    size=st.integers(4, 900),
    minimum=st.sampled_from([1, 20, 100, 500]),
    kinds=st.integers(1, 6),
    heavy=st.booleans(),
)
def test_every_area_is_heavy_enough_and_in_one_piece(seed, size, minimum, kinds, heavy):
    points = cloud(seed, size)
    dice = np.random.default_rng(seed)
    weights = dice.integers(1, 40 if heavy else 2, size).astype(float)
    names = ["", "North", "South", "East", "West", "Middle"][:kinds]
    labels = partition(points, weights, minimum, [names[n] for n in dice.integers(0, kinds, size)])
    assert sorted(set(labels)) == list(range(1, labels.max() + 1))
    assert min(np.bincount(labels, weights=weights)[1:]) >= min(minimum, weights.sum())
    assert all(pieces(points, labels == label) == 1 for label in set(labels))


def test_the_same_doors_give_the_same_areas():
    points, weights = cloud(3, 4000), np.ones(4000)
    assert np.array_equal(partition(points, weights), partition(points.copy(), weights.copy()))


def test_a_large_town_is_cut_as_finely_as_the_minimum_lets_it():
    labels = partition(cloud(1, 8000), np.ones(8000))
    counts = np.bincount(labels)[1:]
    assert counts.min() >= 500
    assert counts.max() < 1500
    assert len(counts) >= 8000 / 1500


def test_a_neighbourhood_with_enough_doors_is_not_mixed_with_another():
    points = np.array([(x * 10.0, y * 10.0) for x in range(60) for y in range(20)])
    names = ["West" if x < 300 else "East" for x, _ in points]
    labels = partition(points, np.ones(len(points)), 500, names)
    assert len({(name, label) for name, label in zip(names, labels, strict=True)}) == len(set(labels)) == 2


@pytest.mark.parametrize(
    "points",
    [
        np.zeros((0, 2)),
        np.zeros((1, 2)),
        np.zeros((700, 2)),
        np.array([(0.0, 0.0), (5.0, 5.0)]),
        np.column_stack((np.arange(1200.0), np.arange(1200.0))),
    ],
    ids=["nobody", "one door", "one tower", "two doors", "all in a line"],
)
def test_towns_of_strange_shape_are_divided_too(points):
    labels = partition(points, np.ones(len(points)), 500)
    assert len(labels) == len(points)
    assert len(labels) == 0 or min(np.bincount(labels)[1:]) >= min(500, len(points))


def test_a_building_heavier_than_an_area_stands_alone_in_one():
    points = cloud(2, 1500)
    weights = np.ones(1500)
    weights[7] = 2000
    labels = partition(points, weights, 500)
    assert np.bincount(labels, weights=weights)[1:].min() >= 500


def test_outlines_cover_the_town_without_overlap_and_hold_their_doors():
    points = cloud(5, 3000)
    labels = partition(points, np.ones(3000))
    outlines = rings(points, labels)
    assert set(outlines) == set(labels)
    assert (area_of(points, outlines) == labels).mean() > 0.99
    far = np.array([[1e6, 1e6]])
    assert area_of(far, outlines)[0] in outlines


def test_doors_in_rank_and_file_have_outlines_too():
    points = np.array([(x * 12.0 + 6, y * 80.0 + 12) for y in range(12) for x in range(100)])
    labels = partition(points, np.ones(len(points)))
    outlines = rings(points, labels)
    assert len(outlines) == 2
    assert (area_of(points, outlines) == labels).mean() > 0.99


def test_areas_of_one_neighbourhood_are_told_apart_by_a_crossing():
    network = grid(4, 4).network
    points = np.array([(50.0, 50.0), (350.0, 350.0), (50.0, 350.0)])
    names = area_names(network, np.array([1, 2, 3], dtype=np.int32), points, ["Pine Hills", "Pine Hills", ""])
    assert names[1] != names[2]
    assert names[1].startswith("Pine Hills: ")
    assert " & " in names[3]
