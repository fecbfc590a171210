"""How lists go: whole, with their rows."""

import datetime as dt
from typing import Any

from waymeet.diversion.feeds.models import Snapshot
from waymeet.kernel import clock
from waymeet.kernel.holds import Held


def _old(last: dt.date, held: Held) -> Any:
    if held.everything:
        return Snapshot.objects.none()
    return Snapshot.objects.filter(last_week__lt=clock.iso_week(last)).exclude(pk__in=held.ids)


def due(_model: Any, last: dt.date, held: Held) -> int:
    return int(_old(last, held).count())


def old_snapshots(_model: Any, last: dt.date, held: Held) -> int:
    gone = due(_model, last, held)
    _old(last, held).delete()
    return gone
