"""Entries as services and results need them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from waymeet.organizing.canvass.models import DeviceMark, Entry
from waymeet.organizing.turf.queries.taking import turfs_of_person


@dataclass(frozen=True)
class Known:
    """What is held already: digests by record id, and which of the phone's numbers are taken by other records."""

    digests: dict[bytes, bytes]
    seqs: frozenset[int]


def held_already(records: list[bytes], device: int | None, reads: Iterable[object]) -> Known:
    """Held entries among these record ids, and among the numbers the batch uses."""
    rows = Entry.objects.filter(record__in=records).values_list("record", "digest")
    digests = {bytes(record): bytes(digest) for record, digest in rows}
    if device is None:
        return Known(digests, frozenset())
    wanted = [seq for read in reads if (seq := getattr(read, "seq", 0))]
    taken = Entry.objects.filter(device=device, seq__in=wanted).values_list("seq", flat=True)
    return Known(digests, frozenset(taken))


def turfs_held_by(person_id: UUID) -> frozenset[UUID]:
    """Turfs this person took at any time: work comes in long after a turf was given back."""
    return turfs_of_person(person_id)


def held_through(device: int) -> int:
    """The gapless mark of a phone."""
    mark = DeviceMark.objects.filter(pk=device).first()
    return mark.held_through if mark else 0
