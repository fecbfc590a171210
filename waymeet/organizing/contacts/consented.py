"""Does what consents say before anything about an introduction is read or answered.

Everything in organizing that reads introductions asks `current()`: what was taken back or ran out is deleted first,
what was narrowed is replaced, what was handed off comes in. It comes in as everybody who came to us comes in.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from waymeet.consent import gate
from waymeet.kernel.ids import random_id
from waymeet.organizing.contacts.models import GateMark, Introduction

SIDE = "organizing"
WANTS_OF = {gate.Purpose.BEING_CALLED: Introduction.Wants.CALL, gate.Purpose.TAKING_PART: Introduction.Wants.HELP}
PURPOSE_OF = {str(wants): purpose for purpose, wants in WANTS_OF.items()}


def current() -> QuerySet[Introduction]:
    """Every introduction that may be known now."""
    follow()
    return Introduction.objects.all()


def follow() -> None:
    """The mark is written with what was done for it, in one transaction: a database that is put back does it again."""
    mark = GateMark.objects.filter(pk=1).values_list("mark", flat=True).first() or ""
    changes = gate.withdrawn_since(SIDE, mark)
    if changes.mark == mark:
        return
    arrived = gate.arrivals(SIDE)
    with transaction.atomic(using="organizing"):
        Introduction.objects.filter(record__in=changes.gone).delete()
        _take_in(arrived)
        GateMark.objects.update_or_create(pk=1, defaults={"mark": changes.mark})


def _take_in(arrived: Iterable[gate.Arrival]) -> None:
    """New ones with random ids, as all who came to us; those that are here get the envelope that holds now."""
    here = {row.record: row for row in Introduction.objects.filter(record__in=[one.handle for one in arrived])}
    for one in arrived:
        row = here.get(one.handle)
        if row is None:
            _add(one)
        elif bytes(row.sealed) != one.sealed:
            Introduction.objects.filter(pk=row.pk).update(epoch=one.epoch, sealed=one.sealed, language=one.language)


def _add(one: gate.Arrival) -> None:
    Introduction.objects.create(
        id=random_id(),
        record=one.handle,
        source=Introduction.Source.CAME,
        wants=WANTS_OF[gate.Purpose(one.purpose)],
        language=one.language,
        epoch=one.epoch,
        sealed=one.sealed,
        sentence=gate.sentences_for(gate.BEING_CALLED)[one.language or "en"].hash,
    )
