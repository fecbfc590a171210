"""What this room holds about one person, opened, for whoever asks to see everything."""

from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.organizing.week.models import Call
from waymeet.organizing.week.opened import note_of


def held(*, contact_id: UUID, by: Person, keyring: Keyring) -> list[tuple[Any, list[str]]]:
    check(by, May.READ_GUARDED)
    rows = Call.objects.filter(contact=contact_id).order_by("day", "id")
    return [(_("Follow-up calls"), [_call(row, keyring) for row in rows])]


def _call(row: Call, keyring: Keyring) -> str:
    said = f"{date_format(row.day)}: {row.get_outcome_display()}"
    return f"{said}. {note}" if (note := note_of(row, keyring)) else said
