"""Belonging to a guarded group. It is looked up after opening, never in a table: nothing plain says who belongs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from waymeet.accounts.roles import May
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.lists.conditions.kind import Found, Kind, Looking
from waymeet.organizing.lists.rules import Part


def guarded(value: dict[str, Any], looking: Looking) -> Found:
    one = looking.guarded.get(value["group"])
    return Found(Contact.objects.filter(pk__in=[each.contact for each in one.members] if one else []))


KINDS = (
    Kind(
        "guarded",
        _("belong to a guarded group"),
        _("belong to the guarded group: %(group)s"),
        guarded,
        {"group": Part("number", most=2**63)},
        {"group": _("Guarded group")},
        {"group": lambda looking: [(one.id, one.words) for one in looking.guarded.values()]},
        May.READ_GUARDED,
    ),
)
