"""The attacker finds exactly what trying every possible table finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.properties import tried_on
from tests.reports.disclosure.made import released, table
from waymeet.reports.disclosure.attacker import Attacker, Contradiction, Range
from waymeet.reports.disclosure.check import attack
from waymeet.reports.disclosure.system import Mask, System, build_system
from waymeet.reports.disclosure.table import TOTAL, Cell, Edition

MOST = 13  # no count is tried above this, so every total under test is published and below it


def every_table(system: System, shown: Mask, *, knows_small: bool) -> NDArray[np.int64]:
    """All tables (n, unknowns) of whole numbers that agree with the rows shown: by trying them, not by solving."""
    guesses = np.indices([MOST + 1] * len(system.truth)).reshape(len(system.truth), -1).T
    for row in np.flatnonzero(shown):
        guesses = guesses[guesses[:, system.rows[row]].sum(axis=1) == system.values[row]]
    for place, secret in enumerate(system.secrets):
        if secret.small and knows_small:
            values = guesses @ system.secret_matrix.toarray()[place]
            guesses = guesses[(values >= 1) & (values <= 10)]
    return guesses


def same_as_trying(system: System, shown_cells: set[tuple[str, Cell]]) -> None:
    assert system.values.max() <= MOST, "this test would not try every table"
    shown = system.shown_before.copy()
    for place in shown_cells:
        shown[system.row_of[place]] = True
    for knows_small in (False, True):
        attacker = Attacker(system, shown, knows_small)
        guesses = every_table(system, shown, knows_small=knows_small)
        for secret, weights in zip(system.secrets, system.secret_matrix.toarray(), strict=True):
            values = guesses @ weights
            assert attacker.range_of(secret) == Range(values.min(), values.max()), (secret, knows_small)


@tried_on(25)
@given(st.data())
def test_one_release_is_attacked_as_well_as_by_trying_every_table(data: st.DataObject):
    made = table(*[[data.draw(st.integers(0, 3)), data.draw(st.integers(0, 3))] for _ in range(2)])
    cells = [cell for cell in made.cells() if cell != TOTAL]
    hidden = data.draw(st.sets(st.sampled_from(cells)))
    system = build_system([], Edition("one", made, frozenset(hidden)))
    same_as_trying(system, {("one", cell) for cell in made.cells() if cell not in hidden})


@tried_on(15)
@given(st.data())
def test_two_releases_are_attacked_together(data: st.DataObject):
    """The second has a month more, and perhaps a corrected count."""
    first = table([data.draw(st.integers(0, 3))], [data.draw(st.integers(0, 3))])
    corrected = data.draw(st.sampled_from([0, 0, 2]))
    second = table(
        [first.counts[0][0] + corrected, data.draw(st.integers(0, 3))],
        [first.counts[1][0], data.draw(st.integers(0, 2))],
    )
    inner = [Cell(1, None), Cell(2, None), *first.inner()]
    before = Edition("one", first, frozenset(data.draw(st.sets(st.sampled_from(inner)))))
    hidden = data.draw(st.sets(st.sampled_from([cell for cell in second.cells() if cell != TOTAL])))
    shown = {("two", cell) for cell in second.cells() if cell not in hidden}
    same_as_trying(build_system([before], Edition("two", second, frozenset(hidden))), shown)


def test_a_lone_hidden_cell_is_worked_out_from_its_margin():
    finding = attack([], released("one", table([4, 20], [30, 40]), (1, "2026-01")))[0]
    assert (finding.secret.cell, finding.anyone, finding.narrowed) == (Cell(1, "2026-01"), Range(4, 4), True)


def test_a_hidden_margin_does_not_help_when_the_other_margin_is_shown():
    made = released("one", table([4, 20], [30, 40]), (1, "2026-01"), (1, None))
    assert [finding.anyone for finding in attack([], made)] == [Range(4, 4)]


def test_with_nothing_shown_nothing_bounds_a_count_from_above():
    made = table([4])
    everything = Edition("one", made, frozenset(made.cells()))
    assert [(finding.anyone, finding.narrowed) for finding in attack([], everything)] == [(Range(0, None), False)]


def test_two_small_cells_that_sum_to_twenty_are_known_to_one_who_knows_they_are_small():
    made = table([10, 30], [10, 30])
    safe_for_most = released("one", made, (1, "2026-01"), (2, "2026-01"), (1, "2026-02"), (2, "2026-02"))
    findings = {finding.secret.cell: finding for finding in attack([], safe_for_most)}
    finding = findings[Cell(1, "2026-01")]
    assert (finding.anyone, finding.knowing, finding.narrowed) == (Range(0, 20), Range(10, 10), True)


def test_numbers_that_cannot_all_be_true_are_noticed():
    first = released("one", table([4, 20], [30, 40]), (1, "2026-01"), (1, "2026-02"), (2, "2026-01"), (2, "2026-02"))
    system = build_system([first], released("two", table([4, 20], [30, 40])))
    system.values[0] += 1000  # a printed number that no table has
    shown = system.shown_before.copy()
    shown[:] = True
    with pytest.raises(Contradiction):
        Attacker(system, shown, knows_small=False).range_of(system.secrets[0])
