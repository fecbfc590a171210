"""Meetings at the desk: open one, its screen, who sits there, decisions, the end, minutes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.consent import gate
from waymeet.design import tables as design
from waymeet.diversion.table import deciding, forms, queries, services, showing, tables
from waymeet.diversion.table.words import AGENCIES
from waymeet.kernel.errors import BadInput, NotFound

REFRESH = 10  # seconds: whoever takes a release back is gone within fifteen
OVER = 410
LONGEST = 19  # digits of a file's number


def put(form: Form, trouble: BadInput) -> None:
    """A refusal beside its field, where the form has that field."""
    form.add_error(trouble.column if trouble.column in form.fields else None, str(trouble.sentence))


@may(May.READ_CASES)
@never_cache
def meetings(request: DeskRequest) -> HttpResponse:
    form = forms.Opening(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = services.open_meeting(agencies=said["seats"], minutes=said["minutes"], by=request.person)
            return redirect("table:screen", made)
        except BadInput as trouble:
            put(form, trouble)
    table = tables.meetings(queries.meetings(by=request.person))
    if request.GET.get("format") == "csv":
        return design.download(table)
    return render(request, "table/meetings.html", {"form": form, "table": table}, status=422 if form.errors else 200)


@may(May.READ_CASES)
@never_cache
def screen(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """It asks again by itself, without a script; a browser that cannot ask shows nothing of it any more."""
    try:
        found = showing.screen(meeting_id=meeting_id, by=request.person, keyring=request.keyring)
    except queries.Over:
        return _over(request, meeting_id)
    cases = [_case(one, found.seats) for one in found.cases]
    seated = [said for code, said in AGENCIES.items() if code in found.seats]
    answer = render(
        request, "table/screen.html", {"found": found, "cases": cases, "short": gate.PROHIBITION_SHORT, "seats": seated}
    )
    answer["Refresh"] = str(min(REFRESH, showing.seconds_left(found.meeting)))
    return answer


def _over(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    return render(request, "table/over.html", {"meeting_id": meeting_id}, status=OVER)


def _spoken() -> str:
    return (get_language() or "en")[:2]


def _case(one: showing.Shown, seats: frozenset[str]) -> dict[str, Any]:
    words = dict(gate.at_the_table())
    return {
        "file_id": one.file_id,
        "name": one.fields.get(showing.NAME, ""),
        "lines": [(words[name], one.fields[name]) for name in words if name in one.fields and name != showing.NAME],
        "named": one.named(seats),
        "notice": gate.notice_for(one.scope, _spoken()),
        "decided": [version.content for version in one.decided(seats)],
    }


@may(May.READ_CASES)
@never_cache
def seats(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Somebody came or left; nothing of any case stands on this page."""
    try:
        row = queries.going_on(meeting_id, by=request.person)
        form = forms.Seats(
            request.POST if request.method == "POST" else None, initial={"seats": sorted(queries.here(row))}
        )
        if form.is_valid():
            services.seat(meeting_id=meeting_id, agencies=form.cleaned_data["seats"], by=request.person)
            return redirect("table:screen", meeting_id)
    except queries.Over:
        return _over(request, meeting_id)
    said = {"form": form, "meeting_id": meeting_id}
    return render(request, "table/seats.html", said, status=422 if form.errors else 200)


@may(May.READ_CASES)
@never_cache
@require_POST
def decide(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Which case is posted, so that no address and no history joins it to the meeting. The page says nothing of it."""
    asked = request.POST.get("case", "")
    by: dict[str, Any] = {"meeting_id": meeting_id, "by": request.person, "keyring": request.keyring}
    try:
        file_id = _number(asked)
        found, _one = showing.one_shown(file_id=file_id, **by)
        form = forms.Decide(found.seats, request.POST if "decision" in request.POST else None)
        if form.is_valid():
            deciding.decide(file_id=file_id, said=form.cleaned_data, **by)
            messages.success(request, _("It is written down, sealed in the case."))
            return redirect("table:screen", meeting_id)
    except queries.Over:
        return _over(request, meeting_id)
    except BadInput as trouble:
        put(form, trouble)
    said = {"form": form, "meeting_id": meeting_id, "case": file_id}
    return render(request, "table/decide.html", said, status=422 if form.errors else 200)


def _number(words: str) -> int:
    if not words.isascii() or not words.isdigit() or len(words) > LONGEST or int(words) >= 2**63:
        raise NotFound
    return int(words)


@may(May.READ_CASES)
@never_cache
@require_POST
def close(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    services.close(meeting_id=meeting_id, by=request.person)
    return redirect("table:minutes", meeting_id)


@may(May.READ_CASES)
@never_cache
def minutes(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    found = queries.one_meeting(meeting_id, by=request.person)
    table = tables.minutes(found)
    if request.GET.get("format") == "csv":
        return design.download(table)
    return render(request, "table/minutes.html", {"found": found, "table": table})
