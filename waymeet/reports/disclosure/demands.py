"""What a release must leave in doubt, and where a choice of hidden cells falls short of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from waymeet.reports.disclosure.attacker import TOLERANCE, Answer, Attacker
from waymeet.reports.disclosure.system import Floats, Mask, Secret, System
from waymeet.reports.disclosure.threshold import LEAST_WIDTH
from waymeet.reports.disclosure.witnesses import Witnesses


@dataclass(frozen=True)
class Demand:
    """One secret and the lowest and highest value that must stay possible.

    Normally that is the secret's own protection. Where earlier releases alone leave less it is what they leave:
    nothing can be taken back, but no later release may narrow it further.
    """

    place: int
    secret: Secret
    low: int
    high: int

    @property
    def already_out(self) -> bool:
        """True where earlier releases alone fall short of the protection."""
        return (self.low, self.high) != (self.secret.needs.low, self.secret.needs.high)


@dataclass(frozen=True)
class Shortfall:
    """A demand that is not met, and a rule every choice meeting it obeys: hidden rows' weights sum to 1 or more."""

    demand: Demand
    rule: Floats


class Watch:
    """Checks choices of hidden cells against the demands, remembering every table it has found."""

    def __init__(self, system: System, costs: Floats) -> None:
        self.system = system
        # A proof that leans on rows that are dear to hide teaches the most.
        self._effort = 1 / np.maximum(costs, TOLERANCE)
        self._effort[system.shown_before] = 0
        self._anyone = Witnesses(system)
        self._knowing = Witnesses(system)
        self._widths: dict[int, int] = {}
        self.demands = [
            Demand(place, secret, secret.needs.low, secret.needs.high) for place, secret in enumerate(system.secrets)
        ]
        if system.shown_before.any():
            self._lower_to_what_is_left()

    def shortfalls(self, shown: Mask) -> Iterator[Shortfall]:
        """Each demand that fails when these rows are printed."""
        anyone = Attacker(self.system, shown, knows_small=False)
        knowing = Attacker(self.system, shown, knows_small=True)
        self._look_wide(anyone, self._anyone)
        self._look_wide(knowing, self._knowing)
        for demand in self.demands:
            yield from self._reach(anyone, demand, sign=1, target=demand.low)
            yield from self._reach(anyone, demand, sign=-1, target=demand.high)
            yield from self._width(knowing, demand)

    def needed_width(self, demand: Demand) -> int:
        """Less than the usual width only where knowing what is small leaves less before this release is out."""
        if demand.place not in self._widths:
            left = Attacker(self.system, self.system.shown_before, knows_small=True).range_of(demand.secret)
            width = LEAST_WIDTH if left.high is None else left.high - left.low
            self._widths[demand.place] = min(width, LEAST_WIDTH)
        return self._widths[demand.place]

    def _look_wide(self, attacker: Attacker, witnesses: Witnesses) -> None:
        """Find tables for many demands at once; what is left is asked one by one."""
        witnesses.look(attacker.shown)
        low = np.array([demand.low for demand in self.demands], dtype=np.float64)
        high = np.array([demand.high for demand in self.demands], dtype=np.float64)
        for sign in (1, -1):
            enough = witnesses.high - witnesses.low >= LEAST_WIDTH if attacker.knows_small else False
            met = witnesses.low <= low if sign == 1 else witnesses.high >= high
            places = np.flatnonzero(~(met | enough))
            witnesses.sweep(attacker, list(places), sign, (low if sign == 1 else high)[places])

    def _reach(self, attacker: Attacker, demand: Demand, sign: int, target: int) -> Iterator[Shortfall]:
        """Fails if the secret cannot come down (sign 1) or up (sign -1) to the target."""
        found = (self._anyone.low if sign == 1 else self._anyone.high)[demand.place]
        if sign * found <= sign * target:
            return
        weights = sign * attacker.weights(demand.secret)
        answer = attacker.least(weights)
        gap = answer.value - sign * target
        if gap > TOLERANCE:
            yield Shortfall(demand, np.minimum(self._give(attacker, weights, answer, gap), 1))
            return
        value, table = attacker.whole(weights, answer)
        self._anyone.add(table)
        if value > sign * target + TOLERANCE:
            yield Shortfall(demand, self._anything_else(attacker.shown))

    def _width(self, attacker: Attacker, demand: Demand) -> Iterator[Shortfall]:
        """Fails if one who knows which hidden cells are small has too narrow a range for the secret."""
        if self._knowing_width(demand) >= self._widths.get(demand.place, LEAST_WIDTH):
            return
        weights = attacker.weights(demand.secret)
        least, most = attacker.least(weights), attacker.least(-weights)
        gap = self.needed_width(demand) - (-most.value - least.value)
        if gap > TOLERANCE:
            down = self._give(attacker, weights, least, gap)
            yield Shortfall(demand, np.minimum(down + self._give(attacker, -weights, most, gap), 1))
            return
        self._knowing.add(attacker.whole(weights, least)[1])
        self._knowing.add(attacker.whole(-weights, most)[1])
        if self._knowing_width(demand) < self.needed_width(demand):
            yield Shortfall(demand, self._anything_else(attacker.shown))

    def _knowing_width(self, demand: Demand) -> float:
        return float(self._knowing.high[demand.place] - self._knowing.low[demand.place])

    def _give(self, attacker: Attacker, weights: Floats, answer: Answer, gap: float) -> Floats:
        """How much of the gap hiding each row could close at most (linear programming duality).

        A hidden row may fall to nought (closing reason * value) or rise without limit.
        """
        reasons = attacker.reasons(weights, answer.value, self._effort)
        falls = np.maximum(reasons, 0) * self.system.values / gap
        rises = np.where(reasons < -TOLERANCE, 1.0, 0.0)
        give = np.where(reasons > TOLERANCE, falls, rises)
        give[self.system.shown_before] = 0
        return np.asarray(give)

    def _anything_else(self, shown: Mask) -> Floats:
        """The weakest rule: hide at least one row that is shown now."""
        return np.where(shown & ~self.system.shown_before, 1.0, 0.0)

    def _lower_to_what_is_left(self) -> None:
        """Where earlier releases alone already tell too much, demand that nothing more is told."""
        anyone = Attacker(self.system, self.system.shown_before, knows_small=False)
        self._look_wide(anyone, self._anyone)
        for place, full in enumerate(self.demands):
            if any((*self._reach(anyone, full, 1, full.low), *self._reach(anyone, full, -1, full.high))):
                left = anyone.range_of(full.secret)
                high = full.high if left.high is None else min(full.high, left.high)
                self.demands[place] = Demand(place, full.secret, max(full.low, left.low), high)
