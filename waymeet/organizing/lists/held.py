"""What this room holds about one person, for whoever asks to see everything."""

from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.organizing.lists.models import Listed


def held(*, contact_id: UUID, by: Person, keyring: Keyring) -> list[tuple[Any, list[str]]]:
    """Lists that were frozen with them on it; a list that asks anew each time holds nobody."""
    check(by, May.READ_GUARDED)
    rows = Listed.objects.filter(contact=contact_id, on_list__classed=False).select_related("on_list").order_by("pk")
    return [(_("Lists"), [f"{date_format(row.on_list.made_on)}: {row.on_list.name}" for row in rows])]
