"""What was asked of agencies: at the desk, and for everybody."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import outside
from waymeet.design import tables as design
from waymeet.diversion.governance import forms, queries, services, tables
from waymeet.diversion.governance.views import done
from waymeet.kernel.policy import anybody

OPEN = "What public offices owe, and whether they gave it, is for everybody."


@may(May.GOVERN)
@never_cache
def clock(request: DeskRequest) -> HttpResponse:
    """Every request and how it stands, the gaps in words, and what each agency owes."""
    owed = queries.clock_of_requests(by=request.person)
    every = {"table": tables.clock(owed, links=True), "clauses": tables.clauses(queries.clauses(by=request.person))}
    wanted = next((table for table in every.values() if table.name == request.GET.get("format")), None)
    if wanted is not None:
        return design.download(wanted)
    return render(request, "governance/clock.html", {**every, "gaps": tables.gaps(queries.missing(owed))})


@may(May.GOVERN)
@never_cache
def ask(request: DeskRequest) -> HttpResponse:
    form = forms.AskForm(request.POST if request.method == "POST" else None)
    made: list[Any] = []
    if done(form, lambda: made.append(services.ask(said=form.said(), by=request.person))):
        return redirect("governance:request", made[0].pk)
    return render(request, "governance/ask.html", {"form": form}, status=422 if form.errors else 200)


@may(May.GOVERN)
@never_cache
def clause(request: DeskRequest) -> HttpResponse:
    form = forms.ClauseForm(request.POST if request.method == "POST" else None)
    if done(form, lambda: services.add_clause(**form.said(), by=request.person)):
        return redirect("governance:clock")
    return render(request, "governance/clause.html", {"form": form}, status=422 if form.errors else 200)


@may(May.GOVERN)
@never_cache
def one(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """A request with all its answers, and the form for the next."""
    form = forms.AnswerForm(request.POST if request.method == "POST" else None)
    if done(form, lambda: services.answer(request_id=request_id, **form.cleaned_data, by=request.person)):
        return redirect("governance:request", request_id)
    owed = queries.one_request(request_id=request_id, by=request.person)
    said = {"owed": owed, "form": form, "stands": tables.stands(owed), "tone": tables.TONES[owed.state]}
    said |= {"months": tables.span(owed.row.first_month, owed.row.last_month)}
    return render(request, "governance/request.html", said, status=422 if form.errors else 200)


@require_POST
@may(May.GOVERN)
def show(request: DeskRequest, request_id: UUID) -> HttpResponse:
    services.show(request_id=request_id, public="public" in request.POST, by=request.person)
    return redirect("governance:request", request_id)


@anybody(OPEN)
@csrf_exempt  # the button that switches the language posts; nothing is changed by it
@never_cache
def public(request: HttpRequest) -> HttpResponse:
    """For anybody: no account, no cookie, no program in the browser."""
    language = outside.language_of(request)
    with override(language):
        owed = queries.public_clock()
        table = tables.clock(owed, links=False)
        if request.GET.get("format") == "csv":
            return design.download(table)
        said = {"table": table, "gaps": tables.gaps(queries.missing(owed)), "language": language}
        return HttpResponse(render_to_string("governance/public.html", said))
