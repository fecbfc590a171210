"""Hide cells of a table so that every small one stays in doubt and the least is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from waymeet.reports.disclosure.chooser import Chooser
from waymeet.reports.disclosure.demands import Shortfall, Watch
from waymeet.reports.disclosure.loss import costs_of_rows
from waymeet.reports.disclosure.repair import rows_to_hide
from waymeet.reports.disclosure.system import Mask, build_system
from waymeet.reports.disclosure.table import CountTable, Edition

# After so many exchanges between the integer program and the attacker the choice is completed by a quicker method.
EXACT_ROUNDS = 15


@dataclass(frozen=True)
class Protected:
    """A table with its hidden cells; `loss` is what hiding them costs, and no safe choice costs less than `bound`."""

    edition: Edition
    loss: float
    bound: float

    @property
    def best(self) -> bool:
        """True where it is proven that no safe choice loses less."""
        return self.loss <= self.bound * (1 + 1e-6)


def protect(name: str, table: CountTable, earlier: Sequence[Edition]) -> Protected:
    """Hide cells so that no secret of this table or of an earlier edition is narrowed.

    An exact integer program minimises the information lost; the attacker answers every choice with the rules it
    broke, until none is broken (Fischetti and Salazar, Solving the cell suppression problem on tabular data with linear
    constraints, Management Science 47, 2001). Hiding everything adds nothing to what is out already, so an answer
    always exists.
    """
    system = build_system(earlier, Edition(name, table, frozenset()))
    costs = costs_of_rows(system, name, table)
    watch = Watch(system, costs)
    chooser = Chooser(name, table, system, costs, watch.demands)
    hidden, bound = _choose(chooser, watch)
    cells = frozenset(cell for cell in table.cells() if hidden[system.row_of[name, cell]])
    return Protected(Edition(name, table, cells), chooser.loss(hidden), bound)


def _choose(chooser: Chooser, watch: Watch) -> tuple[Mask, float]:
    """Ask, learn and ask again until the attacker finds nothing; complete the last choice if that takes too long."""
    for _ in range(EXACT_ROUNDS):
        hidden, bound = chooser.choose()
        broken = list(watch.shortfalls(chooser.shown(hidden)))
        if not broken:
            break
        for shortfall in broken:
            chooser.learn(shortfall.rule)
    if broken or bound < chooser.loss(hidden):
        hidden = _trim(chooser, watch, _complete(chooser, watch, hidden, broken))
    return hidden, bound


def _complete(chooser: Chooser, watch: Watch, hidden: Mask, broken: Sequence[Shortfall]) -> Mask:
    """Hide more until nothing is broken."""
    while broken:
        shown = chooser.shown(hidden)
        more = rows_to_hide(watch, broken[0].demand, shown, chooser.costs)
        hidden = hidden | (more if (more & ~hidden).any() else chooser.may_hide)
        broken = list(watch.shortfalls(chooser.shown(hidden)))
    return hidden


def _trim(chooser: Chooser, watch: Watch, hidden: Mask) -> Mask:
    """Show every cell that turns out not to be needed, the dearest first."""
    hidden = hidden.copy()
    for row in np.argsort(-chooser.costs, kind="stable"):
        if hidden[row] and not chooser.must_hide[row]:
            hidden[row] = False
            if next(watch.shortfalls(chooser.shown(hidden)), None) is not None:
                hidden[row] = True
    return hidden
