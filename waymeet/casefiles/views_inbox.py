"""What other teams handed to this room: open it, begin a file from it, or say that we cannot take it on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest
from waymeet.casefiles import arriving
from waymeet.casefiles.room import Room
from waymeet.casefiles.views import show
from waymeet.consent import gate
from waymeet.design import tables


def inbox(room: Room, request: DeskRequest) -> HttpResponse:
    """Sealed: what for and until when, never who."""
    arriving.follow(room, request.keyring)
    purposes = dict(gate.why(room.side))
    table = tables.Table(
        name="hand-offs",
        caption=_("Hand-offs that wait"),
        columns=[tables.Column(_("Since")), tables.Column(_("What for")), tables.Column(_("Until"))],
        rows=[_row(room, one, purposes) for one in arriving.waiting(room)],
        empty=_("Nothing waits. When somebody agrees to be handed to you, it appears here."),
        stacks=True,
    )
    return show(request, room, "inbox", {"table": table})


def _row(room: Room, one: gate.Arrival, purposes: dict[str, str]) -> list[object]:
    link = reverse(f"{room.urls}:arrival", args=[one.handle])
    return [
        tables.Cell(one.came_on.isoformat(), link=link),
        purposes.get(one.purpose, one.purpose),
        one.until.isoformat(),
    ]


def arrival(room: Room, request: DeskRequest, handle: UUID) -> HttpResponse:
    """Sealed at first; posting opens it for this one page and leaves one line in the audit."""
    arriving.follow(room, request.keyring)
    waiting, told = arriving.one_waiting(room, handle), None
    if request.method == "POST":
        told = arriving.open_one(room=room, handle=handle, by=request.person, keyring=request.keyring)
    words = gate.what_can_be_told(room.side, own_document=True)
    fields = [(said, told.fields[name]) for name, said in words if name in told.fields] if told else []
    said = {"waiting": waiting, "told": told, "fields": fields, "why": dict(gate.why(room.side))[waiting.purpose]}
    return show(request, room, "arrival", said)


def begin(room: Room, request: DeskRequest, handle: UUID) -> HttpResponse:
    by: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    made = arriving.begin(room=room, handle=handle, **by)
    messages.success(request, _("The file is there. What was told stays in it for as long as the consent holds."))
    return redirect(f"{room.urls}:file", made)


def refuse(room: Room, request: DeskRequest, handle: UUID) -> HttpResponse:
    arriving.refuse(room=room, handle=handle, by=request.person, keyring=request.keyring)
    messages.success(request, _("It is closed to us now, and the other team can see that it ended."))
    return redirect(f"{room.urls}:inbox")
