"""Orders: made, and called off. What arrives of them is received."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.supplies.models import Item, Order
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotFound


def order(*, item: int, count: int, day: dt.date, by: Person, source: str = "") -> Order:
    """Write down what was ordered, and from whom if somebody wants to know."""
    check(by, May.MANAGE_SUPPLIES)
    if not Item.objects.filter(pk=item).exists():
        raise NotFound
    if not 0 < count <= 1_000_000:
        raise BadInput(_("Order between 1 and 1,000,000. Check the number."))
    with transaction.atomic(using="care"):
        made = Order.objects.create(item_id=item, count=count, day=day, source=source.strip()[:80])
        audit.write(AuditLine, who=by.id, verb="order.add", subject=made.id)
    return made


def cancel_order(*, order_id: UUID, by: Person) -> None:
    """What has not arrived will not. What has, stays."""
    check(by, May.MANAGE_SUPPLIES)
    with transaction.atomic(using="care"):
        if not Order.objects.filter(pk=order_id).exists():
            raise NotFound
        if Order.objects.filter(pk=order_id, cancelled_on=None).update(cancelled_on=clock.today()):
            audit.write(AuditLine, who=by.id, verb="order.cancel", subject=order_id)
