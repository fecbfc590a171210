"""The attacker: the tightest range of every hidden number, from everything ever printed."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from waymeet.reports.disclosure.system import Floats, Mask, Secret, System
from waymeet.reports.disclosure.threshold import SMALL

TOLERANCE = 1e-6


class Contradiction(Exception):
    """The printed numbers cannot all be true: they were not made from one set of counts."""


@dataclass(frozen=True)
class Answer:
    """The smallest value a sum can take, and a table (every unknown) that reaches it and agrees with the print."""

    value: float
    table: Floats


@dataclass(frozen=True)
class Range:
    """The lowest and highest whole number still possible; `high` is None where nothing bounds it."""

    low: int
    high: int | None

    @property
    def width(self) -> float:
        """From lowest to highest; infinity where nothing bounds it."""
        return float("inf") if self.high is None else self.high - self.low


@dataclass(frozen=True)
class Attacker:
    """Somebody with all releases, a computer and patience.

    It knows every printed number, that counts are whole and not negative, and which cells were
    corrected since. With `knows_small` it has also learned which hidden cells are small.
    """

    system: System
    shown: Mask
    knows_small: bool

    def least(self, weights: Floats) -> Answer:
        """Smallest value of a weighted sum of unknowns, by linear programming (HiGHS).

        Raises Contradiction if no table agrees with what is printed.
        """
        low, high = self.bounds
        result = linprog(
            weights,
            A_eq=self._printed,
            b_eq=self.system.values[self._printed_rows],
            A_ub=self._small,
            b_ub=self._small_limits,
            bounds=np.column_stack([low, high]),
            method="highs",
        )
        if result.status != 0:
            raise Contradiction("no table agrees with the printed numbers")
        return Answer(float(result.fun), np.asarray(result.x))

    def reasons(self, weights: Floats, value: float, effort: Floats) -> Floats:
        """Why a sum cannot be smaller than `value`: how much each row's printed number holds it up.

        A dual solution, chosen so that few rows carry it and those of little `effort` (one number a row) rather than
        others. Sum of reasons * printed numbers, with what is known of each unknown, gives the value.
        """
        rows = np.flatnonzero(self.shown)
        carry = csr_array(self.system.matrix[rows].T)
        low, high = self._limits_of_unknowns
        size = len(self.system.truth)
        result = linprog(
            np.concatenate([effort[rows], effort[rows], np.zeros(2 * size + len(self._small_limits))]),
            A_eq=csr_array(hstack([carry, -carry, eye_array(size), -eye_array(size), -self._small.T])),
            b_eq=weights,
            A_ub=-np.concatenate(
                [self.system.values[rows], -self.system.values[rows], low, -high, -self._small_limits]
            ).reshape(1, -1),
            b_ub=[TOLERANCE - value],
            method="highs",
        )
        if result.status != 0:
            raise Contradiction("a range could not be explained")
        reasons = np.zeros(len(self.shown))
        reasons[rows] = result.x[: len(rows)] - result.x[len(rows) : 2 * len(rows)]
        return reasons

    def whole(self, weights: Floats, answer: Answer) -> tuple[float, Floats]:
        """Smallest value over tables of whole numbers, and such a table, given the answer without that condition.

        The table of the answer is whole already for a single release; otherwise an integer program looks.
        """
        if _whole(answer.table):
            return answer.value, np.round(answer.table)
        printed = self.system.values[self._printed_rows]
        rules = [LinearConstraint(self._printed, printed, printed)]
        if self._small.shape[0]:
            rules.append(LinearConstraint(self._small, ub=self._small_limits))
        result = milp(weights, integrality=1, bounds=Bounds(*self.bounds), constraints=rules)
        if result.x is None:
            raise Contradiction("no whole-number table agrees with the printed numbers")
        return float(result.fun), np.round(result.x)

    def least_together(self, wishes: csr_array, targets: Floats) -> Floats:
        """One table that brings as many sums as possible down to their targets (shape (n,) for n rows of wishes)."""
        low, high = self.bounds
        count = wishes.shape[0]
        excess = csr_array(hstack([wishes, -eye_array(count)]))
        known = csr_array(hstack([self._small, csr_array((self._small.shape[0], count))]))
        result = linprog(
            np.concatenate([np.zeros(len(low)), np.ones(count)]),
            A_eq=csr_array(hstack([self._printed, csr_array((len(self._printed_rows), count))])),
            b_eq=self.system.values[self._printed_rows],
            A_ub=csr_array(vstack([excess, known])),
            b_ub=np.concatenate([targets, self._small_limits]),
            bounds=np.column_stack([np.pad(low, (0, count)), np.pad(high, (0, count), constant_values=np.inf)]),
            method="highs",
        )
        if result.status != 0:
            raise Contradiction("no table agrees with the printed numbers")
        return np.asarray(result.x[: len(low)])

    def range_of(self, secret: Secret) -> Range:
        """The tightest whole-number range the attacker can give a secret."""
        return self.range_of_sum(self.weights(secret))

    def range_of_sum(self, weights: Floats) -> Range:
        """The same for any weighted sum of unknowns."""
        low = self.whole(weights, self.least(weights))[0]
        high = -self.whole(-weights, self.least(-weights))[0]
        free = high >= self.cap and bool((weights > 0).any())
        return Range(round(low), None if free else round(high))

    def weights(self, secret: Secret) -> Floats:
        """A secret as one weight for each unknown."""
        weights = np.zeros(len(self.system.truth))
        for unknown, sign in secret.weights:
            weights[unknown] = sign
        return weights

    def knowledge(self) -> tuple[csr_array, Floats, csr_array, Floats]:
        """What it knows of sums: rows that equal their printed values, and rows that stay within limits."""
        return self._printed, self.system.values[self._printed_rows], self._small, self._small_limits

    @cached_property
    def cap(self) -> float:
        """No unknown is searched above this; far more than everything printed together."""
        return float(2 * self.system.truth.sum() + 1000)

    @cached_property
    def _only(self) -> np.ndarray:
        """For a row of one unknown that unknown, otherwise -1."""
        return np.array([row[0] if len(row) == 1 else -1 for row in self.system.rows])

    @cached_property
    def _printed_rows(self) -> np.ndarray:
        return np.flatnonzero(self.shown & (self._only < 0))

    @cached_property
    def _printed_singles(self) -> np.ndarray:
        return np.flatnonzero(self.shown & (self._only >= 0))

    @cached_property
    def _printed(self) -> csr_array:
        return self.system.matrix[self._printed_rows]

    @cached_property
    def _small_secrets(self) -> list[int]:
        everything = enumerate(self.system.secrets)
        return [place for place, secret in everything if secret.small and self.knows_small]

    @cached_property
    def _small(self) -> csr_array:
        """Rows that say: this hidden margin is small (two for each, below and above)."""
        sums = [p for p in self._small_secrets if len(self.system.secrets[p].weights) > 1]
        part = self.system.secret_matrix[sums]
        return csr_array(vstack([part, -part]))

    @cached_property
    def _small_limits(self) -> Floats:
        half = self._small.shape[0] // 2
        return np.array([SMALL.high] * half + [-SMALL.low] * half, dtype=np.float64)

    @cached_property
    def _limits_of_unknowns(self) -> tuple[Floats, Floats]:
        """What the attacker knows of each unknown before anything is printed."""
        low = np.zeros(len(self.system.truth))
        high = np.full(len(self.system.truth), self.cap)
        for place in self._small_secrets:
            weights = self.system.secrets[place].weights
            if len(weights) == 1:
                low[weights[0][0]], high[weights[0][0]] = SMALL.low, SMALL.high
        return low, high

    @cached_property
    def bounds(self) -> tuple[Floats, Floats]:
        """What the attacker knows of each unknown by itself."""
        low, high = (limit.copy() for limit in self._limits_of_unknowns)
        known = self._only[self._printed_singles]
        low[known] = high[known] = self.system.values[self._printed_singles]
        return low, high


def _whole(table: Floats) -> bool:
    return bool(np.all(np.abs(table - np.round(table)) < TOLERANCE))
