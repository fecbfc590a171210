"""The last check before a release: attack it with everything published before, and name what gives way."""

from collections.abc import Sequence
from dataclasses import dataclass

from waymeet.reports.disclosure.attacker import Attacker, Range
from waymeet.reports.disclosure.system import Mask, Secret, System, build_system
from waymeet.reports.disclosure.table import Cell, Edition
from waymeet.reports.disclosure.threshold import LEAST_WIDTH, THRESHOLD

ANYTHING = Range(-THRESHOLD, None)


@dataclass(frozen=True)
class Finding:
    """What the attacker learns about one secret, from this and all earlier editions.

    `anyone` is its range with the printed numbers alone, `knowing` with the knowledge which hidden cells are small.
    """

    secret: Secret
    anyone: Range
    knowing: Range
    narrowed: bool
    already_out: bool


def attack(earlier: Sequence[Edition], last: Edition) -> list[Finding]:
    """One finding a secret, of this edition or of an earlier one.

    `narrowed`: this edition leaves less in doubt than the secret's protection, so it must not be released.
    `already_out`: earlier editions alone did; it is named, and this edition takes nothing more away.
    Raises attacker.Contradiction if the editions cannot all be true.
    """
    system = build_system(earlier, last)
    after = _ranges(system, _shown(system, last))
    return [_finding(system, secret, *ranges) for secret, ranges in zip(system.secrets, after, strict=True)]


def ranges_of_hidden(earlier: Sequence[Edition], last: Edition) -> dict[Cell, Range]:
    """What anyone can work out about each hidden cell of the last edition, small or hidden to protect others."""
    system = build_system(earlier, last)
    anyone = Attacker(system, _shown(system, last), knows_small=False)
    rows = {cell: system.row_of[last.name, cell] for cell in last.table.cells() if cell in last.hidden}
    return {cell: anyone.range_of_sum(system.matrix[[row]].toarray()[0]) for cell, row in rows.items()}


def _shown(system: System, last: Edition) -> Mask:
    """All rows in print once the last edition is out."""
    shown = system.shown_before.copy()
    for cell in last.table.cells():
        if cell not in last.hidden:
            shown[system.row_of[last.name, cell]] = True
    return shown


def _ranges(system: System, shown: Mask) -> list[tuple[Range, Range]]:
    anyone = Attacker(system, shown, knows_small=False)
    knowing = Attacker(system, shown, knows_small=True)
    return [(anyone.range_of(secret), knowing.range_of(secret)) for secret in system.secrets]


def _finding(system: System, secret: Secret, anyone: Range, knowing: Range) -> Finding:
    if _reaches(secret, anyone) and knowing.width >= LEAST_WIDTH:
        return Finding(secret, anyone, knowing, narrowed=False, already_out=False)
    before = system.shown_before
    was = Attacker(system, before, knows_small=False).range_of(secret)
    knew = Attacker(system, before, knows_small=True).range_of(secret)
    less = not _reaches(secret, anyone, was)
    thinner = knowing.width < min(LEAST_WIDTH, knew.width)
    return Finding(secret, anyone, knowing, narrowed=less or thinner, already_out=not _reaches(secret, was))


def _reaches(secret: Secret, found: Range, was: Range = ANYTHING) -> bool:
    """True if every value is still possible that the protection asks for and that earlier editions left possible."""
    low = max(secret.needs.low, was.low)
    high = secret.needs.high if was.high is None else min(secret.needs.high, was.high)
    return found.low <= low and (found.high is None or found.high >= high)
