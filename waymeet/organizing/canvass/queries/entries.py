"""Entries as services and results need them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections

from waymeet.organizing.canvass.models import DeviceMark, Entry
from waymeet.organizing.turf.queries.taking import turfs_of_person


@dataclass(frozen=True)
class Known:
    """What is held already: records by id, byte for byte, and which of the phone's numbers others have."""

    raws: dict[bytes, bytes]
    seqs: frozenset[int]


def held_already(records: list[bytes], device: int | None, seqs: list[int]) -> Known:
    """Held entries among these record ids, and which of these numbers of the phone are taken.

    Plain SQL: the ORM spends more time on a hundred parameters than the database on the answer.
    """
    rows = _rows("record", records, "record, raw") if records else []
    raws = {bytes(record): bytes(raw) for record, raw in rows}
    if device is None or not seqs:
        return Known(raws, frozenset())
    return Known(raws, frozenset(row[0] for row in _rows("seq", seqs, "seq", device)))


def _rows(column: str, values: list[Any], wanted: str, device: int | None = None) -> list[tuple[Any, ...]]:
    places = ", ".join(["%s"] * len(values))
    mine = "" if device is None else "device = %s AND "
    statement = f'SELECT {wanted} FROM "{Entry._meta.db_table}" WHERE {mine}{column} IN ({places})'  # noqa: S608 - our own names  # nosec B608
    with connections["organizing"].cursor() as cursor:
        cursor.execute(statement, values if device is None else [device, *values])
        return cursor.fetchall()


def turfs_held_by(person_id: UUID) -> frozenset[UUID]:
    """Turfs this person took at any time: work comes in long after a turf was given back."""
    return turfs_of_person(person_id)


def held_through(device: int) -> int:
    """The gapless mark of a phone."""
    mark = DeviceMark.objects.filter(pk=device).first()
    return mark.held_through if mark else 0
