"""Things that peers take along and hand on: a record of its own, and nobody's name in it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.naloxone.models import Area
from waymeet.care.peers.models import BulkRecord
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Item, Program
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotFound

MOST = 10_000


@dataclass(frozen=True)
class Told:
    """`taken`: taken along out of the program's stock. Else handed on, in an area, to about `reached` people."""

    taken: bool
    items: Mapping[int, int] = field(default_factory=dict)
    area: int = 0
    reached: int = 0


def put_down(*, program_id: UUID, day: dt.date, told: Told, by: Person) -> None:
    """Its own record, without a person. Its audit line has none either: who takes kits along is nobody's list."""
    check(by, May.HAND_ON)
    program = Program.objects.filter(pk=program_id, ended_on=None).first()
    if program is None:
        raise NotFound
    items = {number: count for number, count in told.items.items() if count}
    _refuse_what_cannot_be(told, items, day)
    row = BulkRecord(program=program, iso_week=clock.iso_week(day), taken=told.taken)
    row.items = {str(number): count for number, count in sorted(items.items())}
    if not told.taken:
        row.area_number, row.reached = told.area, told.reached
    with transaction.atomic(using="care"):
        row.save(force_insert=True)
        if told.taken:
            supplies.deduct(program_id=program.id, day=day, counts=items)
        audit.write(AuditLine, who="", verb="bulk.put_down", subject=day)


def _refuse_what_cannot_be(told: Told, items: Mapping[int, int], day: dt.date) -> None:
    if not items:
        raise BadInput(_("Put down at least one item."))
    if day > clock.today():
        raise BadInput(_("Choose a day that is not in the future."))
    if any(not 0 < count <= MOST for count in items.values()) or not 0 <= told.reached <= MOST:
        raise BadInput(_("A count must be between 0 and 10,000. Check the numbers."))
    if Item.objects.filter(pk__in=items).count() != len(items):
        raise NotFound
    if told.area and not Area.objects.filter(number=told.area).exists():
        raise NotFound
