"""At the desk: a participant's own page is made and printed, or closed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest
from waymeet.casefiles import papers, sheets
from waymeet.casefiles.room import Room
from waymeet.casefiles.views import show


def make(room: Room, request: DeskRequest, file_id: int) -> HttpResponse:
    """Both papers in both languages. They are shown now and never again."""
    made = papers.make(room=room, file_id=file_id, by=request.person, keyring=request.keyring)
    of_page, of_second = sheets.of_page(request, room, made.page), sheets.of_second(request, room, made.second)
    return show(request, room, "papers", {"file_id": file_id, "of_page": of_page, "of_second": of_second})


def refuse(room: Room, request: DeskRequest, file_id: int) -> HttpResponse:
    papers.refuse(room=room, file_id=file_id, by=request.person, keyring=request.keyring)
    messages.success(request, _("Their page is closed. The papers open nothing any more."))
    return redirect(f"{room.urls}:file", file_id)
