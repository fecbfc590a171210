"""Keeping supplies: items, programs, what a night took out and brought back."""

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
from waymeet.care.supplies.models import Item, NightStock, Program
from waymeet.kernel import audit
from waymeet.kernel.errors import BadInput, NotFound

MOST = 100_000


def add_program(*, name_en: str, name_es: str, by: Person) -> Program:
    check(by, May.MANAGE_SUPPLIES)
    with transaction.atomic(using="care"):
        program = Program.objects.create(name_en=_named(name_en), name_es=_named(name_es or name_en))
        audit.write(AuditLine, who=by.id, verb="program.add", subject=program.id)
    return program


def add_item(*, name_en: str, name_es: str, kind: str, doses: int = 0, by: Person) -> Item:
    """A new item takes the next number; phones know items by number."""
    check(by, May.MANAGE_SUPPLIES)
    if kind not in Item.Kind.values:
        raise BadInput(_("Choose what kind of item this is."))
    with transaction.atomic(using="care"):
        newest = Item.objects.order_by("-number").first()
        number = newest.number + 1 if newest else 1
        item = Item.objects.create(
            number=number, name_en=_named(name_en), name_es=_named(name_es or name_en), kind=kind, doses=doses
        )
        audit.write(AuditLine, who=by.id, verb="item.add", subject=number)
    return item


def _named(name: str) -> str:
    if not name.strip():
        raise BadInput(_("A name is missing. Type one."))
    return name.strip()[:80]


def take_out(*, program_id: UUID, day: dt.date, counts: Mapping[int, int], by: Person) -> None:
    """Set what the night took out, per item number."""
    _set(program_id, day, "taken_out", counts, by)


def count_back(*, program_id: UUID, day: dt.date, counts: Mapping[int, int], by: Person) -> None:
    """Set what came back, per item number."""
    _set(program_id, day, "came_back", counts, by)


def _set(program_id: UUID, day: dt.date, column: str, counts: Mapping[int, int], by: Person) -> None:
    check(by, May.MANAGE_SUPPLIES)
    if not Program.objects.filter(pk=program_id).exists():
        raise NotFound
    if any(not 0 <= count <= MOST for count in counts.values()):
        raise BadInput(_("A count must be between 0 and 100,000. Check the numbers."))
    with transaction.atomic(using="care"):
        for number, count in sorted(counts.items()):
            NightStock.objects.update_or_create(
                program_id=program_id, day=day, item_id=number, defaults={column: count}
            )
        audit.write(AuditLine, who=by.id, verb=f"stock.{column}", subject=day)


def deduct(*, program_id: UUID, day: dt.date, counts: Mapping[int, int]) -> None:
    """What an opened pool says was handed out. Called inside the opening's own transaction, which has its line."""
    for number, count in sorted(counts.items()):
        stock, _made = NightStock.objects.get_or_create(program_id=program_id, day=day, item_id=number)
        NightStock.objects.filter(pk=stock.pk).update(handed_out=F("handed_out") + count)
