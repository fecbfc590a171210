"""`{% write_to "group" group.pk %}`: the way from a page to a message to its people; `"yes"` for a reminder."""

from typing import Any
from uuid import UUID

from django import template
from django.template import Context

from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May

register = template.Library()


@register.inclusion_tag("messages/write_to.html", takes_context=True)
def write_to(context: Context, source: str, of: UUID) -> dict[str, Any]:
    """Nothing for whoever may not write to many."""
    request: Any = context["request"]
    return {"to": f"{source}:{of}", "reminds": source == "yes"} if can(request.person, May.WRITE_TO_LISTS) else {}
