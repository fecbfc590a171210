"""What there is to hand out."""

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from waymeet.care.supplies.models import Item, Lot, Movement, NightStock, Program
from waymeet.kernel import clock


def items_on_phones() -> QuerySet[Item]:
    return Item.objects.filter(on_phones=True)


def recalled_of_items() -> dict[int, list[str]]:
    """Item -> numbers of lots that were called back in the last year, also of what kits were made of.

    As many questions to the database whether there is such a lot or not: phones ask this, and time tells.
    """
    since = clock.today() - dt.timedelta(days=365)
    pairs = set(Lot.objects.filter(recalled_on__gte=since).values_list("item_id", "number"))
    moved = Movement.objects.filter(lot__recalled_on__gte=since).order_by()
    pairs |= {(item, number) for item, number in moved.values_list("item_id", "lot__number").distinct() if number}
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
