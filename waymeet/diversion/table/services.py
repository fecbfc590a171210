"""Opening a meeting, who sits there, closing it."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.diversion.models import AuditLine
from waymeet.diversion.table import rules
from waymeet.diversion.table.models import Meeting, Seat
from waymeet.diversion.table.queries import going_on
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput


def open_meeting(*, agencies: Collection[str], minutes: int = rules.USUAL, by: Person) -> UUID:
    """Who sits at the table, and for how long; then the screen closes itself."""
    check(by, May.READ_CASES)
    _known(agencies)
    if not rules.LEAST <= minutes <= rules.MOST:
        raise BadInput(_("A meeting lasts 15 minutes to 3 hours. Choose how long."), column="minutes")
    with transaction.atomic(using="diversion"):
        row = Meeting.objects.create(ends_at=clock.now() + dt.timedelta(minutes=minutes))
        for agency in sorted(agencies):
            Seat.objects.create(meeting=row, agency=agency)
        audit.write(AuditLine, who=by.id, verb="table.open", subject=row.pk)
    return row.pk


def seat(*, meeting_id: UUID, agencies: Collection[str], by: Person) -> None:
    """Somebody came or left. Whoever sat there once stays in the minutes."""
    check(by, May.READ_CASES)
    _known(agencies)
    with transaction.atomic(using="diversion"):
        row = going_on(meeting_id, by=by)
        Seat.objects.filter(meeting=row).exclude(agency__in=agencies).update(here=False)
        for agency in sorted(agencies):
            Seat.objects.update_or_create(meeting=row, agency=agency, defaults={"here": True})
        audit.write(AuditLine, who=by.id, verb="table.seat", subject=row.pk)


def close(*, meeting_id: UUID, by: Person) -> None:
    """Before its time. Closing again changes nothing."""
    check(by, May.READ_CASES)
    with transaction.atomic(using="diversion"):
        if Meeting.objects.filter(pk=meeting_id, ends_at__isnull=False).update(ends_at=None):
            audit.write(AuditLine, who=by.id, verb="table.close", subject=meeting_id)


def _known(agencies: Collection[str]) -> None:
    if not agencies or not set(agencies) <= set(rules.Agency):
        raise BadInput(_("Tick which agencies sit at the table. Without one there is nothing to show."), column="seats")
