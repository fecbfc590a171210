"""Letting the oldest audit lines go after their years, so that the rest can still be followed from its beginning.

A hold on any line keeps them all: a chain has no holes. Lines go only up to a signed checkpoint, which stays, and a
line of the chain itself says up to where.
"""

import datetime as dt
from typing import Any

from django.db import router, transaction

from waymeet.kernel import audit
from waymeet.kernel.audit_check import FORGET


def due(line: Any, last_day: dt.date, held: Any = None) -> int:
    """How many lines could go."""
    cut = None if held else _cut_at(line, last_day)
    return 0 if cut is None else int(line._default_manager.filter(number__lte=cut).count())


def cut(line: Any, last_day: dt.date, held: Any = None) -> int:
    """Let lines go up to the newest checkpoint at whose line, and before, every line is due; answers how many."""
    using = router.db_for_write(line)
    with transaction.atomic(using=using):
        at = None if held else _cut_at(line, last_day)
        if at is None:
            return 0
        gone, _each = line._default_manager.filter(number__lte=at).delete()
        _checkpoint(line)._default_manager.filter(number__lt=at).delete()
        audit.write(line, who="", verb=FORGET, subject=at, basis=last_day.isoformat())
    return int(gone)


def _cut_at(line: Any, last_day: dt.date) -> int | None:
    """A clock that ran wrong must not let a young line go: the first line that is not due ends it."""
    kept = line._default_manager.filter(day__gt=last_day).order_by("number").values_list("number", flat=True).first()
    if kept is None:
        return None  # never the whole chain: what is written next follows from it
    points = _checkpoint(line)._default_manager.filter(day__lte=last_day, number__lt=kept)
    found = points.order_by("-number").values_list("number", flat=True).first()
    begin = line._default_manager.order_by("number").values_list("number", flat=True).first()
    return None if found is None or begin is None or found < begin else int(found)


def _checkpoint(line: Any) -> Any:
    return audit.chains()[router.db_for_write(line)][1]
