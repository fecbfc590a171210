"""How counts of cases go: by the month they speak of."""

import datetime as dt
from typing import Any

from waymeet.diversion.casework.models import Counted
from waymeet.kernel import clock
from waymeet.kernel.holds import Held


def _old(last: dt.date, held: Held) -> Any:
    if held.everything:
        return Counted.objects.none()
    return Counted.objects.filter(month__lt=clock.month_of(last)).exclude(pk__in=held.ids)


def due(_model: Any, last: dt.date, held: Held) -> int:
    return int(_old(last, held).count())


def old_counts(_model: Any, last: dt.date, held: Held) -> int:
    return int(_old(last, held).delete()[0])
