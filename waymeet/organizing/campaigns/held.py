"""What this room holds about one person, for whoever asks to see everything."""

from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.organizing.campaigns.models import Part


def held(*, contact_id: UUID, by: Person, keyring: Keyring) -> list[tuple[Any, list[str]]]:
    check(by, May.READ_GUARDED)
    rows = Part.objects.filter(contact=contact_id).select_related("test").order_by("day", "id")
    said = {True: _("took part"), False: _("did not take part")}
    return [(_("Structure tests"), [f"{date_format(row.day)}: {row.test.ask} ({said[row.did]})" for row in rows])]
