"""When a week stands out. Pure. Facts, care standards 3.11: a plain mean and two standard deviations, and say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

WEEKS_BEFORE = 8  # what a week is compared with
LEAST = 5  # fewer reports never stand out: they would say too little, and too much of somebody
DEVIATIONS = 2.0
LONGEST_DAYS = 28  # an alert that hangs for longer is read by nobody
USUAL_DAYS = 14


@dataclass(frozen=True)
class Compared:
    """A number of this week beside the weeks before: their mean, and above which number a week stands out."""

    now: float
    mean: float
    limit: float

    @property
    def stands_out(self) -> bool:
        return self.now > self.limit


def reports_compared(before: Sequence[int], now: int) -> Compared | None:
    """How many reports, a week. None where there are too few to say anything.

    The deviation is the larger one of what the weeks show and of what chance alone would make of such a mean (its
    square root): after eight weeks of nothing the first report is no alarm.
    """
    if now < LEAST:
        return None
    mean = sum(before) / len(before) if before else 0.0
    return Compared(now, mean, max(mean + DEVIATIONS * max(_deviation(before), sqrt(mean)), LEAST - 1))


def doses_compared(before: Sequence[int], now: Sequence[int]) -> Compared | None:
    """How many doses somebody needed, on average: reports of this week beside those before. None for too few of either.

    The limit lies two standard errors of a mean of as many reports as this week has above the mean before.
    """
    if len(now) < LEAST or len(before) < LEAST:
        return None
    mean = sum(before) / len(before)
    error = _deviation(before) / sqrt(len(now))
    return Compared(sum(now) / len(now), mean, mean + DEVIATIONS * error)


def _deviation(numbers: Sequence[int]) -> float:
    """The standard deviation of a sample; 0 for fewer than two numbers."""
    if len(numbers) < 2:
        return 0.0
    mean = sum(numbers) / len(numbers)
    return sqrt(sum((number - mean) ** 2 for number in numbers) / (len(numbers) - 1))
