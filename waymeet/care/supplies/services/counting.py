"""Counting weeks, counts of all there is, and what came back. The ledger is never touched: estimates stay estimates."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.supplies.models import CountingWeek, Item, OnHandCount, PieceWeight, Place, Returned, WeekCounted
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound

MOST = 10_000_000
MOST_GRAMS = Decimal(10_000_000)


def choose_week(*, day: dt.date, items: Collection[int], by: Person) -> None:
    """The week of that day is for counting these items."""
    check(by, May.MANAGE_SUPPLIES)
    if Item.objects.filter(pk__in=items).count() != len(items) or not items:
        raise NotFound
    week = clock.iso_week(day)
    with transaction.atomic(using="care"):
        for item in sorted(items):
            CountingWeek.objects.get_or_create(iso_week=week, item_id=item)
        audit.write(AuditLine, who=by.id, verb="counting.week", subject=week)


def write_week(*, week_id: UUID, place_id: UUID, count: int, by: Person) -> None:
    """What a place handed out in a counting week; said again, it is set anew."""
    check(by, May.MANAGE_SUPPLIES)
    _small_enough(count)
    if not CountingWeek.objects.filter(pk=week_id).exists() or not Place.objects.filter(pk=place_id).exists():
        raise NotFound
    with transaction.atomic(using="care"):
        WeekCounted.objects.update_or_create(week_id=week_id, place_id=place_id, defaults={"count": count})
        audit.write(AuditLine, who=by.id, verb="counting.write", subject=week_id)


def write_on_hand(*, item: int, day: dt.date, count: int, box: int, came: int | None, by: Person) -> None:
    """All of an item there is, at all places together, on a day; said again, it is set anew."""
    check(by, May.MANAGE_SUPPLIES)
    for number in (count, box, came or 0):
        _small_enough(number)
    if box < 1:
        raise BadInput(_("A box holds at least 1. Type 1 where every piece was counted."))
    _not_to_come(day)
    if not Item.objects.filter(pk=item).exists():
        raise NotFound
    with transaction.atomic(using="care"):
        told = {"count": count, "box": box, "came": came}
        OnHandCount.objects.update_or_create(item_id=item, day=day, defaults=told)
        audit.write(AuditLine, who=by.id, verb="counting.on_hand", subject=day)


def assume_weight(*, grams_each: Decimal, off_by: Decimal, scale_step: Decimal, by: Person) -> None:
    """From today on a used syringe is taken to weigh so much. What was weighed before keeps its own assumption."""
    check(by, May.MANAGE_SUPPLIES)
    if not 0 <= off_by < grams_each or not 0 <= scale_step <= MOST_GRAMS:
        raise BadInput(_("A syringe weighs more than nothing, and more than it may be off by. Check the grams."))
    with transaction.atomic(using="care"):
        told = {"grams_each": grams_each, "off_by": off_by, "scale_step": scale_step}
        today = PieceWeight.objects.filter(day=clock.today()).first()
        if today is not None and Returned.objects.filter(weight=today).exists():
            raise Conflict(_("Something was weighed with today's assumption already. Change it from tomorrow on."))
        PieceWeight.objects.update_or_create(day=clock.today(), defaults=told)
        audit.write(AuditLine, who=by.id, verb="returns.assume")


def take_returns(*, place_id: UUID, day: dt.date, count: int, by: Person) -> None:
    """Used syringes came back, and somebody counted them. The day becomes its week."""
    check(by, May.MANAGE_SUPPLIES)
    _small_enough(count, least=1)
    _keep_returns(Returned(place_id=place_id, count=count), day, by)


def take_returns_by_weight(*, place_id: UUID, day: dt.date, grams: Decimal, container: Decimal, by: Person) -> None:
    """They were weighed: how many they are is an estimate, by what one was taken to weigh on that day."""
    check(by, May.MANAGE_SUPPLIES)
    if not 0 <= container < grams <= MOST_GRAMS:
        raise BadInput(_("The full container weighs more than the empty one. Check the two weights."))
    weight = PieceWeight.objects.filter(day__lte=max(day, _first_weight())).first()
    if weight is None:
        raise BadInput(_("Nothing says yet what one syringe weighs. Write that down first, or count them."))
    _keep_returns(Returned(place_id=place_id, grams=grams, container=container, weight=weight), day, by)


def _first_weight() -> dt.date:
    """What was weighed before anybody wrote an assumption down goes by the first one."""
    return PieceWeight.objects.order_by("day").values_list("day", flat=True).first() or dt.date.min


def _keep_returns(row: Returned, day: dt.date, by: Person) -> None:
    _not_to_come(day)
    if not Place.objects.filter(pk=row.place_id).exists():
        raise NotFound
    row.iso_week = clock.iso_week(day)
    with transaction.atomic(using="care"):
        row.save(force_insert=True)
        audit.write(AuditLine, who=by.id, verb="returns.take", subject=row.iso_week)


def take_back_returns(*, returned_id: UUID, by: Person) -> None:
    """It was written by mistake."""
    check(by, May.MANAGE_SUPPLIES)
    with transaction.atomic(using="care"):
        gone, _kinds = Returned.objects.filter(pk=returned_id).delete()
        if not gone:
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="returns.take_back", subject=returned_id)


def _not_to_come(day: dt.date) -> None:
    if day > clock.today():
        raise BadInput(_("This day is still to come. Check the date."))


def _small_enough(count: int, least: int = 0) -> None:
    if not least <= count <= MOST:
        raise BadInput(_("A count must be between 0 and 10,000,000. Check the numbers."))
