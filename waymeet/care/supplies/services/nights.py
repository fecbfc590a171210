"""What a night took out, brought back, and what its opened pools say was handed out."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.supplies import queries_stock, rules
from waymeet.care.supplies.models import NightStock, Place, Program
from waymeet.care.supplies.services.things import pool_of
from waymeet.kernel import audit
from waymeet.kernel.errors import BadInput, NotFound

MOST = 100_000


def take_out(
    *, program_id: UUID, day: dt.date, counts: Mapping[int, int], by: Person, place_id: UUID | None = None
) -> None:
    """Set what the night took out, per item number, and from where; which lots went is decided here."""
    program = _allowed(program_id, counts, by)
    place = _place(place_id)
    with transaction.atomic(using="care"):
        pool_of(program)
        for number, count in sorted(counts.items()):
            row, _made = NightStock.objects.get_or_create(program=program, day=day, item_id=number)
            row.taken_out, row.lots = 0, {}
            row.save(update_fields=["taken_out", "lots"])
            row.taken_out, row.place = count, place
            row.lots = _lots(place, number, count)
            row.save(update_fields=["taken_out", "lots", "place"])
        audit.write(AuditLine, who=by.id, verb="stock.taken_out", subject=day)


def count_back(*, program_id: UUID, day: dt.date, counts: Mapping[int, int], by: Person) -> None:
    """Set what came back, per item number: to where it was taken from."""
    program = _allowed(program_id, counts, by)
    with transaction.atomic(using="care"):
        pool_of(program)
        for number, count in sorted(counts.items()):
            NightStock.objects.update_or_create(program=program, day=day, item_id=number, defaults={"came_back": count})
        audit.write(AuditLine, who=by.id, verb="stock.came_back", subject=day)


def _lots(place: Place | None, number: int, count: int) -> dict[str, int]:
    if place is None:
        return {}
    shares = rules.first_expired_first(queries_stock.holdings(place.id, number), count)
    return {str(lot): share for lot, share in shares if lot}


def _place(place_id: UUID | None) -> Place | None:
    if place_id is None:
        return None
    place = Place.objects.filter(pk=place_id, closed_on=None).exclude(kind=Place.Kind.POOL).first()
    if place is None:
        raise NotFound
    return place


def _allowed(program_id: UUID, counts: Mapping[int, int], by: Person) -> Program:
    check(by, May.MANAGE_SUPPLIES)
    program = Program.objects.filter(pk=program_id).first()
    if program is None:
        raise NotFound
    if any(not 0 <= count <= MOST for count in counts.values()):
        raise BadInput(_("A count must be between 0 and 100,000. Check the numbers."))
    return program


def deduct(*, program_id: UUID, day: dt.date, counts: Mapping[int, int]) -> None:
    """What an opened pool says was handed out. Called inside the opening's own transaction, which has its line."""
    pool_of(Program.objects.get(pk=program_id))
    for number, count in sorted(counts.items()):
        stock, _made = NightStock.objects.get_or_create(program_id=program_id, day=day, item_id=number)
        NightStock.objects.filter(pk=stock.pk).update(handed_out=F("handed_out") + count)
