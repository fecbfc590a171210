"""What a position means, how a count of votes reads, and when somebody may be called a yes. Pure: no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

YES, SWING, NO = (1, 2), (3,), (4, 5)
HEARD_YES = ("heard", "voted", "public")
POWERS = range(1, 6)


def may_be(value: int, source: str) -> bool:
    """Unless you hear a yes it is a 3 or a 4: only who told us, said so in public or voted so is a 1 or 2."""
    return value not in YES or source in HEARD_YES


@dataclass(frozen=True)
class Votes:
    """How those who decide stand. `needed` is 0 where nobody said how many it takes."""

    needed: int
    yes: int
    swing: int
    no: int
    unknown: int

    @property
    def short(self) -> int:
        return max(0, self.needed - self.yes)


def counted(needed: int, positions: Iterable[int | None]) -> Votes:
    every = list(positions)
    yes, swing, no = (sum(1 for one in every if one in side) for side in (YES, SWING, NO))
    return Votes(needed, yes, swing, no, sum(1 for one in every if one is None))


def ways(start: str, reached_by: dict[str, Sequence[tuple[str, bool]]], most: int = 3) -> list[list[str]]:
    """The ways from one of us to `start`, shortest first. `reached_by` names who reaches whom, and whether that is one
    of us. Nobody is passed twice.
    """
    found: list[list[str]] = []
    waiting: list[list[str]] = [[start]]
    while waiting:
        way = waiting.pop(0)
        for who, ours in reached_by.get(way[-1], ()):
            if who in way:
                continue
            if ours:
                found.append([*way, who][::-1])
            elif len(way) < most:
                waiting.append([*way, who])
    return sorted(found, key=len)
