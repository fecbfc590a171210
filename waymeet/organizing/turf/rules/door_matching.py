"""Which door of a building an address is: the one that has it already, one still without a number, or a new one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from waymeet.organizing.turf.rules.street_names import address_key
from waymeet.organizing.turf.rules.wanted import Wanted


@dataclass(frozen=True)
class Known:
    """A door as it is kept now."""

    id: UUID
    source: str
    number: str
    street: str
    unit: str
    unit_known: bool
    floor: str

    @property
    def key(self) -> str:
        return address_key(self.number, self.street, self.unit, self.floor)


T = TypeVar("T")


@dataclass(frozen=True)
class Match(Generic[T]):
    """`known` is the door that `wanted` is; None for a new door. `item` is whatever the caller gave along."""

    wanted: Wanted
    item: T
    known: Known | None


@dataclass
class _Open:
    """The doors of one building that nobody has claimed yet, in a fixed order."""

    doors: list[Known]
    whole_houses: Collection[str]

    def take(self, fitting: Iterable[Known]) -> Known | None:
        door = next(iter(fitting), None)
        if door is not None:
            self.doors.remove(door)
        return door


def match_doors(
    known: Sequence[Known], wanted: Sequence[tuple[Wanted, str, T]], whole_houses: Collection[str] = ()
) -> list[Match[T]]:
    """Pair what a source wants of one building, as (wanted, street, item), with the doors it has.

    Every known door is met once at most. A door that is wanted without a number is left out where the building has
    doors already: knowing less than before changes nothing. `whole_houses` are addresses without unit that the source
    tells apart from their units: "12" beside "12, apartment 2" stays a door of its own.
    """
    free = _Open(sorted(known, key=lambda door: (door.number, door.unit, str(door.id))), whole_houses)
    matches: list[Match[T] | None] = [None] * len(wanted)
    for find in (_same_address, _same_source, _without_number):
        for at, (door, street, item) in enumerate(wanted):
            if matches[at] is None:
                found = find(free, door, street)
                matches[at] = Match(door, item, found) if found else None
    unnumbered = all(not door.number for door in known)
    for at, (door, _street, item) in enumerate(wanted):
        if matches[at] is None and (door.number or not known or (door.unit and unnumbered)):
            matches[at] = Match(door, item, None)
    return [match for match in matches if match is not None]


def _same_address(free: _Open, door: Wanted, street: str) -> Known | None:
    key = address_key(door.number, street, door.unit, door.floor)
    if not door.number:
        return free.take(known for known in free.doors if known.source == door.ref and not known.number)
    return free.take(known for known in free.doors if known.key == key)


def _same_source(free: _Open, door: Wanted, _street: str) -> Known | None:
    """The source now says something else about a door it has told before."""
    return free.take(known for known in free.doors if door.number and known.source == door.ref)


def _without_number(free: _Open, door: Wanted, street: str) -> Known | None:
    """A flat that was only counted comes first, then a door of the same number without a unit, then no number."""
    if not door.number:
        return free.take(known for known in free.doors if door.unit and not known.number and not known.unit)
    bare = address_key(door.number, street)
    counted = (known for known in free.doors if not known.unit_known and known.number in ("", door.number))
    return (
        free.take(known for known in free.doors if door.unit and known.unit == door.unit and not known.number)
        or free.take(counted)
        or free.take(known for known in free.doors if door.unit and known.key == bare not in free.whole_houses)
        or free.take(known for known in free.doors if not known.number and not known.unit)
    )
