"""Scores every door by how well anything on the care side fits it, learns which fits matter, and is measured.

The score is compared only among doors that area, evening totals and "somebody answered" leave equal, so an area under
the curve of one half means: nothing beyond them.
"""

import bisect
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.wall.linking.evidence import Door, Evening, Row, as_number, reachable_names

Matrix = NDArray[np.float64]
RIDGE = 1.0


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
    wins = [_wins(matrix @ weights, evening.doors) for matrix, evening in zip(matrices[cut:], evenings[cut:], strict=True)]
    return _verdict(np.array(wins), seed)


def features(evenings: list[Evening]) -> tuple[list[str], list[Matrix]]:
    """One matrix an evening, doors by probes; a probe is a pair of a care column and a door's number, or shared ids."""
    columns = sorted({column for evening in evenings for column, _values in _columns(evening.rows).items()})
    attributes = sorted(evenings[0].doors[0].numbers)
    names = ["shared id"] + [f"{c} ~ {a}" for c in columns for a in attributes] + [f"{c} counted on" for c in columns]
    return names, [_evening(evening, columns, attributes) for evening in evenings]


def _columns(rows: list[Row]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for table, values in rows:
        for column, value in values:
            number = as_number(value)
            if number is not None:
                found[f"{table}.{column}"].append(number)
    return found


def _evening(evening: Evening, columns: list[str], attributes: list[str]) -> Matrix:
    values = _columns(evening.rows)
    order = np.arange(len(evening.doors), dtype=float)
    made = [_shared(evening)]
    for column in columns:
        held = sorted(values.get(column, ()))
        for attribute in attributes:
            made.append(_nearness(held, np.array([door.numbers[attribute] for door in evening.doors])))
    for column in columns:
        base = evening.highest_before.get(column, 0.0)
        made.append(_nearness(sorted(value - base - 1 for value in values.get(column, ())), order))
    return np.column_stack(made)


def _shared(evening: Evening) -> Matrix:
    """How many care rows of the evening can be joined to this door, its phone or its walker by an id."""
    reached = reachable_names(evening.rows, evening.rows)
    return np.array([sum(bool(door.names & names) for names in reached) for door in evening.doors], dtype=float)


def _nearness(held: list[float], wanted: Matrix) -> Matrix:
    """One where a care value lies at the door's own value, falling off over the distance between doors."""
    if not held or len(wanted) < 2:
        return np.zeros(len(wanted))
    spread = (wanted.max() - wanted.min()) / len(wanted) or 1.0
    near = np.empty(len(wanted))
    for index, value in enumerate(wanted):
        at = bisect.bisect(held, value)
        near[index] = min(abs(value - held[i]) for i in (at - 1, at) if 0 <= i < len(held))
    return np.exp(-np.clip(near / spread, 0, 50))


def _strata(doors: list[Door]) -> list[list[int]]:
    """Doors that area and totals leave equal: same evening, same area, somebody answered."""
    groups: dict[int, list[int]] = defaultdict(list)
    for index, door in enumerate(doors):
        if door.answered:
            groups[door.area].append(index)
    return list(groups.values())


def _learn(names: list[str], matrices: list[Matrix], evenings: list[Evening]) -> Matrix:
    """Ridge discriminant on differences from the stratum's mean: what tells kit doors from their like."""
    width = len(names)
    gram, signal = np.eye(width) * RIDGE, np.zeros(width)
    for matrix, evening in zip(matrices, evenings, strict=True):
        took = np.array([door.took_kit for door in evening.doors], dtype=float)
        for group in _strata(evening.doors):
            x = matrix[group] - matrix[group].mean(axis=0)
            y = took[group] - took[group].mean()
            gram += x.T @ x
            signal += x.T @ y
    return np.linalg.solve(gram, signal)


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
