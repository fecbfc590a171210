"""On a person's page: take this one person out as a card, for whoever may."""

from typing import Any
from uuid import UUID

from django import template

from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May

register = template.Library()


@register.inclusion_tag("lists/card.html", takes_context=True)
def take_out(context: Any, contact_id: UUID) -> dict[str, Any]:
    person = context["request"].person
    return {"contact_id": contact_id, "may": can(person, May.EXPORT_CONTACTS), "csrf_token": context.get("csrf_token")}
