"""The few records that do something when they come in: a new unit, an introduction, a turf handed in."""

from uuid import UUID

from django.db import DataError, transaction

from waymeet.kernel.errors import Plain
from waymeet.organizing.canvass import reading, shapes
from waymeet.organizing.contacts.services import receive_introduction
from waymeet.organizing.turf.services.handout import give_back_from_phone
from waymeet.organizing.turf.services.units import add_unit

KINDS = frozenset({"unit", "introduction", "returned"})


def carry_out(read: reading.Read, person_id: UUID) -> str:
    """Do what the record asks; '' when done, else the reason it is put aside. Its own savepoint: all or nothing."""
    try:
        with transaction.atomic(using="organizing"):
            _carry_out(read, person_id)
    except (Plain, ValueError, DataError):
        return "effect"
    return ""


def _carry_out(read: reading.Read, person_id: UUID) -> None:
    match read.body:
        case shapes.Unit() as unit:
            add_unit(door_id=UUID(unit.door), building_id=UUID(unit.building), unit=unit.unit, floor=unit.floor or "")
        case shapes.Introduced() as told:
            receive_introduction(
                record=UUID(bytes=read.record),
                wants=told.wants,
                language=told.language,
                door=UUID(told.door) if told.door else None,
                epoch=told.epoch,
                sealed=reading.sealed_bytes(told.sealed),
                sentence=told.sentence,
            )
        case shapes.Returned() as returned:
            give_back_from_phone(turf_id=UUID(returned.turf), person_id=person_id)
