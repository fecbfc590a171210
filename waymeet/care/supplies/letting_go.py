"""Nights after 18 months: into the ledger's lines of their month, so that every balance stays what it was."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from waymeet.care.supplies.models import Movement, NightStock
from waymeet.care.supplies.queries_stock import Line, night_lines
from waymeet.kernel.holds import Held


def into_the_ledger(_model: Any, last_day: dt.date, held: Held) -> int:
    """Answers how many nights' rows went."""
    with transaction.atomic(using="care"):
        nights = [night for night in NightStock.objects.filter(day__lte=last_day) if str(night.pk) not in held.ids]
        for night in nights:
            month = night.day.replace(day=1)
            for line in night_lines(NightStock.objects.filter(pk=night.pk)):
                _add(uuid5(night.program_id, f"nights of {month}"), month, line)
        NightStock.objects.filter(pk__in=[night.pk for night in nights]).delete()
    return len(nights)


def _add(act: UUID, month: dt.date, line: Line) -> None:
    alike = {"item_id": line.item, "lot_id": line.lot, "source_id": line.source, "target_id": line.target}
    row = Movement.objects.filter(act=act, kind=line.kind, **alike).first()
    if row is None:
        number = Movement.objects.filter(act=act).count()
        row = Movement(act=act, line=number, day=month, kind=line.kind, count=0, **alike)
    row.count += line.count
    row.save()
