"""What "Your account" says of one's trainings."""

from typing import Any

from django import template

from waymeet.accounts.trainings import queries

register = template.Library()


@register.inclusion_tag("trainings/own.html", takes_context=True)
def own_trainings(context: Any) -> dict[str, Any]:
    """How many, whether others see them, and what is to be renewed."""
    return {"found": queries.own(by=context["request"].person)}
