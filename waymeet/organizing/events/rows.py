"""Rows of events, locked for a change; and the one audit line of a verb."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.kernel import audit
from waymeet.kernel.errors import Conflict, NotFound
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.models import AuditLine

COUNTED: Any = _("Nobody's name is written down at this event: heads are counted.")


def event(event_id: UUID) -> Event:
    row = Event.objects.select_for_update().filter(pk=event_id).first()
    if row is None:
        raise NotFound
    return row


def with_names(event_id: UUID) -> Event:
    """Refused where heads are counted, and where names are sealed: no row in plain may say who is there."""
    row = event(event_id)
    if row.sign_in != Event.SignIn.NAMES:
        raise Conflict(COUNTED)
    return row


def attendance(attendance_id: UUID) -> Attendance:
    row = Attendance.objects.select_for_update().filter(pk=attendance_id).first()
    if row is None:
        raise NotFound
    return row


def note(verb: str, by: Person | None, subject: UUID | str) -> None:
    audit.write(AuditLine, who=by.id if by else "", verb=verb, subject=subject)
