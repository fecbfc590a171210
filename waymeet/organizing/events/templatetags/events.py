"""`{% events_of contact_id %}`: what somebody was asked to and came to, on their page, for whoever runs events."""

from typing import Any
from uuid import UUID

from django import template
from django.template import Context
from django.utils.formats import date_format

from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.organizing.events import forms, queries

register = template.Library()


@register.inclusion_tag("events/of_person.html", takes_context=True)
def events_of(context: Context, contact_id: UUID) -> dict[str, Any]:
    request: Any = context["request"]
    if not can(request.person, May.RUN_EVENTS):
        return {}
    by = {"by": request.person}
    rows = queries.of_person(contact_id=contact_id, **by)
    there = {one.event_id for one in rows}
    open_to = [one for one in queries.open_events(**by) if one.pk not in there]
    events = [(one.pk, f"{one.title} · {date_format(one.day)}") for one in open_to]
    form = (
        forms.AskTo([one for one in queries.leaders(**by) if one[0] != contact_id], events, prefix="event")
        if events
        else None
    )
    return {
        "rows": rows,
        "came": sum(1 for one in rows if one.came),
        "ask": form,
        "contact_id": contact_id,
        "shown": True,
        "csrf_token": context.get("csrf_token"),
    }
