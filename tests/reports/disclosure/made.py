"""Tables for tests: written out, or drawn at random."""

from collections.abc import Sequence

from hypothesis import strategies as st

from waymeet.reports.disclosure.table import CountTable, Edition

MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 13))


def table(*rows: Sequence[int], acts: Sequence[Sequence[int]] | None = None) -> CountTable:
    """Areas 1, 2, ... by months from 2026-01. Without `acts` every count has as many acts, so few acts never matter."""
    counts = tuple(tuple(row) for row in rows)
    behind = counts if acts is None else tuple(tuple(row) for row in acts)
    return CountTable(tuple(range(1, len(rows) + 1)), MONTHS[: len(rows[0])], counts, behind)


def released(name: str, made: CountTable, *hidden: tuple[int | None, str | None]) -> Edition:
    cells = {(cell.area, cell.month): cell for cell in made.cells()}
    return Edition(name, made, frozenset(cells[place] for place in hidden))


# Nought, small, large: a count of kits in an area and month is often nought, and the edges of the rule come up.
COUNTS = st.one_of(st.just(0), st.integers(1, 10), st.integers(9, 14), st.integers(11, 400))


@st.composite
def tables(draw: st.DrawFn, most_areas: int = 6, most_months: int = 4) -> CountTable:
    """Any table; now and then a large count comes from one or two acts only."""
    areas, months = draw(st.integers(1, most_areas)), draw(st.integers(1, most_months))
    counts = [[draw(COUNTS) for _ in range(months)] for _ in range(areas)]
    acts = [[draw(st.sampled_from([count, count, count, min(count, 2)])) for count in row] for row in counts]
    return table(*counts, acts=acts)


@st.composite
def later(draw: st.DrawFn, before: CountTable) -> CountTable:
    """The same table some time later: perhaps a month more, an area more, some counts corrected."""
    counts = [list(row) for row in before.counts]
    for _ in range(draw(st.integers(0, 3))):
        row, column = draw(st.integers(0, len(counts) - 1)), draw(st.integers(0, len(counts[0]) - 1))
        counts[row][column] = max(0, counts[row][column] + draw(st.integers(-25, 25)))
    if draw(st.booleans()):
        counts = [[*row, draw(COUNTS)] for row in counts]
    if draw(st.booleans()):
        counts.append([draw(COUNTS) for _ in counts[0]])
    return table(*counts)
