"""The few records that do something when they come in: a new unit, an introduction, a turf handed in."""

from dataclasses import replace
from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from waymeet.accounts.people import Person
from waymeet.accounts.queries import person_with
from waymeet.kernel import clock
from waymeet.kernel.errors import NotAllowed, Plain
from waymeet.organizing.canvass import kinds, reading, shapes
from waymeet.organizing.contacts.services import receive_introduction
from waymeet.organizing.turf.services.handout import give_back_from_phone
from waymeet.organizing.turf.services.units import add_unit

OWN = frozenset({"unit", "introduction", "returned"})


def asks_for_something(kind: str) -> bool:
    return kind in OWN or kind in kinds.KINDS


def carry_out(read: reading.Read, person_id: UUID, decided_by: Person | None = None) -> str:
    """Do what the record asks; '' when done, else the reason it is put aside. Its own savepoint: all or nothing.

    kinds.GONE where whom it is about is gone: then nothing was done, nothing is to be kept, and nobody need look.
    """
    try:
        with transaction.atomic(using="organizing"):
            if read.kind in kinds.KINDS:
                _hand_up(read, person_id, decided_by)
            else:
                _carry_out(read, person_id)
    except kinds.GoneError:
        return kinds.GONE
    except kinds.AsideError as aside:
        return aside.reason
    except NotAllowed:
        return "role"
    except (Plain, ValueError, DataError, IntegrityError):
        return "effect"
    return ""


def _hand_up(read: reading.Read, person_id: UUID, decided_by: Person | None) -> None:
    """To the app whose kind it is. A coordinator who takes it in lends their permission; it stays its author's work."""
    day, _odd = reading.Days(clock.now(), timezone.get_current_timezone()).of(read.at)
    author = person_with(person_id)
    doing = kinds.Doing(UUID(bytes=read.record), read.body, day, author, decided_by is not None)
    try:
        with transaction.atomic(using="organizing"):
            kinds.KINDS[read.kind].carry_out(doing)
    except NotAllowed:
        if decided_by is None:
            raise
        kinds.KINDS[read.kind].carry_out(replace(doing, by=replace(author, roles=decided_by.roles)))


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
