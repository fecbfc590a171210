"""`{% own_page contact_id %}`: somebody's own page, on their page at the desk. Looking brings it up to date."""

from typing import Any
from uuid import UUID

from django import template
from django.template import Context

from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.organizing.members import services
from waymeet.organizing.members.models import Asked, OwnPage

register = template.Library()


@register.inclusion_tag("members/panel.html", takes_context=True)
def own_page(context: Context, contact_id: UUID) -> dict[str, Any]:
    request: Any = context["request"]
    if not can(request.person, May.HOLD_ONE_ON_ONES):
        return {}
    services.refresh(contact_id=contact_id, by=request.person, keyring=request.keyring)
    services.sweep(by=request.person, keyring=request.keyring)
    page = OwnPage.objects.filter(contact=contact_id).first()
    waits = Asked.objects.filter(contact=contact_id, state=Asked.State.OPEN).count()
    return {"may": True, "page": page, "waits": waits, "contact_id": contact_id}
