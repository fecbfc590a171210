"""History under a rule that does not hold yet: who would have been eligible, and who would not. Pure.

What an incident came to in its day stands in its entry; here its facts are judged by another document. Groups are the
answers on race, and whoever gave several is counted in each of them: groups are never added up.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from waymeet.diversion.incidents import rules

ALL = ""
GAINS, LOSES, STAYS_IN, STAYS_OUT, UNTOLD = "gains", "loses", "stays_in", "stays_out", "untold"
MOVES = (GAINS, LOSES, STAYS_IN, STAYS_OUT, UNTOLD)


@dataclass
class Replay:
    """How many incidents moved which way, by group; the group '' is everybody, each incident once."""

    said: dict[str, Counter[str]] = field(default_factory=dict)
    seen: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def everybody(self) -> Counter[str]:
        return self.said.get(ALL, Counter())


def moved(before: str, after: str) -> str:
    """Where an incident goes that came to `before` in its day and to `after` now."""
    if rules.YES in (before, after) and rules.CANNOT_TELL not in (before, after):
        return STAYS_IN if before == after else GAINS if after == rules.YES else LOSES
    return STAYS_OUT if before == after == rules.NO else UNTOLD


def replayed(document: rules.Document, incidents: Iterable[Any]) -> Replay:
    """`incidents` are `queries.Judged`. Facts that are alike are judged once."""
    judge = remembered(lambda facts: rules.judged(document, facts))
    said: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for one in incidents:
        move = moved(one.eligible, judge(one.facts))
        said.update((group, move) for group in (ALL, *one.races_said))
        seen.update((group, move) for group in (ALL, *one.races_seen))
    return Replay(_by_group(said), _by_group(seen))


def remembered(judge: Callable[[Any], str]) -> Callable[[Hashable], str]:
    known: dict[Hashable, str] = {}

    def judged(facts: Hashable) -> str:
        if facts not in known:
            known[facts] = judge(facts)
        return known[facts]

    return judged


def _by_group(counted: Counter[tuple[str, str]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for (group, move), count in counted.items():
        found.setdefault(group, Counter())[move] = count
    return found
