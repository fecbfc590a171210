"""Consents whose account is owed no longer: all events under a handle go together, and the document with them.

An ending must never go before what it ended: the fold over the events that are left would say that it holds.
"""

import datetime as dt
from uuid import UUID

from django.db import models, transaction
from django.db.models import Max

from waymeet.consent.models import Document, Event
from waymeet.kernel.holds import Held


def _handles(last: dt.date, held: Held) -> list[UUID]:
    """Handles whose newest event is due, without those of which any event is held."""
    if held.everything:
        return []
    kept = Event.objects.filter(pk__in=held.ids).values("handle")
    newest = Event.objects.exclude(handle__in=kept).values("handle").annotate(newest=Max("day"))
    return list(newest.filter(newest__lte=last).values_list("handle", flat=True))


def due(_model: type[models.Model], last: dt.date, held: Held) -> int:
    return Event.objects.filter(handle__in=_handles(last, held)).count()


def whole_consents(_model: type[models.Model], last: dt.date, held: Held) -> int:
    gone = 0
    for handle in _handles(last, held):
        with transaction.atomic(using="consent"):
            gone += Event.objects.filter(handle=handle).delete()[0]
            Document.objects.filter(handle=handle).delete()
    return gone
