"""The threshold, and small corrections that wait."""

import pytest

from tests.reports.disclosure.made import released, table
from waymeet.reports.disclosure.corrections import hold_back
from waymeet.reports.disclosure.table import TOTAL, Cell, CountTable
from waymeet.reports.disclosure.threshold import Protection, protection_of, protection_of_change


@pytest.mark.parametrize(
    ("count", "acts", "protection"),
    [
        (0, 0, None),
        (1, 1, Protection(1, 10)),
        (10, 10, Protection(1, 10)),
        (11, 6, None),
        (11, 2, Protection(6, 16)),
        (300, 1, Protection(295, 305)),
        (300, 3, None),
    ],
)
def test_what_must_stay_possible_for_a_count(count: int, acts: int, protection: Protection | None):
    assert protection_of(count, acts) == protection


@pytest.mark.parametrize(
    ("change", "protection"), [(0, None), (1, Protection(1, 10)), (-10, Protection(-10, -1)), (11, None), (-11, None)]
)
def test_what_must_stay_possible_for_a_change(change: int, protection: Protection | None):
    assert protection_of_change(change) == protection


def test_a_small_correction_waits_and_a_large_one_goes_through():
    before = released("one", table([40, 60], [50, 70]))
    settled = hold_back(table([43, 60], [61, 70]), [before])
    assert (settled.table.counts, settled.waiting) == (((40, 60), (61, 70)), 1)


def test_corrections_add_up_until_they_are_large_enough():
    first = released("one", table([40]))
    second = released("two", hold_back(table([46]), [first]).table)
    assert second.table.counts == ((40,),)
    assert hold_back(table([52]), [first, second]).table.counts == ((52,),)


def test_the_last_release_that_held_the_cell_counts():
    first, second = released("one", table([40])), released("two", table([60]))
    assert hold_back(table([52]), [first, second]).table.counts == ((60,),)


def test_a_new_month_is_no_correction():
    settled = hold_back(table([40, 3]), [released("one", table([40]))])
    assert (settled.table.counts, settled.waiting) == (((40, 3),), 0)


def test_margins_are_sums_of_what_is_inside():
    made = table([1, 2], [3, 4])
    assert [made.value(cell) for cell in (Cell(1, None), Cell(None, "2026-02"), TOTAL)] == [3, 6, 10]


def test_a_grid_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        CountTable((1, 2), ("2026-01",), ((1,),), ((1,),))
    with pytest.raises(ValueError, match="negative"):
        table([-1])
