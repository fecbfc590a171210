"""Whole-number tables that agree with everything printed: each proves that a secret can be what it is not."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array, diags_array

from waymeet.reports.disclosure.attacker import TOLERANCE, Attacker
from waymeet.reports.disclosure.system import Floats, Mask, System


class Witnesses:
    """All tables found so far, and how far they take each secret under one choice of what is shown."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._differs: list[Mask] = []
        self._reached: list[Floats] = []
        self._true = np.array([secret.value for secret in system.secrets], dtype=np.float64)
        self.look(np.zeros(len(system.rows), dtype=np.bool_))

    def look(self, shown: Mask) -> None:
        """From now on only tables that agree with these printed rows count."""
        self._shown = shown
        agreeing = [r for off, r in zip(self._differs, self._reached, strict=True) if not off[shown].any()]
        self.low = np.min([self._true, *agreeing], axis=0)
        self.high = np.max([self._true, *agreeing], axis=0)

    def add(self, table: Floats) -> None:
        """Keep a table of whole numbers, shape (unknowns,), that agrees with what is shown now."""
        reached = np.asarray(self._system.secret_matrix @ table)
        self._differs.append(np.abs(self._system.matrix @ table - self._system.values) > TOLERANCE)
        self._reached.append(reached)
        self.low, self.high = np.minimum(self.low, reached), np.maximum(self.high, reached)

    def sweep(self, attacker: Attacker, places: Sequence[int], sign: int, targets: Floats) -> None:
        """Look for tables that take many secrets to their targets at once, while that still gets anywhere.

        `targets` has one value for each place; sign 1 looks down to them, sign -1 up.
        """
        left = np.array(places, dtype=np.int32)
        aims = targets.astype(np.float64)
        while len(left):
            wishes = csr_array(diags_array(np.full(len(left), float(sign))) @ self._system.secret_matrix[left])
            table = attacker.least_together(wishes, sign * aims)
            if not np.allclose(table, np.round(table), atol=TOLERANCE):
                return
            self.add(np.round(table))
            reached = self.low[left] <= aims if sign == 1 else self.high[left] >= aims
            if not reached.any():
                return
            left, aims = left[~reached], aims[~reached]
