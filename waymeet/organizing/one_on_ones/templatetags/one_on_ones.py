"""`{% along contact_id %}`: one-on-ones and promises on a person's page, for whoever holds them."""

from typing import Any
from uuid import UUID

from django import template
from django.template import Context

from waymeet.accounts.permissions import can
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.organizing.one_on_ones import queries
from waymeet.organizing.one_on_ones.forms import GoAlong

register = template.Library()


@register.inclusion_tag("one_on_ones/along.html", takes_context=True)
def along(context: Context, contact_id: UUID) -> dict[str, Any]:
    request: Any = context["request"]
    if not can(request.person, May.HOLD_ONE_ON_ONES):
        return {}
    found = queries.along(contact_id=contact_id, by=request.person, keyring=request.keyring)
    kept = found.coaching
    begun = {"coach": kept.coach, "every_days": kept.every_days} if kept else {}
    form = GoAlong(people_who_may(May.HOLD_ONE_ON_ONES), initial=begun)
    return {"along": found, "go_along": form, "contact_id": contact_id}
