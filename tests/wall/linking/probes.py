"""The questions the attacker asks of every care column and every number of a door, whatever they are called.

Each question gives every door a number: how many care rows fit it. A door of a group (a hand-in, a phone, a backup) gets
the group's rows divided by its answered doors. Nothing here knows a table, a column or a leak by its name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.wall.linking.evidence import Evening, names_in, numbers_in, reachable_names

Matrix = NDArray[np.float64]
Indices = NDArray[np.int64]
KINDS = ("verb", "kind", "state", "name")
AREA = "area_number"
SHIFTS = tuple(range(-3, 4))
BASES = ("counted on", "counted from one", "counted from the evening's least", "counted among all its rows")
COUNTED = [f"{base} {shift:+d}" for base in BASES for shift in SHIFTS]
HOW = ("near", "the same", "the last before", "the first after", "the nearest", *COUNTED)


@dataclass(frozen=True)
class Column:
    """The numbers of one column this evening, the area each row tells (0: none), and all kinds of the table together."""

    held: Matrix
    area: Indices
    all_kinds: Matrix
    before: float | None


def columns_of(evening: Evening, tables: frozenset[str]) -> dict[str, Column]:
    """By name; a table that holds rows of several kinds (an audit, a queue) is looked at kind by kind."""
    held: dict[str, list[tuple[float, float]]] = defaultdict(list)
    whole: dict[str, list[float]] = defaultdict(list)
    for table, values in (row for row in evening.rows if row[0] in tables):
        kind = next((value for name, value in values if name in KINDS and isinstance(value, str)), "")
        area = next((value for name, value in values if name == AREA and isinstance(value, int)), 0)
        for name, number in (found for column, value in values for found in numbers_in(column, value)):
            held[f"{table}/{kind}.{name}"].append((number, area))
            whole[f"{table}.{name}"].append(number)
    made = {}
    for column, pairs in held.items():
        plain = f"{column.partition('/')[0]}.{column.rpartition('.')[2]}"  # the column of every kind together
        numbers, areas = np.array(pairs).T
        made[column] = Column(numbers, areas.astype(int), np.unique(whole[plain]), evening.highest_before.get(plain))
    return made


def attributes_of(evening: Evening) -> dict[str, Matrix]:
    """A door's own numbers, their order within its hand-in, the first and last moment of that, and what any row that
    names the door says beside it."""
    doors = evening.doors
    own = {name: np.array([door.numbers[name] for door in doors]) for name in doors[0].numbers}
    made, batch = dict(own), own["hand-in"]
    for name, numbers in own.items():
        if len(np.unique(numbers)) == len(doors):
            order = np.empty(len(doors))
            order[np.lexsort((numbers, batch))] = np.arange(len(doors))
            made[f"{name} within its hand-in"] = order
    _groups, group = np.unique(batch, return_inverse=True)
    for word, pick, start in (("first", np.minimum, np.inf), ("last", np.maximum, -np.inf)):
        ends = np.full(len(_groups), start)
        pick.at(ends, group, own["phone clock"])
        made[f"{word} moment of its hand-in"] = ends[group]
    return made


def beside(evening: Evening) -> tuple[dict[str, Matrix], frozenset[str]]:
    """Columns of rows that hold an id of exactly one door (a queue, a receipt, the pool as a backup caught it), and
    the tables in which most rows do not."""
    doors_of: dict[str, list[int]] = defaultdict(list)
    for index, door in enumerate(evening.doors):
        for name in door.names:
            doors_of[name].append(index)
    made: dict[str, Matrix] = {}
    rows: Counter[str] = Counter()
    naming: Counter[str] = Counter()
    for table, values in evening.rows:
        rows[table] += 1
        named = {i for _c, value in values for name in names_in(value) for i in doors_of.get(name, ())}
        if len(named) != 1:
            continue
        naming[table] += 1
        for name, number in (found for column, value in values for found in numbers_in(column, value)):
            made.setdefault(f"{table}.{name}", np.full(len(evening.doors), np.nan))[named.copy().pop()] = number
    known = {name: numbers for name, numbers in made.items() if len(np.unique(numbers[~np.isnan(numbers)])) > 1}
    return known, frozenset(table for table in rows if naming[table] < 0.8 * rows[table])


def shared_ids(evening: Evening) -> dict[str, Matrix]:
    """How many rows of each table can be joined to a door, its phone or its walker by an id."""
    reached: dict[str, list[frozenset[str]]] = defaultdict(list)
    for (table, _values), names in zip(evening.rows, reachable_names(evening.rows), strict=True):
        reached[table].append(names)
    made = {}
    for table, found in reached.items():
        shared = np.array([sum(not door.names.isdisjoint(names) for names in found) for door in evening.doors])
        made[f"{table} shares an id"] = shared.astype(float)
    return made


class Fit:
    """One door attribute as its groups see it: who is in which, and how many answered doors of an area a group has."""

    def __init__(self, numbers: Matrix, area: Indices, answered: Matrix) -> None:
        known = ~np.isnan(numbers)
        self.numbers, self.area = numbers, area
        self.values = np.unique(numbers[known])
        self.group = np.where(known, np.searchsorted(self.values, numbers), 0)
        together = (self.group[:, None] == self.group[None, :]) & (area[:, None] == area[None, :])
        size = np.maximum((together & answered[None, :]).sum(axis=1), 1)
        self.worth = known / size
        self.spread = (self.values[-1] - self.values[0]) / len(self.values) if len(self.values) > 1 else 1.0

    def answers(self, column: Column) -> Matrix:
        """One answer to each of HOW, doors by HOW: rows that mean the door's group, by the group's answered doors."""
        held = column.held
        after = np.searchsorted(self.values, held, side="left")
        before = np.searchsorted(self.values, held, side="right") - 1
        same = np.where(before >= after, after, -1)
        inside = np.clip(np.stack([before, after]), 0, len(self.values) - 1)
        apart = np.abs(self.values[inside] - held)
        nearest = np.where(apart[0] <= apart[1], inside[0], inside[1])
        counted = [places + shift for places in _places(column) for shift in SHIFTS]
        meant = np.stack([same, before, after, nearest, *counted])
        return np.column_stack([self._near(column), self._shares(meant, column.area)])

    def _shares(self, meant: Indices, area: Indices) -> Matrix:
        ways, groups, areas = len(meant), len(self.values), int(max(self.area.max(), area.max())) + 1
        fits = (meant >= 0) & (meant < groups)
        cell = (np.arange(ways)[:, None] * groups + meant) * areas + area[None, :]
        count = np.bincount(cell[fits], minlength=ways * groups * areas).reshape(ways, groups, areas)
        share: Matrix = (count[:, self.group, self.area] + count[:, self.group, 0]).T * self.worth[:, None]
        return share

    def _near(self, column: Column) -> Matrix:
        apart = np.abs(self.numbers[:, None] - column.held[None, :]) / self.spread
        fits = (column.area[None, :] == 0) | (column.area[None, :] == self.area[:, None])
        near: Matrix = (np.exp(-np.clip(np.nan_to_num(apart, nan=50.0), 0, 50)) * fits).sum(axis=1)
        return near


def _places(column: Column) -> list[Indices]:
    """The places a column's numbers may mean, from zero, for each of BASES; far below where a base makes no sense."""
    held, nowhere = column.held, np.full(len(column.held), -99)
    counted = [held - 1, held - column.all_kinds[0]]
    counted.insert(0, held - column.before - 1 if column.before is not None else nowhere.astype(float))
    usual = [places.astype(int) if places.min() >= -1 and places.max() < 10_000 else nowhere for places in counted]
    return [*usual, np.searchsorted(column.all_kinds, held)]


def strata(evening: Evening) -> list[list[int]]:
    """Doors that area and totals leave equal: same evening, same area, somebody answered."""
    groups: dict[int, list[int]] = defaultdict(list)
    for index, door in enumerate(evening.doors):
        if door.answered:
            groups[door.area].append(index)
    return list(groups.values())


class Asked:
    """One evening ready to be asked: its columns, its attributes' groups, and what needs no fitting."""

    def __init__(self, evening: Evening) -> None:
        area = np.array([door.area for door in evening.doors])
        answered = np.array([door.answered for door in evening.doors])
        linked, tables = beside(evening)
        attributes = attributes_of(evening) | {f"{name} beside it": numbers for name, numbers in linked.items()}
        self.doors, self.columns = len(evening.doors), columns_of(evening, tables)
        self.fits = {name: Fit(numbers, area, answered) for name, numbers in attributes.items()}
        self.plain = shared_ids(evening)
        for name, numbers in linked.items():
            self.plain[f"there is a {name} beside it"] = (~np.isnan(numbers)).astype(float)
            self.plain[f"{name} beside it"] = np.nan_to_num(numbers) / np.nanmax(np.abs(numbers))

    def probes(self, columns: Iterable[str]) -> dict[tuple[str, str], Matrix]:
        """The answers to every question about these columns, doors by HOW, named by column and attribute."""
        made = {(name, ""): numbers[:, None] for name, numbers in self.plain.items()}
        for column in columns:
            for attribute in self.fits:
                made[column, attribute] = self.probe((column, attribute))
        return made

    def probe(self, name: tuple[str, str]) -> Matrix:
        """The answers to one; zeros where this evening has no such column or attribute."""
        column, attribute = name
        if not attribute:
            return self.plain.get(column, np.zeros(self.doors))[:, None]
        if column not in self.columns or attribute not in self.fits:
            return np.zeros((self.doors, len(HOW)))
        return self.fits[attribute].answers(self.columns[column])
