"""The integer program that picks the cheapest cells to hide under the rules learned so far."""

from collections.abc import Iterable, Iterator

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from waymeet.reports.disclosure.demands import Demand
from waymeet.reports.disclosure.system import Floats, Mask, System
from waymeet.reports.disclosure.table import TOTAL, Cell, CountTable

# A choice that takes longer is taken as it stands, marked "not proven best" and trimmed afterwards.
SECONDS_PER_CHOICE = 20.0


class Chooser:
    """One yes or no for every row of the new table."""

    def __init__(self, name: str, table: CountTable, system: System, costs: Floats, demands: Iterable[Demand]) -> None:
        size = len(system.rows)
        self._system = system
        self.costs = costs
        self.own = costs > 0
        self.must_hide = np.zeros(size, dtype=np.bool_)
        self._lost = np.zeros(size, dtype=np.bool_)
        for demand in demands:
            self._hide_secret(demand)
        self.may_hide = self.must_hide | (self.own & ~system.shown_before)
        self._rules: list[csr_array] = []
        self._least: list[float] = []
        self._never_alone(name, table)

    def choose(self) -> tuple[Mask, float]:
        """The cheapest choice under the rules, and a bound: no choice that obeys them costs less.

        Where the program ran out of time the choice may cost more than the bound; without any choice, all is hidden.
        """
        obey = LinearConstraint(csr_array(vstack(self._rules)), lb=self._least) if self._rules else ()
        answer = milp(
            self.costs,
            integrality=1,
            bounds=Bounds(self.must_hide.astype(float), self.may_hide.astype(float)),
            constraints=obey,
            options={"time_limit": SECONDS_PER_CHOICE, "mip_rel_gap": 0},
        )
        if answer.x is None:
            return self.may_hide, 0.0
        hidden = answer.x > 0.5
        return hidden, self.loss(hidden) if answer.status == 0 else float(answer.mip_dual_bound)

    def loss(self, hidden: Mask) -> float:
        """What hiding these rows costs."""
        return float(self.costs[hidden].sum())

    def learn(self, rule: Floats) -> None:
        """From now on the hidden rows' weights in this rule must sum to 1 or more."""
        self._add(rule, least=1.0)

    def shown(self, hidden: Mask) -> Mask:
        """All rows in print if these are hidden: the rest of the new table, and all earlier ones."""
        return self._system.shown_before | (self.own & ~hidden)

    def _add(self, rule: Floats, least: float) -> None:
        self._rules.append(csr_array(rule.reshape(1, -1)))
        self._least.append(least)

    def _hide_secret(self, demand: Demand) -> None:
        """Secret cells of the new table are hidden, also where an earlier edition let them out."""
        secret = demand.secret
        row = self._system.row_of_secret(secret)
        if row is not None and self.own[row]:
            self.must_hide[row] = True
            self._lost[row] = demand.already_out

    def _never_alone(self, name: str, table: CountTable) -> None:
        """A hidden cell that stands alone in a sum can be worked out, so it needs another one."""
        for members in _sums(table):
            rows = [self._system.row_of[name, cell] for cell in members]
            if len(set(rows)) < len(rows):
                continue
            for row in rows:
                if self.may_hide[row] and not self._lost[row]:
                    rule = np.zeros(len(self.costs))
                    rule[rows] = 1
                    rule[row] = -1
                    self._add(rule, least=0.0)


def _sums(table: CountTable) -> Iterator[list[Cell]]:
    """The cells of every sum that prints: each area, each month, both margins with the total."""
    for area in table.areas:
        yield [Cell(area, None), *(Cell(area, month) for month in table.months)]
    for month in table.months:
        yield [Cell(None, month), *(Cell(area, month) for area in table.areas)]
    yield [TOTAL, *(Cell(area, None) for area in table.areas)]
    yield [TOTAL, *(Cell(None, month) for month in table.months)]
