"""What hiding a cell loses, so that as little as possible is lost."""

from math import log

import numpy as np

from waymeet.reports.disclosure.system import Floats, System
from waymeet.reports.disclosure.table import TOTAL, Cell, CountTable

# A margin speaks for a whole area or month and the total for everything, so losing one weighs more.
MARGIN_WEIGHT = 10
TOTAL_WEIGHT = 100


def cost(cell: Cell, count: int) -> float:
    """What hiding a cell loses: every cell something, larger counts more, margins most."""
    loss = 1 + log(1 + count)
    if cell == TOTAL:
        return TOTAL_WEIGHT * loss
    return MARGIN_WEIGHT * loss if None in cell else loss


def costs_of_rows(system: System, name: str, table: CountTable) -> Floats:
    """For every row of the system what hiding it in this table loses, shape (rows,); nought for rows not in it."""
    costs = np.zeros(len(system.rows))
    for cell in table.cells():
        row = system.row_of[name, cell]
        costs[row] = max(costs[row], cost(cell, table.value(cell)))
    return costs
