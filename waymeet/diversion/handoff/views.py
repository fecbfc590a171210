"""An officer's pages: what they decide, and how far it is. No page of theirs shows anything else."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables as design
from waymeet.diversion.handoff import forms, paging, queries, services, tables
from waymeet.kernel.errors import BadInput, Conflict, Plain
from waymeet.kernel.policy import anybody

WORKER = Path(__file__).parent / "static/handoff/worker.js"


@may(May.SEND_DIVERSION)
@never_cache
def offer(request: DeskRequest) -> HttpResponse:
    """The decision, on one page; the same page works without a signal once it was opened."""
    return _send(request, forms.OfferForm, "handoff/offer.html")


@may(May.SEND_DIVERSION)
@never_cache
def social(request: DeskRequest) -> HttpResponse:
    """Somebody an officer knows, without any incident."""
    return _send(request, forms.SocialForm, "handoff/social.html")


def _send(request: DeskRequest, kind: Any, template: str) -> HttpResponse:
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            sent = services.send(key=form.cleaned_data["key"], said=form.said(), by=request.person)
        except (BadInput, Conflict) as trouble:
            put(form, trouble)
        else:
            paging.tell_beside()
            messages.success(request, said_of(sent))
            return redirect("handoff:own")
    return render(request, template, {"form": form}, status=422 if form.errors else 200)


def put(form: Form, trouble: Plain) -> None:
    """A refusal beside its field, where the form has that field."""
    column = getattr(trouble, "column", "")
    form.add_error(column if column in form.fields else None, str(trouble.sentence))


def said_of(sent: services.Sent) -> str:
    if sent.called:
        return _("It is sent, and a case manager is called.")
    return _("It is in the ledger.")


def first_wrong(form: Form) -> str:
    name, errors = next(iter(form.errors.items()))
    return f"{form[name].label}: {errors[0]}" if name in form.fields else str(errors[0])


@require_POST
@may(May.SEND_DIVERSION)
@never_cache
def hand_in(request: DeskRequest) -> JsonResponse:
    """One that waited on the phone. `outcome`: new, same, or wrong with a sentence; the phone keeps what is wrong."""
    form = forms.OfferForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"outcome": "wrong", "sentence": first_wrong(form)})
    try:
        sent = services.send(key=form.cleaned_data["key"], said=form.said(), by=request.person)
    except (BadInput, Conflict) as trouble:
        return JsonResponse({"outcome": "wrong", "sentence": str(trouble.sentence)})
    paging.tell_beside()
    return JsonResponse({"outcome": sent.outcome})


@may(May.SEND_DIVERSION)
@never_cache
def ready(request: DeskRequest) -> JsonResponse:
    """Whether what waits can be sent now, and the word against forged forms it is sent with."""
    return JsonResponse({"token": get_token(request)})


@may(May.SEND_DIVERSION)
@never_cache
def without_signal(request: DeskRequest) -> HttpResponse:
    """The form as it is kept on the phone: no name, no token, nothing of what was sent."""
    return render(request, "handoff/without_signal.html", {"form": forms.OfferForm(), "language": get_language()})


@anybody("A program that keeps one empty form on an officer's phone: the same for everybody.")
@never_cache
def worker(_request: HttpRequest) -> HttpResponse:
    """It lies above the pages it serves, as browsers demand."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


@may(May.SEND_DIVERSION)
@never_cache
def own(request: DeskRequest) -> HttpResponse:
    """Only what this officer sent: a week, and one of six words."""
    table = tables.own(queries.own_calls(by=request.person))
    if request.GET.get("format") == "csv":
        return design.download(table)
    paging.tell_beside()
    answer = render(request, "handoff/own.html", {"table": table})
    answer["Refresh"] = "30"
    return answer
