"""How introductions go: some months after they were closed. The day stands in the audit chain and nowhere else."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.kernel.holds import Held
from waymeet.organizing.contacts.models import Introduction
from waymeet.organizing.models import AuditLine


def due(_model: Any, last_day: dt.date, held: Held) -> int:
    return len(_closed_by(last_day, held))


def closed(_model: Any, last_day: dt.date, held: Held) -> int:
    """Delete them; the line of the run says how many."""
    with transaction.atomic(using="organizing"):
        return Introduction.objects.filter(pk__in=_closed_by(last_day, held)).delete()[0]


def _closed_by(last_day: dt.date, held: Held) -> list[UUID]:
    """Closed at last on that day or before; one that was opened again and closed later counts from later."""
    verb = f"introduction.{Introduction.State.CLOSED}"
    later = set(AuditLine.objects.filter(verb=verb, day__gt=last_day).values_list("subject", flat=True))
    rows = Introduction.objects.filter(state=Introduction.State.CLOSED, came_on__lte=last_day)
    keep = later | held.ids
    return [key for key in rows.values_list("pk", flat=True) if str(key) not in keep]
