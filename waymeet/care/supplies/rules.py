"""What a quantity does: first expired first out, kits put together, what a night used, and what a sample tells."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

SOON = dt.timedelta(days=90)
RETURNS_A_POUND = 281  # used syringes; Orange County, NC counts returns by weight so. Shown wherever it is used.
Shares = list[tuple[UUID | None, int]]


@dataclass(frozen=True)
class Holding:
    """So many of one lot; a lot without an expiry goes last."""

    lot: UUID | None
    expires_on: dt.date | None
    count: int

    @property
    def turn(self) -> tuple[bool, bool, dt.date, str]:
        return (self.lot is None, self.expires_on is None, self.expires_on or dt.date.max, str(self.lot))


def first_expired_first(held: Sequence[Holding], wanted: int) -> Shares:
    """Which lots `wanted` come from. What no lot covers has none: a count is never refused."""
    shares: Shares = []
    for one in sorted(held, key=lambda one: one.turn):
        share = min(one.count, wanted)
        if one.lot is not None and share > 0:
            shares.append((one.lot, share))
            wanted -= share
    return [*shares, (None, wanted)] if wanted else shares


def whole_kits(held: Sequence[Holding], *, each: int, wanted: int) -> Shares:
    """How many kits are made of which lot of the part that is followed: never one kit of two lots."""
    whole = [Holding(one.lot, one.expires_on, one.count // each) for one in held]
    return first_expired_first(whole, wanted)


@dataclass(frozen=True)
class NightUse:
    """What went out, came back and was handed out of each lot; None is what has no lot."""

    out: Mapping[UUID | None, int]
    back: Mapping[UUID | None, int]
    handed: Mapping[UUID | None, int]


def night_use(held: Sequence[Holding], *, taken: int, back: int, handed: int) -> NightUse:
    """Hand-outs keep no lot: of what was taken out, the first to expire is taken to have gone first, and what came
    back to be the last. The sums are exact whatever the numbers are; only what no lot covers may be less than none.
    """
    out: dict[UUID | None, int] = {one.lot: one.count for one in held}
    out[None] = taken - sum(out.values())
    gone = dict(first_expired_first(held, max(handed, 0)))
    gone[None] = handed - sum(count for lot, count in gone.items() if lot)
    home: dict[UUID | None, int] = {}
    still = back
    for one in sorted(held, key=lambda one: one.turn, reverse=True):
        home[one.lot] = min(still, one.count - gone.get(one.lot, 0))
        still -= home[one.lot]
    home[None] = still
    return NightUse(out, home, gone)


def pieces_of(pounds: float, *, a_pound: int = RETURNS_A_POUND) -> int:
    """Returned syringes by their weight, to the nearest whole one."""
    return round(pounds * a_pound)


@dataclass(frozen=True)
class Estimate:
    """A figure and the least and most it may be."""

    figure: int
    least: int
    most: int


def year_of(weeks: Sequence[int], *, t: float, weeks_a_year: int = 52) -> Estimate | None:
    """A year from chosen counting weeks: their mean times 52. `t` is Student's quantile for their number less one.

    Nothing is said from fewer than two weeks. The interval is that of a sample without replacement, and holds as far
    as the weeks were chosen by lot; none of it is below what was counted.
    """
    n = len(weeks)
    if n < 2:
        return None
    mean = sum(weeks) / n
    variance = sum((week - mean) ** 2 for week in weeks) / (n - 1)
    spread = t * weeks_a_year * math.sqrt(variance / n * max(1 - n / weeks_a_year, 0))
    figure = mean * weeks_a_year
    return Estimate(round(figure), max(round(figure - spread), sum(weeks)), round(figure + spread))


def used_between(*, at_first: int, arrived: int, at_last: int, percent: float) -> Estimate:
    """What left between two counts: what was there, and what came, less what is there. Each count may be wrong by
    `percent`, and the two may be wrong in opposite ways.
    """
    figure = at_first + arrived - at_last
    error = math.ceil((at_first + at_last) * percent / 100)
    return Estimate(figure, max(figure - error, 0), figure + error)


def plain_lot(number: str) -> str:
    """A lot's number as boxes and people write it: capitals, no spaces, no "LOT" before it."""
    plain = "".join(number.split()).upper()
    return plain.removeprefix("LOT").lstrip(":#.")[:40]
