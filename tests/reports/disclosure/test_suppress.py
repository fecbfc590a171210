"""Whatever the table, nobody is found in it, nothing false is printed, and doing it again changes nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties import tried_on
from tests.reports.disclosure.made import later, released, table, tables
from waymeet.reports.disclosure import suppress
from waymeet.reports.disclosure.check import attack
from waymeet.reports.disclosure.suppress import protect
from waymeet.reports.disclosure.table import TOTAL, Cell, CountTable, Edition
from waymeet.reports.disclosure.threshold import LEAST_WIDTH


def narrowed(earlier: list[Edition], last: Edition) -> list[tuple[str, Cell, str | None]]:
    return [(f.secret.edition, f.secret.cell, f.secret.since) for f in attack(earlier, last) if f.narrowed]


def small_cells(made: CountTable) -> set[Cell]:
    return {cell for cell in made.cells() if 1 <= made.value(cell) <= 10}


@tried_on(15)
@given(tables())
def test_no_small_count_can_be_told_from_any_other_small_count(made: CountTable):
    done = protect("one", made, [])
    for finding in attack([], done.edition):
        assert not finding.narrowed, finding
        if finding.secret.small:
            assert finding.anyone.low <= 1
            assert finding.anyone.high is None or finding.anyone.high >= 10


@tried_on(10)
@given(tables())
def test_small_cells_are_hidden_and_everything_shown_is_the_truth(made: CountTable):
    edition = protect("one", made, []).edition
    assert small_cells(made) <= edition.hidden
    for cell in made.cells():
        assert edition.shown(cell) == (None if cell in edition.hidden else made.value(cell))


@tried_on(10)
@given(tables(most_areas=4, most_months=3))
def test_no_hidden_cell_is_hidden_for_nothing(made: CountTable):
    nothing_for_nothing(made, protect("one", made, []).edition)


@tried_on(15)
@given(tables(most_areas=4, most_months=4))
def test_the_quicker_way_gives_nobody_away_and_hides_nothing_for_nothing(made: CountTable):
    """Where the exact choice takes too long: after one exchange the rest is completed and trimmed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suppress, "EXACT_ROUNDS", 1)
        edition = protect("one", made, []).edition
    assert small_cells(made) <= edition.hidden
    assert not narrowed([], edition)
    nothing_for_nothing(made, edition)


def test_the_quicker_way_is_taken_where_one_exchange_does_not_do(monkeypatch: pytest.MonkeyPatch):
    """Ten and ten beside a shown margin of twenty are no secret; the first choice hides just them."""
    made = table((10, 10, 40), (30, 50, 60), (70, 45, 35))
    monkeypatch.setattr(suppress, "EXACT_ROUNDS", 1)
    taken = []
    whole = suppress._trim
    monkeypatch.setattr(suppress, "_trim", lambda *given: taken.append(given) or whole(*given))
    edition = protect("one", made, []).edition
    assert taken
    assert not narrowed([], edition)
    nothing_for_nothing(made, edition)


def nothing_for_nothing(made: CountTable, edition: Edition) -> None:
    """Show any one cell more that need not be hidden for itself, and somebody is found."""
    needed = {cell for cell in made.cells() if cell in small_cells(made) or 0 < made.acts_behind(cell) < 3}
    twins = {cell for cell in made.cells() if {*made.parts(cell)} in [{*made.parts(other)} for other in needed]}
    for cell in edition.hidden - needed - twins:
        same = {other for other in made.cells() if {*made.parts(other)} == {*made.parts(cell)}}
        assert narrowed([], Edition("less", made, edition.hidden - same)), cell


@tried_on(8)
@given(tables())
def test_doing_it_again_hides_the_same_cells(made: CountTable):
    once = protect("one", made, []).edition
    assert protect("one", made, []).edition == once
    assert protect("two", made, [once]).edition.hidden == once.hidden


@tried_on(5, many=100)
@given(st.data())
def test_three_releases_in_a_row_give_nobody_away(data: st.DataObject):
    """A month added, an area added, counts corrected, and each time everything before is still in people's hands."""
    made = data.draw(tables(most_areas=4, most_months=3))
    out: list[Edition] = []
    for name in ("one", "two", "three"):
        edition = protect(name, made, out).edition
        assert not narrowed(out, edition)
        out.append(edition)
        made = data.draw(later(made))


@pytest.mark.deep
@settings(max_examples=300)
@given(st.data())
def test_many_releases_of_larger_tables_give_nobody_away(data: st.DataObject):
    made = data.draw(tables(most_areas=12, most_months=6))
    out: list[Edition] = []
    for name in ("one", "two", "three", "four"):
        edition = protect(name, made, out).edition
        assert not narrowed(out, edition)
        out.append(edition)
        made = data.draw(later(made))


def test_a_table_without_small_counts_is_shown_whole():
    done = protect("one", table([20, 0, 30], [11, 40, 0]), [])
    assert (done.edition.hidden, done.loss, done.best) == (frozenset(), 0, True)


def test_one_small_cell_takes_three_more_with_it_and_leaves_every_total():
    done = protect("one", table([4, 60, 30], [20, 50, 90], [70, 25, 80]), [])
    assert done.best
    areas, months = ({cell[side] for cell in done.edition.hidden} for side in (0, 1))
    assert (len(done.edition.hidden), len(areas), len(months)) == (4, 2, 2)
    assert None not in areas | months


def test_a_zero_is_shown():
    edition = protect("one", table([0, 60], [40, 50]), []).edition
    assert edition.shown(Cell(1, "2026-01")) == 0


def test_a_small_total_is_hidden_too():
    edition = protect("one", table([4, 3], [0, 1]), []).edition
    assert edition.shown(TOTAL) is None


def test_a_large_count_from_two_acts_is_hidden_and_cannot_be_placed():
    made = table([24, 60, 30], [20, 50, 90], [70, 25, 80], acts=[[2, 30, 15], [10, 25, 45], [35, 12, 40]])
    edition = protect("one", made, []).edition
    finding = next(f for f in attack([], edition) if f.secret.cell == Cell(1, "2026-01"))
    assert finding.anyone.low <= 24 - LEAST_WIDTH
    assert finding.anyone.high is None or finding.anyone.high >= 24 + LEAST_WIDTH


def test_where_an_earlier_release_told_too_much_the_next_one_tells_no_more():
    """It happened before this rule, or by mistake; it cannot be taken back, and releases go on."""
    made = table([4, 60, 30], [20, 50, 90], [70, 25, 80])
    mistake = released("one", made)
    edition = protect("two", made, [mistake]).edition
    assert edition.shown(Cell(1, "2026-01")) is None
    findings = attack([mistake], edition)
    assert [(f.already_out, f.narrowed) for f in findings] == [(True, False)]
