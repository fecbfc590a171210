"""What this room holds about one person, for whoever asks to see everything."""

from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.organizing.imports.models import ExternalId, Trace


def held(*, contact_id: UUID, by: Person, keyring: Keyring) -> list[tuple[Any, list[str]]]:
    check(by, May.READ_GUARDED)
    ids = ExternalId.objects.filter(contact=contact_id).order_by("source", "value")
    rows = Trace.objects.filter(contact=contact_id).select_related("batch").order_by("batch", "id")
    traces = [f"{date_format(row.batch.day)}: {row.batch.file_name} ({row.get_did_display()})" for row in rows]
    return [
        (_("Their numbers in other tools"), [f"{row.get_source_display()}: {row.value}" for row in ids]),
        (_("Lists that brought or changed them"), traces),
    ]
