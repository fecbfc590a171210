"""What there is to hand out."""

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from waymeet.care.supplies.models import Item, Lot, Movement, NightStock, Program
from waymeet.kernel import clock


def items_on_phones() -> QuerySet[Item]:
    return Item.objects.filter(on_phones=True)


def recalled_of_items() -> dict[int, list[str]]:
    """Item -> numbers of lots that were called back in the last year, also of what kits were made of."""
    since = clock.today() - dt.timedelta(days=365)
    lots = dict(Lot.objects.filter(recalled_on__gte=since).values_list("id", "number"))
    pairs = {(item, lots[lot]) for lot, item in Lot.objects.filter(pk__in=lots).values_list("id", "item_id")}
    moved = Movement.objects.filter(lot_id__in=lots).order_by().values_list("item_id", "lot_id").distinct()
    pairs |= {(item, lots[lot]) for item, lot in moved if lot is not None}
    found: dict[int, list[str]] = {}
    for item, number in sorted(pairs):
        found.setdefault(item, []).append(number)
    return found


def living_programs() -> QuerySet[Program]:
    return Program.objects.filter(ended_on=None)


def stock_of_night(program_id: UUID, day: dt.date) -> QuerySet[NightStock]:
    return NightStock.objects.filter(program_id=program_id, day=day).select_related("item", "program")


def nights_of_stock() -> QuerySet[NightStock]:
    """Every night's quantities, newest first."""
    return NightStock.objects.select_related("item", "program")


def kit_numbers() -> frozenset[int]:
    """The numbers of items that count as kits."""
    return frozenset(Item.objects.filter(kind=Item.Kind.KIT).values_list("number", flat=True))
