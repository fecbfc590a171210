"""`{% leading contact_id %}`: assessments, rung and followers on a person's page, for whoever may assess."""

from typing import Any
from uuid import UUID

from django import template
from django.template import Context

from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.organizing.contacts.queries_people import named
from waymeet.organizing.leadership import forms, ladders, saying
from waymeet.organizing.leadership.queries.person import of_person

register = template.Library()


@register.inclusion_tag("leadership/leading.html", takes_context=True)
def leading(context: Context, contact_id: UUID) -> dict[str, Any]:
    request: Any = context["request"]
    if not can(request.person, May.ASSESS):
        return {}
    found = of_person(contact_id=contact_id, by=request.person, keyring=request.keyring)
    people = named(but=contact_id, by=request.person)
    return {
        "leading": found,
        "why": [(saying.asked(one), one.holds) for one in found.why],
        "wants": [(saying.asked(one), one.holds) for one in found.wants],
        "assess": forms.Assess(auto_id="id_assess_%s"),
        "word": forms.Word(ladders.in_force(), auto_id="id_word_%s"),
        "lead": forms.Lead(people, auto_id="id_lead_%s") if people else None,
        "contact_id": contact_id,
    }
