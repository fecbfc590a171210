"""Codes at the desk: find, print, say what is held, replace, join, forget."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.codes import queries, queries_notices, services
from waymeet.care.codes.forms import Cards, Course, FoundAgain, FunderCode, NewPhrase, Shown
from waymeet.care.supplies.wording import notice_of
from waymeet.design import tables
from waymeet.kernel import card_codes
from waymeet.kernel.errors import BadInput, NotFound

UNKNOWN = gettext_lazy("Nobody is found by this code: it is new, was replaced or was forgotten.")


def _by(request: DeskRequest) -> services.By:
    return services.By(request.person, request.keyring)


@may(May.READ_PARTICIPANTS)
def page(request: DeskRequest) -> HttpResponse:
    return _page(request)


def _page(request: DeskRequest, **forms: Any) -> HttpResponse:
    shown = {
        "waiting": queries.waiting(),
        "find_form": Shown(),
        "again_form": FoundAgain(prefix="again"),
        "cards_form": Cards(prefix="cards"),
        **forms,
    }
    wrong = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "codes/page.html", shown, status=422 if wrong else 200)


def _looked_up(request: DeskRequest, verb: Callable[..., int]) -> HttpResponse:
    form = Shown(request.POST)
    try:
        if form.is_valid():
            return redirect("codes:held", verb(code=form.cleaned_data["code"], by=_by(request)))
    except BadInput as trouble:
        form.add_error("code", str(trouble))
    except NotFound:
        form.add_error("code", str(UNKNOWN))
        return _page(request, find_form=form, unknown=True)
    return _page(request, find_form=form)


@require_POST
@may(May.READ_PARTICIPANTS)
@never_cache
def find(request: DeskRequest) -> HttpResponse:
    return _looked_up(request, services.find)


@require_POST
@may(May.READ_PARTICIPANTS)
@never_cache
def begin(request: DeskRequest) -> HttpResponse:
    return _looked_up(request, services.begin)


@require_POST
@may(May.READ_PARTICIPANTS)
@never_cache
def again(request: DeskRequest) -> HttpResponse:
    """Candidates only: a person looks, asks, and chooses."""
    form = FoundAgain(request.POST, prefix="again")
    try:
        if form.is_valid():
            found = services.find_again(phrase=form.cleaned_data["phrase"], by=_by(request))
            return _page(request, candidates=[queries.what_we_hold(one) for one in found], asked=True)
    except BadInput as trouble:
        form.add_error("phrase", str(trouble))
    return _page(request, again_form=form)


@require_POST
@may(May.READ_PARTICIPANTS)
def take_in(request: DeskRequest) -> HttpResponse:
    done = services.take_in(by=_by(request))
    words = ngettext("%(n)d code was taken in.", "%(n)d codes were taken in.", done)
    messages.success(request, words % {"n": done})
    return redirect("codes:page")


@require_POST
@may(May.READ_PARTICIPANTS)
@never_cache
def cards(request: DeskRequest) -> HttpResponse:
    """A sheet of fresh cards; this page is the only place where their codes are."""
    form = Cards(request.POST, prefix="cards")
    if not form.is_valid():
        return _page(request, cards_form=form)
    return _sheet(request, services.print_cards(how_many=form.cleaned_data["how_many"], by=request.person))


def _sheet(request: DeskRequest, codes: list[str]) -> HttpResponse:
    shown = [(card_codes.shown(code), code) for code in codes]
    return render(request, "codes/cards.html", {"cards": shown})


@may(May.READ_PARTICIPANTS)
@never_cache
def funder(request: DeskRequest) -> HttpResponse:
    """A funder's code from what the person says, made in memory and shown once."""
    form = FunderCode(request.POST if request.method == "POST" else None)
    code = form.code if request.method == "POST" and form.is_valid() else ""
    shown = {"form": FunderCode() if code else form, "code": code}
    return render(request, "codes/funder.html", shown, status=422 if form.errors else 200)


@may(May.READ_PARTICIPANTS)
@never_cache
def held(request: DeskRequest, holder_id: int) -> HttpResponse:
    if not queries.exists(holder_id):
        raise NotFound
    return _held(request, holder_id)


def _held(request: DeskRequest, holder_id: int, **forms: Any) -> HttpResponse:
    what = queries.what_we_hold(holder_id)
    table = weeks_table(what)
    if request.GET.get("format") == "csv":
        return tables.download(table)
    shown = {
        "what": what,
        "table": table,
        "phrase_form": NewPhrase(prefix="phrase"),
        "join_form": Shown(prefix="join"),
        "course_form": Course(prefix="course"),
        "notices": [notice_of(lot) for lot in queries_notices.notices_for(holder_id)],
        **forms,
    }
    wrong = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "codes/held.html", shown, status=422 if wrong else 200)


def weeks_table(what: queries.WhatWeHold) -> tables.Table:
    return tables.Table(
        name="code-weeks",
        caption=_("What was handed out under this code"),
        columns=[tables.Column(_("Week")), tables.Column(_("Items"))],
        rows=[[week.iso_week, ", ".join(f"{name}: {count}" for name, count in week.items)] for week in what.weeks],
        empty=_("Nothing yet, or nothing in the last 12 months."),
        stacks=True,
    )


@require_POST
@may(May.READ_PARTICIPANTS)
@never_cache
def phrase(request: DeskRequest, holder_id: int) -> HttpResponse:
    form = NewPhrase(request.POST, prefix="phrase")
    try:
        if form.is_valid():
            services.set_phrase(holder_id=holder_id, phrase=form.cleaned_data["phrase"], by=_by(request))
            messages.success(request, _("The phrase is kept as a hash; nobody can read it again."))
            return redirect("codes:held", holder_id)
    except BadInput as trouble:
        form.add_error("phrase", str(trouble))
    return _held(request, holder_id, phrase_form=form)


@require_POST
@may(May.READ_PARTICIPANTS)
def notices(request: DeskRequest, holder_id: int) -> HttpResponse:
    wanted = "yes" in request.POST
    services.set_notices(holder_id=holder_id, wanted=wanted, by=request.person)
    said = _("A note of a recall waits at this code from now on.") if wanted else _("No note waits at this code.")
    messages.success(request, said)
    return redirect("codes:held", holder_id)


@require_POST
@may(May.READ_PARTICIPANTS)
@never_cache
def learned(request: DeskRequest, holder_id: int) -> HttpResponse:
    form = Course(request.POST, prefix="course")
    if not form.is_valid():
        return _held(request, holder_id, course_form=form)
    said = {"course": UUID(form.cleaned_data["course"]), "iso_week": form.cleaned_data["iso_week"]}
    services.learned(holder_id=holder_id, by=_by(request), **said)
    messages.success(request, _("The course is kept under this code."))
    return redirect("codes:held", holder_id)


@require_POST
@may(May.READ_PARTICIPANTS)
def unlearned(request: DeskRequest, holder_id: int, learned_id: int) -> HttpResponse:
    services.unlearned(holder_id=holder_id, learned_id=learned_id, by=_by(request))
    messages.success(request, _("The course is taken out."))
    return redirect("codes:held", holder_id)


@require_POST
@may(May.READ_PARTICIPANTS)
@never_cache
def replace(request: DeskRequest, holder_id: int) -> HttpResponse:
    return _sheet(request, [services.replace(holder_id=holder_id, by=_by(request))])


@require_POST
@may(May.READ_PARTICIPANTS)
@never_cache
def join(request: DeskRequest, holder_id: int) -> HttpResponse:
    form = Shown(request.POST, prefix="join")
    try:
        if form.is_valid():
            services.join(holder_id=holder_id, other_code=form.cleaned_data["code"], by=_by(request))
            messages.success(request, _("Joined. Both histories stay as they were and can be taken apart."))
            return redirect("codes:held", holder_id)
    except BadInput as trouble:
        form.add_error("code", str(trouble))
    except NotFound:
        form.add_error("code", str(UNKNOWN))
    return _held(request, holder_id, join_form=form)


@require_POST
@may(May.READ_PARTICIPANTS)
def apart(request: DeskRequest, holder_id: int) -> HttpResponse:
    services.take_apart(holder_id=holder_id, by=request.person)
    messages.success(request, _("Taken apart."))
    return redirect("codes:held", holder_id)


@require_POST
@may(May.READ_PARTICIPANTS)
def forget(request: DeskRequest, holder_id: int) -> HttpResponse:
    services.forget(holder_id=holder_id, by=_by(request))
    messages.success(request, _("Forgotten: the codes, the phrase and every week under them."))
    return redirect(reverse("codes:page"))
