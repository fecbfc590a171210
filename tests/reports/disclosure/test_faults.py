"""Suppression with a fault put into it on purpose: the attacker, asked before every release, names what gives way."""

from collections.abc import Iterator
from unittest import mock

import pytest

from tests.reports.disclosure.made import released, table
from waymeet.reports.disclosure import chooser, demands, suppress, system
from waymeet.reports.disclosure.check import attack
from waymeet.reports.disclosure.suppress import protect
from waymeet.reports.disclosure.table import TOTAL, Cell, CountTable, Edition
from waymeet.reports.disclosure.threshold import SMALL

TOWN = table([4, 60, 30], [20, 50, 90], [70, 25, 80])
LONG_TOWN = table([4, 60, 30, 15], [20, 50, 90, 44], [70, 25, 80, 61])


def named(earlier: list[Edition], last: Edition) -> set[Cell]:
    return {finding.secret.cell for finding in attack(earlier, last) if finding.narrowed}


def nothing(*_args: object) -> Iterator[object]:
    return iter(())


def test_without_fault_nothing_gives_way():
    assert named([], protect("one", TOWN, []).edition) == set()


def test_only_the_small_cells_are_hidden():
    with mock.patch.object(demands.Watch, "shortfalls", nothing), mock.patch.object(chooser, "_sums", nothing):
        edition = protect("one", TOWN, []).edition
    assert edition.hidden == {Cell(1, "2026-01")}
    assert named([], edition) == {Cell(1, "2026-01")}


def test_the_attacker_is_not_asked_while_cells_are_chosen():
    """Every hidden cell has company in its row and column, but the company is too small to hide it."""
    made = table([4, 0, 30], [0, 3, 90], [70, 25, 80])
    with mock.patch.object(demands.Watch, "shortfalls", nothing):
        edition = protect("one", made, []).edition
    assert named([], edition)


def test_every_single_hidden_cell_shown_by_mistake_is_caught():
    edition = protect("one", TOWN, []).edition
    for cell in edition.hidden:
        assert named([], Edition("one", TOWN, edition.hidden - {cell})), cell


def test_months_are_hidden_in_company_and_areas_are_not():
    rows_only = released("one", TOWN, (1, "2026-01"), (1, "2026-02"))
    assert named([], rows_only) == {Cell(1, "2026-01")}


def test_the_threshold_slips_by_one_while_cells_are_chosen():
    made = table([10, 60, 30], [20, 50, 90], [70, 25, 80])
    with mock.patch.object(system, "protection_of", lambda count, _acts: SMALL if 0 < count < 10 else None):
        edition = protect("one", made, []).edition
    assert named([], edition) == {Cell(1, "2026-01")}


def test_suppression_that_looks_at_its_own_table_only_is_caught():
    first = released("one", TOWN, (1, "2026-01"), (1, "2026-02"), (3, "2026-01"), (3, "2026-02"))
    assert named([], first) == set()
    build = suppress.build_system
    with mock.patch.object(suppress, "build_system", lambda _earlier, last: build([], last)):
        second = protect("two", LONG_TOWN, [first]).edition
    assert second.hidden != first.hidden
    assert Cell(1, "2026-01") in named([first], second)
    assert named([first], protect("two", LONG_TOWN, [first]).edition) == set()


def test_a_month_more_is_worked_out_from_two_totals():
    """The new month is hidden, but January to March and January to April of area 1 are both in print."""
    made = table([40, 60, 30], [20, 50, 90], [70, 25, 80])
    with_april = table([40, 60, 30, 5], [20, 50, 90, 44], [70, 25, 80, 61])
    second = released("two", with_april, (1, "2026-04"), (2, "2026-04"), (2, None))
    assert named([released("one", made)], second) == {Cell(1, "2026-04")}


@pytest.mark.parametrize("correction", [3, -3])
def test_a_small_correction_is_a_small_count(correction: int):
    """40 kits became 43: three kits were handed in late, in one area and month."""
    made = table([40, 60], [50, 70])
    corrected = table([40 + correction, 60], [50, 70])
    found = [f for f in attack([released("one", made)], released("two", corrected)) if f.narrowed]
    assert {(f.secret.cell, f.secret.since) for f in found} == {(Cell(1, "2026-01"), "one")}
    assert {f.secret.value for f in found} == {correction}
    edition = protect("two", corrected, [released("one", made)]).edition
    assert {Cell(1, "2026-01"), Cell(1, None), Cell(None, "2026-01"), TOTAL} <= edition.hidden


def test_a_correction_of_a_hidden_cell_is_attacked_as_well():
    made = CountTable((1, 2), ("2026-01", "2026-02"), ((4, 60), (50, 70)), ((4, 60), (50, 70)))
    everything = ((1, "2026-01"), (1, "2026-02"), (2, "2026-01"), (2, "2026-02"))
    corrected = table([4, 65], [50, 70])
    assert (Cell(1, "2026-02"), "one") in {
        (f.secret.cell, f.secret.since)
        for f in attack([released("one", made, *everything)], released("two", corrected, *everything))
        if f.narrowed
    }
