"""A table of counts by area and month with both margins and the total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """One place in the table; None stands for all areas, or for all months, of that table."""

    area: int | None
    month: str | None


TOTAL = Cell(None, None)
Grid = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class CountTable:
    """Counts by area (rows) and month "2026-11" (columns).

    `acts` are the separate acts behind each count (for kits: hand-outs). Both grids have one
    row an area and one column a month. Raises ValueError if they do not fit or a count is negative.
    """

    areas: tuple[int, ...]
    months: tuple[str, ...]
    counts: Grid
    acts: Grid

    def __post_init__(self) -> None:
        for grid in (self.counts, self.acts):
            if [len(row) for row in grid] != [len(self.months)] * len(self.areas):
                raise ValueError("the grid does not fit its areas and months")
            if any(value < 0 for row in grid for value in row):
                raise ValueError("a count is negative")

    def inner(self) -> Iterator[Cell]:
        """Every area in every month."""
        return (Cell(area, month) for area in self.areas for month in self.months)

    def cells(self) -> Iterator[Cell]:
        """Every cell: inside, the two margins, the total."""
        yield from self.inner()
        yield from (Cell(area, None) for area in self.areas)
        yield from (Cell(None, month) for month in self.months)
        yield TOTAL

    def parts(self, cell: Cell) -> tuple[Cell, ...]:
        """The inner cells that a cell is the sum of."""
        areas = self.areas if cell.area is None else (cell.area,)
        months = self.months if cell.month is None else (cell.month,)
        return tuple(Cell(area, month) for area in areas for month in months)

    def value(self, cell: Cell) -> int:
        """The true count in a cell. Never print it without asking whether it is hidden."""
        return self._sum(self.counts, cell)

    def acts_behind(self, cell: Cell) -> int:
        """The number of separate acts in a cell."""
        return self._sum(self.acts, cell)

    def _sum(self, grid: Grid, cell: Cell) -> int:
        rows = self._places(self.areas, cell.area)
        columns = self._places(self.months, cell.month)
        return sum(grid[row][column] for row in rows for column in columns)

    @staticmethod
    def _places(names: Sequence[int] | Sequence[str], name: int | str | None) -> Sequence[int]:
        return range(len(names)) if name is None else (list(names).index(name),)


@dataclass(frozen=True)
class Edition:
    """One table as it was, or is about to be, released: what is in it and which cells are hidden."""

    name: str
    table: CountTable
    hidden: frozenset[Cell]

    def shown(self, cell: Cell) -> int | None:
        """The count a reader sees, or None where it is hidden."""
        return None if cell in self.hidden else self.table.value(cell)
