"""What a person's page says of coalitions and demands: for whom they speak, whom they reach."""

from typing import Any
from uuid import UUID

from django import template

from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.organizing.coalitions import queries

register = template.Library()


@register.inclusion_tag("coalitions/of_person.html", takes_context=True)
def in_coalitions(context: Any, contact_id: UUID) -> dict[str, Any]:
    """Nothing for whoever does not run campaigns."""
    person = context["request"].person
    if not can(person, May.RUN_CAMPAIGNS):
        return {}
    return {"of": queries.of_person(contact_id=contact_id, by=person)}
