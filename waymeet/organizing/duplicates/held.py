"""What this room holds about one person, for whoever asks to see everything."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.organizing.duplicates.models import Candidate, Merge


def held(*, contact_id: UUID, by: Person, keyring: Keyring) -> list[tuple[Any, list[str]]]:
    check(by, May.READ_GUARDED)
    merges = Merge.objects.filter(kept=contact_id).order_by("day", "id")
    compared = Candidate.objects.filter(Q(one=contact_id) | Q(other=contact_id)).select_related("one", "other")
    pairs = [f"{row.one.called}, {row.other.called}: {row.get_state_display()}" for row in compared]
    return [
        (_("Merged from two contacts"), [date_format(row.day) for row in merges]),
        (_("May be here twice"), pairs),
    ]
