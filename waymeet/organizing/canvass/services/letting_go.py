"""How entries go after their months: knocks that count are added to the counts of their month, then all go."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from waymeet.kernel import clock
from waymeet.kernel.holds import Held
from waymeet.organizing.canvass.models import Entry, MonthCount

BATCH = 500


def roll_up(_model: Any, last_day: dt.date, held: Held) -> int:
    """Answers how many entries went. An undo stays until what it undoes is gone, whichever came first."""
    due = Entry.objects.filter(day__lte=last_day).exclude(kind="flag").exclude(pk__in=_numbers(held))
    with transaction.atomic(using="organizing"):
        visits = due.filter(kind="visit").exclude(record__in=_undone())
        counts: Counter[tuple[str, str]] = Counter()
        promised: Counter[tuple[str, str]] = Counter()
        for day, outcome, follow_up in visits.values_list("day", "outcome", "follow_up").iterator():
            counts[clock.month_of(day), outcome] += 1
            promised[clock.month_of(day), outcome] += follow_up
        for place, count in counts.items():
            _add(*place, count, promised[place])
        return _delete(due.exclude(kind="undo")) + _delete(due.filter(Q(kind="undo")).exclude(target__in=_records()))


def _numbers(held: Held) -> list[int]:
    return [int(name) for name in held.ids if name.isdigit()]


def _undone() -> Any:
    return Entry.objects.filter(kind="undo", target__isnull=False).values("target")


def _records() -> Any:
    return Entry.objects.values("record")


def _add(month: str, outcome: str, count: int, follow_ups: int) -> None:
    MonthCount.objects.get_or_create(month=month, outcome=outcome)
    MonthCount.objects.filter(month=month, outcome=outcome).update(
        attempts=F("attempts") + count, follow_ups=F("follow_ups") + follow_ups
    )


def _delete(rows: Any) -> int:
    keys, gone = list(rows.values_list("pk", flat=True)), 0
    for start in range(0, len(keys), BATCH):
        gone += Entry.objects.filter(pk__in=keys[start : start + BATCH]).delete()[0]
    return gone
