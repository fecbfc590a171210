"""What this room holds about one person, opened, for whoever asks to see everything."""

from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.organizing.coalitions import evidence
from waymeet.organizing.coalitions.models import Delegate, Reach, Talk


def held(*, contact_id: UUID, by: Person, keyring: Keyring) -> list[tuple[Any, list[str]]]:
    check(by, May.READ_GUARDED)
    speaks = Delegate.objects.filter(contact=contact_id).select_related("standing__group", "standing__coalition")
    reaches = Reach.objects.filter(contact=contact_id).select_related("official")
    talks = Talk.objects.filter(contact=contact_id).select_related("official").order_by("day", "id")
    return [
        (_("For whom they speak"), [f"{row.standing.group.name} ({row.standing.coalition.name})" for row in speaks]),
        (_("Whom they reach"), [f"{row.official.name}: {row.get_how_display()}" for row in reaches]),
        (_("Talks with those who decide"), [_talk(row, keyring) for row in talks]),
    ]


def _talk(row: Talk, keyring: Keyring) -> str:
    said = evidence.opened(evidence.TALK, row.pk, row.official_id, row.epoch, row.sealed, keyring)
    return f"{date_format(row.day)}: {row.official.name}. {said or ''}"
