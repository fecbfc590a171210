"""`{% calls_of contact_id %}`: follow-up calls on a person's page, for whoever holds one-on-ones.

`{% take_along row %}`: on a list's page, whether its calls come along on the phone.
"""

from typing import Any
from uuid import UUID

from django import template
from django.template import Context

from waymeet.accounts.permissions import can
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import May
from waymeet.organizing.lists.models import SavedList
from waymeet.organizing.week import call_lists
from waymeet.organizing.week.models import Call
from waymeet.organizing.week.opened import note_of

register = template.Library()


@register.inclusion_tag("week/calls.html", takes_context=True)
def calls_of(context: Context, contact_id: UUID) -> dict[str, Any]:
    """The page that shows it writes down that it was opened."""
    request: Any = context["request"]
    if not can(request.person, May.HOLD_ONE_ON_ONES):
        return {}
    rows = list(Call.objects.filter(contact=contact_id))
    names = names_of({row.by for row in rows})
    return {"calls": [(row, names.get(row.by, ""), note_of(row, request.keyring)) for row in rows]}


@register.inclusion_tag("week/take_along.html", takes_context=True)
def take_along(context: Context, row: SavedList) -> dict[str, Any]:
    """Not on a sealed list: it stays at the desk."""
    person = context["request"].person
    if row.classed or not can(person, May.HOLD_ONE_ON_ONES):
        return {}
    mine = call_lists.is_mine(list_id=row.pk, by=person)
    return {"may": True, "mine": mine, "list_id": row.pk, "csrf_token": context.get("csrf_token")}
