"""Closes what is still open in a choice of hidden cells, quickly and not at the least cost."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack, vstack

from waymeet.reports.disclosure.attacker import TOLERANCE, Attacker, Contradiction
from waymeet.reports.disclosure.demands import Demand, Watch
from waymeet.reports.disclosure.system import Floats, Mask


def rows_to_hide(watch: Watch, demand: Demand, shown: Mask, costs: Floats) -> Mask:
    """Rows whose hiding meets one demand, chosen by a linear program (Kelly, Golden and Assad, Networks 22, 1992).

    It bends the printed rows as little as it can, dearer rows less, until two tables exist that hold the secret far
    enough apart; the rows it bent are the ones to hide.
    """
    hide = np.zeros(len(shown), dtype=np.bool_)
    for knows_small in (False, True):
        attacker = Attacker(watch.system, watch.system.shown_before, knows_small)
        hide |= _bent(watch, attacker, demand, np.flatnonzero(shown & ~watch.system.shown_before), costs)
    return hide


def _bent(watch: Watch, attacker: Attacker, demand: Demand, open_rows: np.ndarray, costs: Floats) -> Mask:
    """Rows of `open_rows` in which either of two tables, one low and one high, differs from what is printed."""
    part = csr_array(watch.system.matrix[open_rows])
    truth = watch.system.values[open_rows]
    size, count = part.shape[1], part.shape[0]
    nothing, bend = csr_array((count, size)), -eye_array(count)
    within = [[part, nothing, bend], [-part, nothing, bend], [nothing, part, bend], [nothing, -part, bend]]
    apart, at_most = _apart(watch, attacker, demand)
    fixed, known, small, limits = attacker.knowledge()
    low, high = attacker.bounds
    none = np.zeros(count)
    result = linprog(
        np.concatenate([np.zeros(2 * size), costs[open_rows] / np.maximum(truth, 1)]),
        A_ub=csr_array(vstack([*(hstack(line) for line in within), *_both(small, count), *_pad(apart, count)])),
        b_ub=np.concatenate([truth, -truth, truth, -truth, limits, limits, at_most]),
        A_eq=csr_array(vstack(_both(fixed, count))),
        b_eq=np.concatenate([known, known]),
        bounds=np.column_stack([[*low, *low, *none], [*high, *high, *(none + np.inf)]]),
        method="highs",
    )
    if result.status != 0:
        raise Contradiction("hiding every row does not meet the demand")
    hide = np.zeros(len(costs), dtype=np.bool_)
    hide[open_rows[result.x[2 * size :] > TOLERANCE]] = True
    return hide


def _apart(watch: Watch, attacker: Attacker, demand: Demand) -> tuple[list[csr_array], Floats]:
    """Conditions on (low table, high table): values to be reached, or for one who knows more, a width."""
    weights = csr_array(attacker.weights(demand.secret).reshape(1, -1))
    empty = csr_array(weights.shape)
    if attacker.knows_small:
        return [csr_array(hstack([weights, -weights]))], np.array([-float(watch.needed_width(demand))])
    rows = [csr_array(hstack([weights, empty])), csr_array(hstack([empty, -weights]))]
    return rows, np.array([demand.low, -demand.high], dtype=np.float64)


def _both(rows: csr_array, count: int) -> list[csr_array]:
    """The same conditions on the low and on the high table."""
    empty = csr_array(rows.shape)
    return _pad([csr_array(hstack([rows, empty])), csr_array(hstack([empty, rows]))], count)


def _pad(blocks: list[csr_array], count: int) -> list[csr_array]:
    """Blocks with as many empty columns behind them."""
    return [csr_array(hstack([block, csr_array((block.shape[0], count))])) for block in blocks]
