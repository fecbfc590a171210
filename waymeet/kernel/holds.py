"""A legal hold: rows that the time to forget passes over until somebody ends the hold. Nothing else is held.

Each database keeps its own holds, so that no row of one names a row of another, and a hold's name is random: which
demand it belongs to is written where the demand is, sealed. A hold covers one row by its id, or a whole class of rows.

A demand sets it from below the sides, so the tables are named by their label ("side_app.KitHandout").
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.apps import apps
from django.db import models, router, transaction
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import DAY, ID, LABEL
from waymeet.kernel.retention import After

EVERY_ROW = ""


class HoldBase(models.Model):
    """One hold in one database, over one row or over every row of a table."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=40, blank=True)
    since_on = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    class Privacy:
        holds = "That a row, or every row of a table, is kept because of a legal demand; not which demand."
        fields: ClassVar = {"id": ID, "kind": LABEL, "subject": ID, "since_on": DAY, "ended_on": DAY}
        seen_by = "Whoever handles legal demands."
        kept = "Seven years after it was ended."
        forget = After("seven years", by="ended_on", source="as the audit lines that tell of it")


@dataclass(frozen=True)
class Held:
    """What is held of one table: all of it, or these rows (their keys as text)."""

    everything: bool
    ids: frozenset[str]

    def __bool__(self) -> bool:
        return self.everything or bool(self.ids)


def place(*, kind: str, subject: object = EVERY_ROW, by: UUID | str) -> UUID:
    """Hold one row of the table `kind` ("app.Model"), or all of it; the caller has checked May.HANDLE_DEMANDS.

    Answers the hold's name, for `end`. Placing the same hold twice is two holds: two demands may want one row.
    """
    model = _table(kind)
    using, hold, line = _room(model)
    with transaction.atomic(using=using):
        row = hold._default_manager.create(kind=model._meta.label, subject=str(subject))
        audit.write(line, who=by, verb="hold.place", subject=row.id)
    return UUID(str(row.id))


def end(hold_id: UUID, *, kind: str, by: UUID | str) -> None:
    """The demand is over: from the next day's run on the row goes as it would have gone."""
    using, hold, line = _room(_table(kind))
    with transaction.atomic(using=using):
        ended = hold._default_manager.filter(pk=hold_id, ended_on=None).update(ended_on=clock.today())
        if not ended:
            raise NotFound
        audit.write(line, who=by, verb="hold.end", subject=hold_id)


def held(model: type[models.Model]) -> Held:
    """What is held of this table now; asked inside the transaction that deletes."""
    _using, hold, _line = _room(model)
    subjects = set(
        hold._default_manager.filter(kind=model._meta.label, ended_on=None).values_list("subject", flat=True)
    )
    return Held(EVERY_ROW in subjects, frozenset(subjects - {EVERY_ROW}))


def is_held(model: type[models.Model], subject: object) -> bool:
    found = held(model)
    return found.everything or str(subject) in found.ids


def living(using: Iterable[str]) -> list[tuple[str, UUID, str, str, dt.date]]:
    """(database, name, table, row or '', since) of every hold that is not ended, in these databases."""
    found = []
    for model in hold_models():
        alias = router.db_for_read(model)
        if alias in using:
            rows = model._default_manager.filter(ended_on=None).order_by("since_on", "id")
            found += [(alias, row.id, row.kind, row.subject, row.since_on) for row in rows]
    return found


def hold_models() -> list[Any]:
    """Each database's table of holds."""
    return [model for model in apps.get_models() if issubclass(model, HoldBase)]


def _table(kind: str) -> type[models.Model]:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError) as unknown:
        raise BadInput(_("There is no such kind of rows on this server.")) from unknown


def _room(model: type[models.Model]) -> tuple[str, Any, Any]:
    """The database of a table, its table of holds and its audit chain."""
    using = router.db_for_write(model)
    hold = next(found for found in hold_models() if router.db_for_write(found) == using)
    return using, hold, audit.line_of(using)
