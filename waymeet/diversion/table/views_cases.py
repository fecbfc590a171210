"""Before a meeting, in one case: what may be said, and what was released to whom."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.casefiles import hand_offs
from waymeet.consent import gate
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.table import forms, held, preparing, rules, words
from waymeet.diversion.table.views import put
from waymeet.kernel.errors import BadInput, NotFound


def _by(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.person, "keyring": request.keyring}


@may(May.READ_CASES)
@never_cache
def case(request: DeskRequest, file_id: int) -> HttpResponse:
    """The lines that may be said, and the releases."""
    found = preparing.prepared(file_id=file_id, **_by(request))
    form = forms.Lines(found.kept.words(), request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            preparing.say(file_id=file_id, lines=form.lines(), **_by(request))
            messages.success(request, _("It is in the file, sealed."))
            return redirect("table:case", file_id)
        except BadInput as trouble:
            put(form, trouble)
    said = {
        "file_id": file_id,
        "form": form,
        "releases": [_release(one) for one in found.releases],
        "agencies": [(code, capfirst(said)) for code, said in words.AGENCIES.items()],
        "decisions": [one.content for one in reversed(found.kept.decisions)],
    }
    return render(request, "table/case.html", said, status=422 if form.errors else 200)


def _release(one: preparing.Standing) -> dict[str, Any]:
    said = dict(gate.at_the_table())
    classes = [said[name] for name in said if one.scope and name in one.scope.classes]
    return {
        "record": one.release.record,
        "agency": words.AGENCIES[one.release.agency],
        "named": one.release.named,
        "classes": classes,
        "until": one.scope.until if one.scope else None,
    }


@may(May.READ_CASES)
@never_cache
def offer(request: DeskRequest, file_id: int, agency: str) -> HttpResponse:
    """One agency, one sheet. The text, the yes and the receipt come on the page every hand-off has."""
    if agency not in set(rules.Agency):
        raise NotFound
    opened = hand_offs.to_offer(room=ROOM, file_id=file_id, **_by(request))
    form = forms.Release(agency, opened.face.language, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            record = preparing.offer(file_id=file_id, agency=agency, **form.cleaned_data, **_by(request))
            return redirect(f"{ROOM.urls}:hand_off", file_id, record)
        except BadInput as trouble:
            put(form, trouble)
    said = {"form": form, "file_id": file_id, "agency": words.AGENCIES[agency]}
    said |= {"enforcement": agency in rules.ENFORCEMENT}
    return render(request, "table/offer.html", said, status=422 if form.errors else 200)


@may(May.READ_CASES)
@never_cache
def smaller(request: DeskRequest, file_id: int, record: UUID) -> HttpResponse:
    """They said a word: fewer classes, or an earlier day."""
    one = hand_offs.kept(room=ROOM, file_id=file_id, record=record, **_by(request))
    scope = gate.holding(gate.Recipient.OUTSIDE, [one.secret])[0]
    if scope is None or not held.agency_of(one.content):
        raise NotFound
    form = forms.Smaller(scope, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            preparing.narrow(file_id=file_id, record=record, **form.cleaned_data, **_by(request))
            messages.success(request, _("It is smaller now. What was left out is closed to them from now on."))
            return redirect("table:case", file_id)
        except BadInput as trouble:
            put(form, trouble)
    said = {"form": form, "file_id": file_id, "named": one.beyond.recipient_name if one.beyond else ""}
    return render(request, "table/smaller.html", said, status=422 if form.errors else 200)
