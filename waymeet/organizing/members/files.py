"""What is theirs as a file: JSON for another program, and a page that any browser opens without a connection."""

import json
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from waymeet.design.outside import saved_as
from waymeet.organizing.members.own import Own


def as_json(own: Own) -> HttpResponse:
    text = json.dumps(said(own), ensure_ascii=False, indent=2)
    return saved_as("mine.json", text, "application/json")


def as_page(own: Own, language: str) -> HttpResponse:
    text = render_to_string("members/saved.html", {"own": own, "language": language})
    return saved_as("mine.html", text, "text/html")


def said(own: Own) -> dict[str, Any]:
    """In plain names, each day as ISO 8601."""
    contact = own.contact
    return {
        "name": contact.name,
        "chosen_name": contact.chosen_name,
        "pronouns": contact.pronouns,
        "languages": contact.languages.split(),
        "address": contact.address,
        "reach_by": contact.reach_by,
        "reach_when": contact.reach_when,
        "never_by": sorted(contact.refused),
        "phones": [one.value for one in own.points if one.kind == "phone"],
        "emails": [one.value for one in own.points if one.kind == "email"],
        "says_of_themselves": list(contact.sayings.values_list("what", flat=True)),
        "groups": list(contact.memberships.values_list("group__name", flat=True)),
        "since": contact.since.isoformat(),
        "next_step": own.next_step,
        "commitments": [
            {"what": one.what, "due": one.row.due.isoformat(), "state": one.row.state} for one in own.promises
        ],
        "events": [
            {"title": row.event.title, "day": row.event.day.isoformat(), "answer": row.answer, "came": row.came}
            for row in (*own.coming, *own.invited, *own.past)
        ],
        "asked_for": [{"kind": row.kind, "day": row.day.isoformat(), "state": row.state} for row in own.asked],
    }
