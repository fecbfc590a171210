"""What was handed out where nobody could count all of it: from counting weeks, from two counts, from a weight. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scipy.special import stdtrit

WEEKS_OF_YEAR = 52
SURE = 0.95


@dataclass(frozen=True)
class Estimate:
    """A number and the two it lies between; both None where no error can be given."""

    middle: float
    least: float | None
    most: float | None


def year_from_weeks(weeks: Sequence[int]) -> Estimate:
    """Mean of the counted weeks x 52. The weeks are the sample: a t-interval of 95 % with the finite population
    correction, because 52 is not endless. Never below what was counted. One week says nothing of how weeks differ.
    """
    n, all_weeks = len(weeks), max(WEEKS_OF_YEAR, len(weeks))
    mean = sum(weeks) / n
    if n == 1:
        return Estimate(mean * all_weeks, None, None)
    spread = math.sqrt(sum((week - mean) ** 2 for week in weeks) / (n - 1))
    error = all_weeks * spread / math.sqrt(n) * math.sqrt(1 - n / all_weeks) * float(stdtrit(n - 1, (1 + SURE) / 2))
    return Estimate(mean * all_weeks, max(mean * all_weeks - error, sum(weeks)), mean * all_weeks + error)


def price_of(count: float, per_thousand: Decimal) -> Decimal:
    """What so many cost, to the cent."""
    return (Decimal(str(count)) * per_thousand / 1000).quantize(Decimal("0.01"))


@dataclass(frozen=True)
class OnHand:
    """A count of all there is. Counted to boxes of `box`, it may be off by up to a box less one, either way."""

    count: int
    box: int = 1

    @property
    def off(self) -> int:
        return max(self.box, 1) - 1


def between(before: OnHand, after: OnHand, *, came: int, went_elsewhere: int = 0) -> Estimate:
    """What was there, and what came, less what is there now and what went another way, was handed out."""
    middle = before.count + came - after.count - went_elsewhere
    off = before.off + after.off
    return Estimate(middle, max(middle - off, 0), max(middle + off, 0))


@dataclass(frozen=True)
class Weight:
    """What a piece is taken to weigh, by how much that may be off, and the steps of the scale. All in grams."""

    grams_each: Decimal
    off_by: Decimal = Decimal(0)
    scale_step: Decimal = Decimal(0)


def pieces(grams: Decimal, container: Decimal, one: Weight) -> Estimate:
    """How many pieces weigh so much, the container's weight taken off."""
    net = float(grams - container)
    each, off, step = float(one.grams_each), float(one.off_by), float(one.scale_step)
    least, most = max(net - step, 0) / (each + off), (net + step) / (each - off)
    return Estimate(net / each, math.floor(least), math.ceil(most))
