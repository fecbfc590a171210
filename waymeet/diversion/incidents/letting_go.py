"""How the ledger forgets: an incident goes with all its entries, a charge on the day the law seals it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from waymeet.diversion.incidents.models import Charged, Entry, Incident
from waymeet.kernel import clock
from waymeet.kernel.holds import Held


def _old(last: dt.date, held: Held) -> list[UUID]:
    """Incidents whose newest entry speaks of a week before the last day's."""
    if held.everything:
        return []
    rows = Entry.objects.values("incident").annotate(newest=Max("iso_week"))
    found = rows.filter(newest__lt=clock.iso_week(last)).values_list("incident", flat=True)
    return [one for one in found if str(one) not in held.ids]


def due(_model: Any, last: dt.date, held: Held) -> int:
    return len(_old(last, held))


def old_incidents(_model: Any, last: dt.date, held: Held) -> int:
    gone = _old(last, held)
    with transaction.atomic(using="diversion"):
        Incident.objects.filter(pk__in=gone).delete()
    return len(gone)


def _sealed() -> Any:
    """The law's month counts: what is due is asked of today. No hold keeps what the law seals."""
    return Charged.objects.exclude(seals_month="").filter(seals_month__lte=clock.month_of(clock.today()))


def sealed_due(_model: Any, _last: dt.date, _held: Held) -> int:
    return int(_sealed().count())


def sealed_charges(_model: Any, _last: dt.date, _held: Held) -> int:
    return int(_sealed().delete()[0])
