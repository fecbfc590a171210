"""The numbers of an event, each defined once, and when somebody is called, reminded, or let in by a poster.

Every page, list and report that tells of turnout uses these (facts of the craft, 3.5).
"""

from collections.abc import Collection
from dataclasses import dataclass

YESES_FOR_ONE = 2  # half of those who say yes come: two yeses are asked for one person wanted
FIRST_CALL, LAST_CALL = 5, 1  # days before: a first call 5 to 4 days before, a last one the day before
REMINDED = 1  # days before
DOOR_DAYS = 1  # a poster works on the day itself, the day before and the day after
PROMISES = ("accepted",)
REMINDED_ANSWERS = ("accepted", "tentative")
WAYS_TO_REMIND = ("text", "email")


def yeses_needed(goal: int | None) -> int | None:
    """The 50 % rule: a goal of 20 needs 40 yeses."""
    return None if goal is None else goal * YESES_FOR_ONE


@dataclass(frozen=True)
class Turnout:
    """What an event comes to.

    `asked`: whom somebody asked. `yes`, `maybe`, `no`, `waiting`: what they answered; who took a yes back is a no.
    `confirmed`: of the yes, whoever said so again. `named`: people by name who came; `new`: signed in, and
    nobody has seen to who it is; `counted`: heads, without names; `sealed`: names that lie sealed.
    `broken`: said yes, and did not come, once the event is closed. `walk_ins`: came, and nobody had asked them.
    """

    goal: int | None = None
    asked: int = 0
    yes: int = 0
    maybe: int = 0
    no: int = 0
    waiting: int = 0
    confirmed: int = 0
    named: int = 0
    kept: int = 0
    broken: int = 0
    walk_ins: int = 0
    new: int = 0
    counted: int = 0
    sealed: int = 0

    @property
    def needed(self) -> int | None:
        return yeses_needed(self.goal)

    @property
    def missing(self) -> int:
        """Yeses still to be asked for."""
        return max(0, (self.needed or 0) - self.yes)

    @property
    def promised(self) -> int:
        """Who said yes and did not take it back."""
        return self.yes

    @property
    def came(self) -> int:
        """Everybody who was there: by name, by count, sealed."""
        return self.named + self.new + self.counted + self.sealed

    @property
    def flake_rate(self) -> float | None:
        """Of those who promised and were looked for, the part that did not come; None where nobody was."""
        looked_for = self.kept + self.broken
        return self.broken / looked_for if looked_for else None

    @property
    def flake_percent(self) -> int | None:
        return None if self.flake_rate is None else round(100 * self.flake_rate)


def call_is_due(days_left: int, called_days_before: int | None) -> bool:
    """Somebody who said yes or maybe is called twice: from five days before, and from the day before.

    A day that was missed is made up for; who was called in this round is not called again in it.
    """
    if not 0 <= days_left <= FIRST_CALL:
        return False
    if called_days_before is None:
        return True
    return days_left <= LAST_CALL < called_days_before


def may_be_called(refused: Collection[str], *, phones: bool) -> bool:
    """They have a number that works, and did not say that they want no calls."""
    return phones and "call" not in refused


def ways_to_remind(refused: Collection[str]) -> tuple[str, ...]:
    """By which of text and email they may be reminded."""
    return tuple(way for way in WAYS_TO_REMIND if way not in refused)


def door_is_open(*, opened: bool, planned: bool, days_left: int) -> bool:
    return opened and planned and abs(days_left) <= DOOR_DAYS


def whose(given: Collection[str], found: Collection[tuple[object, str]]) -> object | None:
    """Of those who share a number or an email, the one whose name was typed; None where that is not clear.

    `given`: the words of the typed name, folded; `found`: (who, their folded name). No name typed and one person found
    is that person. Nobody is taken for somebody else because a household shares a phone.
    """
    if not given:
        return next(iter(found))[0] if len(found) == 1 else None
    fits = [who for who, name in found if set(given) & set(name.split())]
    return fits[0] if len(fits) == 1 else None


def numbers_in(words: str, most: int) -> list[int]:
    """Numbers as they are typed off a sheet, "1 3, 7-12": each once; ValueError for what is none, or not on it."""
    found: set[int] = set()
    for part in words.replace(",", " ").split():
        first, dash, last = part.partition("-")
        one, other = int(first), int(last if dash else first)
        if not 1 <= one <= other <= most:
            raise ValueError(part)
        found.update(range(one, other + 1))
    return sorted(found)
