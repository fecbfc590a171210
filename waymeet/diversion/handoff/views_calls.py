"""Calls as case managers answer them, who is on call, and referrals from paper or the phone."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables as design
from waymeet.diversion.handoff import forms, paging, queries, rules, services, tables
from waymeet.diversion.handoff.views import put, said_of
from waymeet.kernel.errors import BadInput, Conflict, Plain

SECONDS = "15"  # between two looks: the page asks again by itself, also without a script


@may(May.ANSWER_PAGES)
@never_cache
def pages(request: DeskRequest) -> HttpResponse:
    """What waits, and who is on call now. The title counts what asks for this person, so that a tab shows it."""
    rows = queries.open_calls(by=request.person)
    done = tables.handed_over(queries.handed_over(by=request.person))
    if request.GET.get("format") == "csv":
        return design.download(done)
    paging.tell_beside()
    first, second = queries.now_on_call(by=request.person)
    mine = sum(one.called for one in rows)
    said = {"calls": rows, "mine": mine, "first": first, "second": second, "table": done, "files": settings.HAS_FILES}
    answer = render(request, "handoff/calls.html", said)
    answer["Refresh"] = SECONDS
    return answer


def _act(request: DeskRequest, act: Any) -> HttpResponse:
    try:
        act()
    except Plain as trouble:
        messages.error(request, str(trouble.sentence))
    return redirect("handoff:pages")


@require_POST
@may(May.ANSWER_PAGES)
def answer(request: DeskRequest, call_id: UUID) -> HttpResponse:
    return _act(request, lambda: services.answer(call_id=call_id, by=request.person))


@require_POST
@may(May.ANSWER_PAGES)
def arrive(request: DeskRequest, call_id: UUID) -> HttpResponse:
    try:
        services.arrive(call_id=call_id, by=request.person)
    except Plain as trouble:
        messages.error(request, str(trouble.sentence))
        return redirect("handoff:pages")
    return redirect("handoff:hand_over", call_id)


@require_POST
@may(May.ANSWER_PAGES)
def close(request: DeskRequest, call_id: UUID) -> HttpResponse:
    nobody = "nobody" in request.POST
    return _act(request, lambda: services.close(call_id=call_id, nobody=nobody, by=request.person))


@may(May.ANSWER_PAGES)
@never_cache
def hand_over(request: DeskRequest, call_id: UUID) -> HttpResponse:
    """Ends the call; what a case is begun with is known only in this answer."""
    row = queries.one_call(call_id=call_id, by=request.person)
    form = forms.HandOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            handed = services.hand_over(call_id=call_id, **form.cleaned_data, by=request.person)
        except Conflict as trouble:
            messages.error(request, str(trouble.sentence))
            return redirect("handoff:pages")
        return render(request, "handoff/handed.html", {"handed": _for_an_hour(handed), "files": settings.HAS_FILES})
    if row.state != rules.State.CAME:
        return redirect("handoff:pages")
    return render(request, "handoff/hand_over.html", {"form": form, "row": row})


@may(May.ANSWER_PAGES)
@never_cache
def rota(request: DeskRequest) -> HttpResponse:
    form = forms.DutyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.put_on_call(**form.said(), by=request.person)
        except BadInput as trouble:
            put(form, trouble)
        else:
            return redirect("handoff:rota")
    said = {"form": form, "duties": queries.rota(by=request.person), "weekdays": dict(enumerate(forms.WEEKDAYS))}
    return render(request, "handoff/rota.html", said, status=422 if form.errors else 200)


@require_POST
@may(May.ANSWER_PAGES)
def off_call(request: DeskRequest, duty_id: int) -> HttpResponse:
    services.take_off_call(duty_id=duty_id, by=request.person)
    return redirect("handoff:rota")


@may(May.ANSWER_PAGES, May.KEEP_LEDGER)
@never_cache
def enter(request: DeskRequest) -> HttpResponse:
    """A referral on paper or by phone."""
    form = forms.EnterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            sent = services.enter(key=form.cleaned_data["key"], said=form.said(), by=request.person)
        except (BadInput, Conflict) as trouble:
            put(form, trouble)
        else:
            paging.tell_beside()
            messages.success(request, said_of(sent))
            return redirect("handoff:enter")
    return render(request, "handoff/enter.html", {"form": form}, status=422 if form.errors else 200)


@may(May.ANSWER_PAGES, May.KEEP_LEDGER)
@never_cache
def paper(request: DeskRequest) -> HttpResponse:
    """The form to print, in both languages: the same closed answers, a box each."""
    sheets = []
    for language in ("en", "es"):
        with override(language):
            form = forms.OfferForm()
            lines = [line for line in map(_boxes, form.visible_fields()) if line[1]]
            sheets.append({"language": language, "lines": lines, "heading": _("Decision at an incident")})
    return render(request, "handoff/paper.html", {"sheets": sheets})


def _boxes(one: BoundField) -> tuple[str, list[str]]:
    """What is asked, and its answers; an amount or a day has none."""
    choices: Any = getattr(one.field, "choices", ())
    return str(one.label), [str(words) for code, words in choices if code]


def _for_an_hour(handed: services.Handed) -> str:
    """What a case may be begun with, signed and stored nowhere: the page that is open now is all that knows it."""
    told = {**vars(handed), "incident": str(handed.incident or ""), "races": list(handed.races_said)}
    told.pop("races_said")
    return signing.dumps(told, salt="waymeet handed over")
