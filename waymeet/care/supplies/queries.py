"""What there is to hand out."""

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from waymeet.care.supplies.models import Item, NightStock, Program


def items_on_phones() -> QuerySet[Item]:
    return Item.objects.filter(on_phones=True)


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
