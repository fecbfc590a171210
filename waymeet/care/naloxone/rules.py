"""The care slot byte for byte, the barriers people name, and what staff see of small numbers. Pure."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
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
YEARS = range(1000, 9999)  # four digits, and the calendar goes on after the last of them
# What staff pages say instead of a count. None to 10 is one answer, as in our releases; wider above, so that neither a
# night's stock nor a published total leaves a small count without doubt.
BANDS = (range(11), range(11, 26), range(26, 51), range(51, 101))
LEAST_DOUBT = 5  # as for releases (reports.disclosure.threshold, which care must not import)

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
    year, week = int.from_bytes(plain[4:6], "big"), plain[6]
    if plain[1] != Kind.EMPTY and (year not in YEARS or not 1 <= week <= 53):
        raise NotASlot
    mask = int.from_bytes(plain[8:10], "big")
    return Slot(
        kind=Kind(plain[1]),
        area=int.from_bytes(plain[2:4], "big"),
        year=year,
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


def band_of(count: int) -> int:
    """Which band a count falls into; len(BANDS) is everything above them, and less than none counts as none."""
    return next((place for place, band in enumerate(BANDS) if count < band.stop), len(BANDS))


def shown_week(counts: Mapping[int, int]) -> dict[int, int | None]:
    """The band of every area in one week, or None for all of them where the bands would tell a small count.

    Whoever counted the boxes knows the week's total. It is told apart from every area's least and most: where the total
    lies so near to either that an area in the lowest band surely took some, or only a few answers are left, the week
    stays hidden.
    """
    bands = {area: band_of(count) for area, count in counts.items()}
    if 0 in bands.values() and not _leaves_doubt(bands.values(), sum(counts.values())):
        return dict.fromkeys(bands)
    return dict(bands)


def _leaves_doubt(bands: Collection[int], total: int) -> bool:
    """Every area in the lowest band may have none, and where others are above it may have up to LEAST_DOUBT.

    A total at which few in every area would tell that all have some is hidden whatever the areas say: were it hidden
    for those alone, hiding would tell it.
    """
    few, above = BANDS[0].stop - 1, [band for band in bands if band]
    if few * (len(bands) - 1) < total <= few * len(bands):
        return False
    least = sum(BANDS[band - 1].stop for band in above)
    most = sum(BANDS[band].stop - 1 for band in bands if band < len(BANDS))
    could_be_none = len(BANDS) in above or most - total >= few
    return could_be_none and (not above or total - least >= LEAST_DOUBT)
