"""The drill in words: class by class, what can be read, what is sealed, what can be joined."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from waymeet.commands.seizure import joining, reading
from waymeet.commands.seizure.taken import Table
from waymeet.kernel import clock
from waymeet.kernel.privacy import Holds

NOTICE_DAYS = 30

SAID = {
    Holds.SEALED: "sealed",
    Holds.KEY: "public halves, and private halves that are wrapped",
    Holds.SECRET_HASH: "hashes; what was hashed is not there",
}


@dataclass
class Drill:
    """Everything that was found."""

    tables: Sequence[Table]
    read: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return bool(self.read or self.joined)


def lines(drill: Drill) -> Iterator[str]:
    """One line after the other, never a value."""
    yield from ("", "CLASS BY CLASS (columns with something in them, values)", "")
    yield from class_by_class(drill.tables)
    yield from _listed("WHAT LIES AROUND THE DATABASES", drill.remarks, "Nothing.")
    yield from _listed("READABLE, BECAUSE PEOPLE CHOSE TO BE KNOWN (PRIVACY.md says so)", drill.chosen, "Nothing.")
    yield from _listed("READABLE, AND MUST NOT BE", drill.read, "Nothing.")
    yield from _listed("JOINED: A CONTACT AND A FILE, OR A NAME AND A CASE", drill.joined, "Nothing.")
    yield f"  ({joining.closed_lists(drill.tables)} pairs of columns in different rooms share values at all:"
    yield "   workers, weeks, areas, states, words of closed lists, team keys. Followed row by row; see above.)"
    yield from _listed("NOT FOR CERTAIN, AND NOT NOTHING (PRIVACY.md says so)", drill.guesses, "Nothing.")
    yield from _if_it_was_real()
    yield from ("", "FAILED: look at what stands under READABLE and JOINED." if drill.failed else "Held.")


def _if_it_was_real() -> Iterator[str]:
    """New York, GBL 899-aa: thirty days from the day it was found out."""
    last = clock.today() + dt.timedelta(days=NOTICE_DAYS)
    yield from ("", "IF THIS WAS NO DRILL", f"  Found out today: whoever it touches is told by {last} (GBL 899-aa).")
    yield "  What was sealed, its key not taken, is outside that law's definition. Ask counsel; 42 CFR 2.16 applies."


def _listed(head: str, found: Iterable[str], none: str) -> Iterator[str]:
    yield from ("", head)
    yield from [f"  - {sentence}" for sentence in found] or [f"  {none}"]


def class_by_class(tables: Sequence[Table]) -> Iterator[str]:
    for holds in Holds:
        rooms: defaultdict[str, list[int]] = defaultdict(list)
        lengths: set[int] = set()
        for table in tables:
            for column in table.of(holds):
                filled = [value for value in column.values if value not in (None, "", b"")]
                if filled:
                    rooms[table.room].append(len(filled))
                if holds == Holds.SEALED:
                    lengths |= {len(value) for value in filled if not reading.reads(value)}
        counted = ", ".join(f"{room} {len(many)}/{sum(many)}" for room, many in rooms.items()) or "not there"
        state = SAID.get(holds, "in plain" if rooms else "")
        sizes = f"; {len(lengths)} lengths" if lengths else ""
        yield f"  {holds:<17} {counted}{f': {state}' if rooms else ''}{sizes}"
