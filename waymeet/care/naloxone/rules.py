"""The care slot byte for byte, the barriers people name, and which small numbers stay hidden. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from django.utils.translation import gettext_lazy as _

SLOT_BYTES = 400
PLAIN_BYTES = 352
NOTE_BYTES = 256
NOTE_AT = 48
ITEMS_AT, ITEM_PLACES, ITEM_BYTES = 10, 8, 3
SLOT_INFO = b"waymeet care slot v1"
NOTE_INFO = b"waymeet care note v1"
VERSION = 1
SMALL = 11  # counts of 1 to 10 are hidden; CMS's habit, also what our releases use

# What keeps people from services, as heard at doors (facts: care standards 3.8, reasons a referral did not connect).
BARRIERS = {
    1: _("too long a wait"),
    2: _("no way to get there"),
    3: _("treated badly before"),
    4: _("asked for identification"),
    5: _("insurance or cost"),
    6: _("no place free"),
    7: _("afraid of police"),
    8: _("no service in my language"),
}


class Kind(IntEnum):
    """What a slot says."""

    EMPTY = 0
    HANDED_OUT = 1
    TAKEN_BACK = 2


class NotASlot(ValueError):
    """The bytes opened and are not a slot this version knows."""


@dataclass(frozen=True)
class Slot:
    """One opened slot; `note` is still sealed, 304 bytes."""

    kind: Kind
    area: int = 0
    year: int = 0
    week: int = 0
    items: Mapping[int, int] = field(default_factory=dict)
    barriers: frozenset[int] = frozenset()
    note: bytes = b""

    @property
    def iso_week(self) -> str:
        return f"{self.year}-W{self.week:02d}"


def slot_bytes(slot: Slot) -> bytes:
    """352 bytes: version, kind, area, ISO year and week, barriers, eight items with counts, zeros, the sealed note."""
    head = bytes([VERSION, slot.kind]) + slot.area.to_bytes(2, "big") + slot.year.to_bytes(2, "big")
    head += bytes([slot.week, 0]) + sum(1 << (number - 1) for number in slot.barriers).to_bytes(2, "big")
    items = b"".join(number.to_bytes(2, "big") + bytes([count]) for number, count in sorted(slot.items.items()))
    return (head + items.ljust(ITEM_PLACES * ITEM_BYTES, b"\0")).ljust(NOTE_AT, b"\0") + slot.note


def read_slot(plain: bytes) -> Slot:
    """The slot in 352 opened bytes; NotASlot for anything a phone of this version cannot have written."""
    if len(plain) != PLAIN_BYTES or plain[0] != VERSION or plain[1] not in list(Kind) or any(plain[34:NOTE_AT]):
        raise NotASlot
    week = plain[6]
    if plain[1] != Kind.EMPTY and not 1 <= week <= 53:
        raise NotASlot
    mask = int.from_bytes(plain[8:10], "big")
    return Slot(
        kind=Kind(plain[1]),
        area=int.from_bytes(plain[2:4], "big"),
        year=int.from_bytes(plain[4:6], "big"),
        week=week,
        items=_items(plain),
        barriers=frozenset(number for number in BARRIERS if mask >> (number - 1) & 1),
        note=plain[NOTE_AT:],
    )


def _items(plain: bytes) -> dict[int, int]:
    found: dict[int, int] = {}
    for place in range(ITEM_PLACES):
        at = ITEMS_AT + place * ITEM_BYTES
        number, count = int.from_bytes(plain[at : at + 2], "big"), plain[at + 2]
        if number and count:
            found[number] = found.get(number, 0) + count
    return found


def set_hash(digests: Iterable[bytes]) -> str:
    """SHA-256 over the sorted SHA-256 digests of a set of slots, hexadecimal: the same whatever the order."""
    return hashlib.sha256(b"".join(sorted(digests))).hexdigest()


def hidden_cells(counts: Mapping[tuple[int, str], int]) -> frozenset[tuple[int, str]]:
    """Which (area, week) cells staff pages hide: counts of 1 to 10, and one more where a week's total (which the
    night's stock gives away) would tell the only hidden one.
    """
    hidden = {cell for cell, count in counts.items() if count and count < SMALL}
    for week in {week for _area, week in hidden}:
        lone = [cell for cell in hidden if cell[1] == week]
        others = sorted((count, cell) for cell, count in counts.items() if cell[1] == week and cell not in hidden)
        if len(lone) == 1 and others:
            hidden.add(others[0][1])
    return frozenset(hidden)
