"""`{% merges_of contact_id %}`: on a person's page, what was merged into them, for whoever may take it apart."""

from typing import Any
from uuid import UUID

from django import template
from django.template import Context

from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.organizing.duplicates import queries

register = template.Library()


@register.inclusion_tag("duplicates/merges_of.html", takes_context=True)
def merges_of(context: Context, contact_id: UUID) -> dict[str, Any]:
    request: Any = context["request"]
    if not (can(request.person, May.BRING_IN_CONTACTS) and can(request.person, May.READ_GUARDED)):
        return {}
    return {"merges": queries.merges_of(contact_id=contact_id, by=request.person)}
