"""Corrections to counts that are out already: small ones wait, because the difference would be a small count."""

from collections.abc import Sequence
from dataclasses import dataclass

from waymeet.reports.disclosure.table import Cell, CountTable, Edition
from waymeet.reports.disclosure.threshold import is_small


@dataclass(frozen=True)
class Settled:
    """A table as it may be proposed, and in how many cells a small correction waits."""

    table: CountTable
    waiting: int


def hold_back(table: CountTable, earlier: Sequence[Edition]) -> Settled:
    """Keep the count last released wherever the new one differs from it by less than the threshold.

    `earlier` in the order of release. Corrections add up: the cell changes once they reach the threshold together.
    """
    last: dict[Cell, CountTable] = {cell: edition.table for edition in earlier for cell in edition.table.inner()}
    kept = {
        cell: last[cell]
        for cell in table.inner()
        if cell in last and is_small(abs(table.value(cell) - last[cell].value(cell)))
    }
    lines = [[Cell(area, month) for month in table.months] for area in table.areas]
    counts = tuple(tuple(kept.get(cell, table).value(cell) for cell in line) for line in lines)
    acts = tuple(tuple(kept.get(cell, table).acts_behind(cell) for cell in line) for line in lines)
    return Settled(CountTable(table.areas, table.months, counts, acts), len(kept))
