"""What a structure test proves, in plain Python: how much of a unit moved, and where an assessment was wrong."""

from dataclasses import dataclass

SUPER_MAJORITY = 67  # percent; what the field aims for, a little over two thirds
SUPPORTS = 2  # an assessment up to this says that they are with us


@dataclass(frozen=True)
class Strength:
    """`took_part` of `denominator`, with the `target` in percent."""

    took_part: int
    denominator: int
    target: int

    @property
    def percent(self) -> int:
        """Rounded down, so that nobody reaches a target by rounding."""
        return 100 * self.took_part // self.denominator

    @property
    def wanted(self) -> int:
        """How many people the target is."""
        return -(-self.denominator * self.target // 100)

    @property
    def missing(self) -> int:
        return max(0, self.wanted - self.took_part)

    @property
    def reached(self) -> bool:
        return self.took_part >= self.wanted

    @property
    def more_than_all(self) -> bool:
        """The denominator cannot be right."""
        return self.took_part > self.denominator


def is_false_one(assessed: int, *, did: bool | None, over: bool) -> bool:
    """Assessed as with us, and did not take part: said so, or the day is over and nobody saw them."""
    return 0 < assessed <= SUPPORTS and (did is False or (over and did is None))


def is_stronger_than_thought(assessed: int, *, did: bool | None) -> bool:
    """Assessed as not with us, and took part all the same."""
    return assessed > SUPPORTS and did is True
