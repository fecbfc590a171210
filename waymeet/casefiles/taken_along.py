"""What is theirs as a file: JSON for another program, and a page that any browser opens without a connection."""

import json
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from waymeet.casefiles.faces import TYPED
from waymeet.casefiles.reading import File, Written
from waymeet.casefiles.room import Room
from waymeet.design.outside import saved_as

LEFT_OUT = ("kind", "by", "apart", "secret")  # `secret` is on their receipt: here it would open it for any reader


def as_json(file: File) -> HttpResponse:
    return saved_as("mine.json", json.dumps(said(file), ensure_ascii=False, indent=2), "application/json")


def as_page(room: Room, file: File, told: Any, language: str) -> HttpResponse:
    said = {"room_of": room, "file": file, "told": told, "language": language}
    text = render_to_string("casefiles/own/saved.html", said)
    return saved_as("mine.html", text, "text/html")


def said(file: File) -> dict[str, Any]:
    """In plain names, each day as ISO 8601; of every thing each version, the newest first."""
    face = {name: getattr(file.face, name) for name in TYPED if name != "follows"}
    things = {f"{kind}s": [[_one(one) for one in lot] for lot in lots] for kind, lots in file.things.items()}
    told = [{"until": one.until, "fields": dict(one.fields)} for one in file.face.handed]
    things |= {f"{kind}s": [[_one(one) for one in lot] for lot in lots] for kind, lots in file.beside.items()}
    given = [_one(one) for one in file.hand_offs]
    return {"since": file.since.isoformat(), **face, **things, "told_by_another_team": told, "hand_offs": given}


def _one(one: Written) -> dict[str, Any]:
    kept = {name: value for name, value in one.said.items() if name not in LEFT_OUT}
    return kept | {"written_by": "participant" if one.theirs else "team"}
