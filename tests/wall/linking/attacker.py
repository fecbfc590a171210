"""Scores every door by how well anything on the care side fits it, learns which fits matter, and is measured.

The score is compared only among doors that area, evening totals and "somebody answered" leave equal, so an area under
the curve of one half means: nothing beyond them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.wall.linking.evidence import Door, Evening, Row, as_number, reachable_names

Matrix = NDArray[np.float64]
RIDGE = 1.0
PROBES = 5
HOW = ("at its value", "counted on to its place", "at its place")
KINDS = ("verb", "kind", "state", "name")


@dataclass(frozen=True)
class Verdict:
    """The attacker's area under the curve, with a 95 % interval by resampling evenings."""

    auc: float
    low: float
    high: float

    @property
    def links(self) -> bool:
        return self.low > 0.5 or self.high < 0.5


def attack(evenings: list[Evening], seed: int = 7) -> Verdict:
    """Learn on the first third of the evenings (the attacker made them), measure on the rest."""
    cut = len(evenings) // 3
    names, matrices = features(evenings)
    weights = _learn(names, matrices[:cut], evenings[:cut])
    wins = [
        _wins(matrix @ weights, evening.doors) for matrix, evening in zip(matrices[cut:], evenings[cut:], strict=True)
    ]
    return _verdict(np.array(wins), seed)


def features(evenings: list[Evening]) -> tuple[list[str], list[Matrix]]:
    """One matrix an evening, doors by probes: shared ids, and every care column against every number of a door: at its
    value, at its place in the evening, and at its place counted on from where the column stood before."""
    columns = sorted({column for evening in evenings for column in _columns(evening.rows)})
    attributes = sorted(evenings[0].doors[0].numbers)
    names = ["shared id"]
    names += [f"{column} ~ {attribute} {how}" for column in columns for attribute in attributes for how in HOW]
    return names, [_evening(evening, columns, attributes) for evening in evenings]


def _columns(rows: list[Row]) -> dict[str, list[float]]:
    """Numbers by column; a table that holds rows of several kinds (an audit, a queue) is looked at kind by kind."""
    found: dict[str, list[float]] = defaultdict(list)
    for table, values in rows:
        kind = next((value for column, value in values if column in KINDS and isinstance(value, str)), "")
        for column, value in values:
            number = as_number(value)
            if number is not None:
                found[f"{table}/{kind}.{column}"].append(number)
    return found


def _evening(evening: Evening, columns: list[str], attributes: list[str]) -> Matrix:
    values = _columns(evening.rows)
    own = {name: np.array([door.numbers[name] for door in evening.doors]) for name in attributes}
    ranks = {name: np.argsort(np.argsort(numbers, kind="stable")).astype(float) for name, numbers in own.items()}
    made = [_shared(evening)]
    for column in columns:
        held = np.array(values.get(column, ()))
        counted = held - _base(evening, column, held)
        for name in attributes:
            made += [_density(held, own[name]), _density(counted, ranks[name]), _density(held - 1, ranks[name])]
    return np.column_stack(made)


def _base(evening: Evening, column: str, held: Matrix) -> float:
    """Where counting stood before this evening, in whichever kind of the table; its own start where that is no use."""
    table, name = column.partition("/")[0], column.rpartition(".")[2]
    before = evening.highest_before.get(f"{table}.{name}", 0.0) + 1
    return before if len(held) and 0 <= held.min() - before < 10_000 else (held.min() if len(held) else 0.0)


def _shared(evening: Evening) -> Matrix:
    """How many care rows of the evening can be joined to this door, its phone or its walker by an id."""
    reached = reachable_names(evening.rows, evening.rows)
    return np.array([sum(bool(door.names & names) for names in reached) for door in evening.doors], dtype=float)


def _density(held: Matrix, wanted: Matrix) -> Matrix:
    """How many care values lie at the door's own value, falling off over the usual distance between doors."""
    if not len(held) or len(wanted) < 2:
        return np.zeros(len(wanted))
    spread = (wanted.max() - wanted.min()) / len(wanted) or 1.0
    apart = np.abs(wanted[:, None] - held[None, :]) / spread
    near: Matrix = np.exp(-np.clip(apart, 0, 50)).sum(axis=1)
    return near


def _strata(doors: list[Door]) -> list[list[int]]:
    """Doors that area and totals leave equal: same evening, same area, somebody answered."""
    groups: dict[int, list[int]] = defaultdict(list)
    for index, door in enumerate(doors):
        if door.answered:
            groups[door.area].append(index)
    return list(groups.values())


def _learn(names: list[str], matrices: list[Matrix], evenings: list[Evening]) -> Matrix:
    """Weights for what tells kit doors from their like: the few strongest probes, weighed together.

    There are more probes than doors to learn from; weighing all of them would drown one true leak in a thousand
    accidents. So the strongest, each on its own, are chosen first.
    """
    parts = [part for matrix, evening in zip(matrices, evenings, strict=True) for part in _centred(matrix, evening)]
    x, y = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    strength = np.abs(x.T @ y) / np.sqrt((x * x).sum(axis=0) + 1e-9)
    chosen = np.argsort(strength)[-PROBES:]
    few = x[:, chosen]
    weights = np.zeros(len(names))
    weights[chosen] = np.linalg.solve(few.T @ few + np.eye(len(chosen)) * RIDGE, few.T @ y)
    return weights


def _centred(matrix: Matrix, evening: Evening) -> Iterator[tuple[Matrix, Matrix]]:
    """Differences from the mean of doors that are alike otherwise."""
    took = np.array([door.took_kit for door in evening.doors], dtype=float)
    for group in _strata(evening.doors):
        yield matrix[group] - matrix[group].mean(axis=0), took[group] - took[group].mean()


def _wins(scores: Matrix, doors: list[Door]) -> tuple[float, float]:
    """(pairs won, pairs) over all pairs of a kit door and a like door without."""
    won = pairs = 0.0
    for group in _strata(doors):
        kit = [scores[i] for i in group if doors[i].took_kit]
        none = [scores[i] for i in group if not doors[i].took_kit]
        for k in kit:
            won += sum(1.0 if k > n + 1e-12 else 0.5 if abs(k - n) <= 1e-12 else 0.0 for n in none)
        pairs += len(kit) * len(none)
    return won, pairs


def _verdict(wins: Matrix, seed: int, rounds: int = 2000) -> Verdict:
    random = np.random.default_rng(seed)
    picks = random.integers(0, len(wins), size=(rounds, len(wins)))
    sums = wins[picks].sum(axis=1)
    spread = sums[:, 0] / sums[:, 1]
    low, high = np.quantile(spread, [0.025, 0.975])
    total = wins.sum(axis=0)
    return Verdict(float(total[0] / total[1]), float(low), float(high))
