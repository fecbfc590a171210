"""A phone's care half, as the protocol describes it: seals slots to the night's key, knows nothing else."""

import random

from waymeet.care.naloxone import rules
from waymeet.care.naloxone.models import Night
from waymeet.kernel import sealing


def sealed_slot(
    night: Night,
    *,
    kind: rules.Kind = rules.Kind.EMPTY,
    area: int = 0,
    week: tuple[int, int] = (2026, 48),
    items: dict[int, int] | None = None,
    barriers: frozenset[int] = frozenset(),
    note: str = "",
    met: rules.Met | None = None,
) -> bytes:
    """400 bytes, as a phone writes them for a saved door."""
    public, epoch = bytes(night.key_public), night.key_epoch
    inner = sealing.seal(
        public,
        sealing.pad(note.encode(), rules.NOTE_BYTES),
        info=rules.NOTE_INFO,
        aad=sealing.bind("note", epoch),
    )
    slot = rules.Slot(kind, area, *week, items or {}, barriers, inner, met)
    if kind is rules.Kind.EMPTY:
        slot = rules.Slot(kind, note=inner)
    return sealing.seal(public, rules.slot_bytes(slot), info=rules.SLOT_INFO, aad=sealing.bind("slot", epoch))


def evening_of_slots(night: Night, *, full: int, empty: int, area: int = 1) -> list[bytes]:
    """Slots of a walk, `full` of them with one kit each, in random order."""
    made = [sealed_slot(night, kind=rules.Kind.HANDED_OUT, area=area, items={1: 1}) for _ in range(full)]
    made += [sealed_slot(night) for _ in range(empty)]
    random.shuffle(made)
    return made
