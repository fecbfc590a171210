"""Scores every door by how well anything on the care side fits it, learns which fits matter, and is measured.

The score is compared only among doors that area, evening totals and "somebody answered" leave equal, so an area under
the curve of one half means: nothing beyond them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tests.wall.linking.evidence import Evening
from tests.wall.linking.probes import Asked, Matrix, strata

RIDGE = 1.0
MOST_PROBES = 5
NEARLY_AS_STRONG = 0.75

Probe = tuple[tuple[str, str], int]


@dataclass(frozen=True)
class Verdict:
    """The attacker's area under the curve, with a 95 % interval by resampling evenings, and what it went by."""

    auc: float
    low: float
    high: float
    went_by: tuple[str, ...] = ()

    @property
    def links(self) -> bool:
        return self.low > 0.5 or self.high < 0.5


def attack(learn: Sequence[Evening], measure: Sequence[Evening], seed: int = 7) -> Verdict:
    """Learn on evenings the attacker made itself, knowing the truth of them; measure on the others."""
    chosen = _strongest(learn)
    weights = _weigh(chosen, learn)
    wins = np.array([_wins(_matrix(chosen, Asked(evening)) @ weights, evening) for evening in measure])
    return _verdict(wins, seed, tuple(f"{column} ~ {attribute}" for (column, attribute), _how in chosen))


def _strongest(evenings: Sequence[Evening]) -> list[Probe]:
    """The few probes that, each on its own, tell kit doors from their like most surely.

    There are far more probes than doors to learn from; weighing all would drown one true leak in accidents.
    """
    product: dict[tuple[str, str], Matrix] = {}
    square: dict[tuple[str, str], Matrix] = {}
    asked = [Asked(evening) for evening in evenings]
    columns = _telling(asked)
    for evening, questions in zip(evenings, asked, strict=True):
        groups = list(_truth(evening))
        for name, block in questions.probes(columns & questions.columns.keys()).items():
            for group, took in groups:
                apart = block[group] - block[group].mean(axis=0)
                product[name] = product.get(name, 0.0) + took @ apart
                square[name] = square.get(name, 0.0) + (apart * apart).sum(axis=0)
    strength = [
        (value, (name, how))
        for name in product
        for how, value in enumerate(np.abs(product[name]) / np.sqrt(square[name] + 1e-9))
    ]
    strength.sort(key=lambda pair: -pair[0])
    enough = strength[0][0] * NEARLY_AS_STRONG
    return [probe for value, probe in strength[:MOST_PROBES] if value >= enough]


def _telling(asked: list[Asked]) -> set[str]:
    """Columns that on some evening say different things; of two that always say the same, one."""
    said: dict[bytes, str] = {}
    for column in {column for one in asked for column in one.columns}:
        held = [one.columns[column].held for one in asked if column in one.columns]
        if any(len(np.unique(numbers)) > 1 for numbers in held):
            said.setdefault(np.concatenate(held).tobytes(), column)
    return set(said.values())


def _truth(evening: Evening) -> Iterator[tuple[list[int], Matrix]]:
    """For each group of like doors: which, and by how much more than its like each took a kit."""
    took = np.array([door.took_kit for door in evening.doors], dtype=float)
    for group in strata(evening):
        if 0 < took[group].sum() < len(group):
            yield group, took[group] - took[group].mean()


def _matrix(chosen: list[Probe], asked: Asked) -> Matrix:
    return np.column_stack([asked.probe(name)[:, how] for name, how in chosen])


def _weigh(chosen: list[Probe], evenings: Sequence[Evening]) -> Matrix:
    """Ridge regression within groups of like doors."""
    x, y = [], []
    for evening in evenings:
        matrix = _matrix(chosen, Asked(evening))
        for group, took in _truth(evening):
            x.append(matrix[group] - matrix[group].mean(axis=0))
            y.append(took)
    few, truth = np.concatenate(x), np.concatenate(y)
    weights: Matrix = np.linalg.solve(few.T @ few + np.eye(len(chosen)) * RIDGE, few.T @ truth)
    return weights


def _wins(scores: Matrix, evening: Evening) -> tuple[float, float]:
    """(pairs won, pairs) over all pairs of a kit door and a like door without."""
    won = pairs = 0.0
    for group in strata(evening):
        kit = np.array([scores[i] for i in group if evening.doors[i].took_kit])
        none = np.array([scores[i] for i in group if not evening.doors[i].took_kit])
        ahead = kit[:, None] - none[None, :]
        won += float((ahead > 1e-12).sum() + 0.5 * (np.abs(ahead) <= 1e-12).sum())
        pairs += ahead.size
    return won, pairs


def _verdict(wins: Matrix, seed: int, went_by: tuple[str, ...], rounds: int = 2000) -> Verdict:
    random = np.random.default_rng(seed)
    picks = random.integers(0, len(wins), size=(rounds, len(wins)))
    sums = wins[picks].sum(axis=1)
    spread = sums[:, 0] / sums[:, 1]
    low, high = np.quantile(spread, [0.025, 0.975])
    total = wins.sum(axis=0)
    return Verdict(float(total[0] / total[1]), float(low), float(high), went_by)
