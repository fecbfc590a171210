"""Everything ever printed, written as sums of unknown numbers that an attacker can solve."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from waymeet.reports.disclosure.table import Cell, CountTable, Edition
from waymeet.reports.disclosure.threshold import (
    Protection,
    is_small,
    protection_of,
    protection_of_change,
)

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Sum = tuple[int, ...]  # the unknowns a row adds up, in order


@dataclass(frozen=True)
class Secret:
    """A number that must stay in doubt: a cell, or the change of a cell between two editions."""

    edition: str
    cell: Cell
    since: str | None  # the earlier edition, if this is a change
    weights: tuple[tuple[int, int], ...]  # (unknown, +1 or -1)
    value: int
    needs: Protection
    small: bool  # a count of 1 to 10 (not a change, not "too few acts")


@dataclass(frozen=True)
class System:
    """All editions as rows of sums over unknowns.

    `rows` lists each different sum once; `truth` holds the true value of every unknown;
    `row_of[edition name, cell]` finds the row of a printed place; `shown_before` marks rows that an
    edition other than the last one prints.
    """

    rows: tuple[Sum, ...]
    truth: Floats
    row_of: dict[tuple[str, Cell], int]
    shown_before: Mask
    secrets: tuple[Secret, ...]

    @cached_property
    def matrix(self) -> csr_array:
        """One row a sum, one column an unknown."""
        ends = np.cumsum([0, *(len(row) for row in self.rows)])
        columns = np.fromiter((u for row in self.rows for u in row), dtype=np.int32)
        return csr_array((np.ones(len(columns)), columns, ends), shape=self._shape)

    @cached_property
    def values(self) -> Floats:
        """The true value of every row."""
        return np.asarray(self.matrix @ self.truth)

    @cached_property
    def secret_matrix(self) -> csr_array:
        """One row a secret, one column an unknown."""
        ends = np.cumsum([0, *(len(secret.weights) for secret in self.secrets)])
        pairs = [pair for secret in self.secrets for pair in secret.weights]
        columns = np.array([pair[0] for pair in pairs], dtype=np.int32)
        signs = np.array([pair[1] for pair in pairs], dtype=np.float64)
        return csr_array((signs, columns, ends), shape=(len(self.secrets), len(self.truth)))

    def row_of_secret(self, secret: Secret) -> int | None:
        """The row that prints a secret, if one does; a change is in no row."""
        if any(sign < 0 for _, sign in secret.weights):
            return None
        return self._places.get(tuple(sorted(unknown for unknown, _ in secret.weights)))

    @cached_property
    def _places(self) -> dict[Sum, int]:
        return {row: place for place, row in enumerate(self.rows)}

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.truth)


Unknowns = dict[tuple[str, Cell], int]


def build_system(earlier: Sequence[Edition], last: Edition) -> System:
    """Write the editions as one system. Names must differ; raises ValueError otherwise.

    An inner cell that has the same count in two editions is one unknown: we grant the attacker
    that it knows which cells were corrected.
    """
    editions = [*earlier, last]
    if len({edition.name for edition in editions}) != len(editions):
        raise ValueError("two editions share a name")
    unknown, truth = _unknowns(editions)
    rows: dict[Sum, int] = {}
    row_of: dict[tuple[str, Cell], int] = {}
    shown: set[int] = set()
    for edition in editions:
        for cell in edition.table.cells():
            parts = tuple(sorted(unknown[edition.name, part] for part in edition.table.parts(cell)))
            row = row_of[edition.name, cell] = rows.setdefault(parts, len(rows))
            if edition is not last and cell not in edition.hidden:
                shown.add(row)
    secrets = _distinct([*_counts(editions, unknown), *_changes(editions, unknown, truth)])
    mask = np.zeros(len(rows), dtype=np.bool_)
    mask[list(shown)] = True
    return System(tuple(rows), np.array(truth, dtype=np.float64), row_of, mask, secrets)


def _unknowns(editions: Sequence[Edition]) -> tuple[Unknowns, list[int]]:
    """Number the unknowns: (edition, inner cell) -> unknown, and the true value of each."""
    latest: dict[Cell, int] = {}
    truth: list[int] = []
    unknown: Unknowns = {}
    for edition in editions:
        for cell in edition.table.inner():
            value = edition.table.value(cell)
            if cell not in latest or truth[latest[cell]] != value:
                latest[cell] = len(truth)
                truth.append(value)
            unknown[edition.name, cell] = latest[cell]
    return unknown, truth


def _counts(editions: Sequence[Edition], unknown: Unknowns) -> Iterator[Secret]:
    """Every count, inside or in a margin, that is too small or of too few acts; last edition first."""
    for edition in reversed(editions):
        table = edition.table
        for cell in table.cells():
            value = table.value(cell)
            needs = protection_of(value, table.acts_behind(cell))
            if needs is not None:
                weights = tuple((unknown[edition.name, part], 1) for part in table.parts(cell))
                small = is_small(value)
                yield Secret(edition.name, cell, None, weights, value, needs, small)


def _changes(editions: Sequence[Edition], unknown: Unknowns, truth: Sequence[int]) -> Iterator[Secret]:
    """Every small difference of what two editions say about the same areas and months."""
    for before, after in combinations(editions, 2):
        for cell, parts in _common(before.table, after.table):
            weights: dict[int, int] = {}
            for part in parts:
                old, new = unknown[before.name, part], unknown[after.name, part]
                if old != new:
                    weights |= {old: -1, new: 1}
            change = sum(sign * truth[place] for place, sign in weights.items())
            needs = protection_of_change(change)
            if needs is not None:
                pairs = tuple(weights.items())
                yield Secret(after.name, cell, before.name, pairs, change, needs, small=False)


def _common(before: CountTable, after: CountTable) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """The cells both tables speak of, each with the inner cells that both hold."""
    areas = tuple(area for area in before.areas if area in set(after.areas))
    months = tuple(month for month in before.months if month in set(after.months))
    empty = tuple(tuple(0 for _ in months) for _ in areas)
    both = CountTable(areas, months, empty, empty)
    return ((cell, both.parts(cell)) for cell in both.cells())


def _distinct(secrets: Iterable[Secret]) -> tuple[Secret, ...]:
    """One secret for each different sum, the first one named."""
    found: dict[tuple[tuple[int, int], ...], Secret] = {}
    for secret in secrets:
        found.setdefault(tuple(sorted(secret.weights)), secret)
    return tuple(found.values())
