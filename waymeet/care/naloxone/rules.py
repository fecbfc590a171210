"""The care slot byte for byte, the barriers people name, and what staff see of small numbers. Pure."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from django.utils.translation import gettext_lazy as _

from waymeet.kernel import card_codes

SLOT_BYTES = 400
PLAIN_BYTES = 352
NOTE_BYTES = 256
NOTE_AT = 48
ITEMS_AT, ITEM_PLACES, ITEM_BYTES = 10, 8, 3
SLOT_INFO = b"waymeet care slot v1"
NOTE_INFO = b"waymeet care note v1"
DOOR, STREET = 1, 2  # the versions of a slot: of a door, and of somebody met without one
CODE_AT, CODE_BYTES = 38, 7
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

# Why somebody takes a kit (facts: care standards 3.3, reason for resupply). 0 is: not said.
FIRST_KIT = 1
REASONS = {
    FIRST_KIT: _("first kit"),
    2: _("the last one was used"),
    3: _("the last one was lost"),
    4: _("the last one expired"),
    5: _("gave the last one away"),
}


class Kind(IntEnum):
    """What a slot says."""

    EMPTY = 0
    HANDED_OUT = 1
    TAKEN_BACK = 2


class NotASlot(ValueError):
    """The bytes opened and are not a slot this version knows."""


@dataclass(frozen=True)
class Met:
    """What a slot of the second version says beside the items: how many people, and whom the items are for.

    `secondary`: taken to be handed on, to about `reached` people. `code` is the participant's own, or "".
    """

    people: int = 1
    secondary: bool = False
    reached: int = 0
    reason: int = 0
    code: str = ""


@dataclass(frozen=True)
class Slot:
    """One opened slot; `note` is still sealed, 304 bytes. `met` is None for a slot of a door."""

    kind: Kind
    area: int = 0
    year: int = 0
    week: int = 0
    items: Mapping[int, int] = field(default_factory=dict)
    barriers: frozenset[int] = frozenset()
    note: bytes = b""
    met: Met | None = None

    @property
    def people(self) -> int:
        """How many visits this is: one at a door; what is taken back at a door takes back no visit."""
        if self.met is not None:
            return self.met.people
        return int(self.kind is Kind.HANDED_OUT)

    @property
    def iso_week(self) -> str:
        return f"{self.year}-W{self.week:02d}"


def slot_bytes(slot: Slot) -> bytes:
    """352 bytes: version, kind, area, ISO year and week, people, barriers, eight items with counts, whom the items are
    for (version 2 only), zeros, the sealed note.
    """
    met = slot.met or Met(people=0)
    head = bytes([STREET if slot.met else DOOR, slot.kind]) + slot.area.to_bytes(2, "big")
    head += slot.year.to_bytes(2, "big") + bytes([slot.week, met.people])
    head += sum(1 << (number - 1) for number in slot.barriers).to_bytes(2, "big")
    items = b"".join(number.to_bytes(2, "big") + bytes([count]) for number, count in sorted(slot.items.items()))
    about = bytes([met.secondary, met.reason]) + met.reached.to_bytes(2, "big") + met.code.encode("ascii")
    return (head + items.ljust(ITEM_PLACES * ITEM_BYTES, b"\0") + about).ljust(NOTE_AT, b"\0") + slot.note


def read_slot(plain: bytes) -> Slot:
    """The slot in 352 opened bytes; NotASlot for anything a phone of this version cannot have written."""
    if len(plain) != PLAIN_BYTES or plain[0] not in (DOOR, STREET) or plain[1] not in list(Kind):
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
        met=_met(plain),
    )


def _met(plain: bytes) -> Met | None:
    """A reason of a later list and a code that is none are left out: the encounter counts all the same."""
    said = plain[34:NOTE_AT]
    if plain[0] == DOOR:
        if any(said):
            raise NotASlot
        return None
    nobody = plain[1] == Kind.HANDED_OUT and plain[7] == 0
    if plain[1] == Kind.EMPTY or nobody or said[0] > 1 or any(plain[CODE_AT + CODE_BYTES : NOTE_AT]):
        raise NotASlot
    return Met(
        people=plain[7],
        secondary=bool(said[0]),
        reason=said[1] if said[1] in REASONS else 0,
        reached=int.from_bytes(said[2:4], "big"),
        code=card_codes.as_found(plain[CODE_AT : CODE_AT + CODE_BYTES].decode("ascii", "replace")),
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
