"""How slips and sealed names go after their days: whoever they were, so many heads stay counted."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Count

from waymeet.kernel.holds import Held
from waymeet.kernel.ids import random_id
from waymeet.organizing.events.models import HeadCount, Slip


def slips(model: Any, last_day: dt.date, held: Held) -> int:
    """Those nobody saw to become heads; the others stand in the list of the event already."""
    return _heads_stay(model, last_day, held, counts={"state": Slip.State.NEW})


def names(model: Any, last_day: dt.date, held: Held) -> int:
    return _heads_stay(model, last_day, held, counts={})


def _heads_stay(model: Any, last_day: dt.date, held: Held, *, counts: dict[str, Any]) -> int:
    rows = model.objects.filter(day__lte=last_day).exclude(pk__in=held.ids)
    with transaction.atomic(using="organizing"):
        heads: Any = rows.filter(**counts).order_by().values("event").annotate(heads=Count("pk"))
        HeadCount.objects.bulk_create(
            HeadCount(pk=random_id(), event_id=row["event"], count=row["heads"]) for row in heads
        )
        return int(rows.delete()[0])
