"""Referrals at the desk: who waits, offering one, its next step, its slip, and how they went."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.naloxone.queries import area_names
from waymeet.care.referrals import forms, queries, rules, services
from waymeet.care.referrals.models import Referral
from waymeet.design import tables
from waymeet.kernel import codes
from waymeet.kernel.errors import Plain


@may(May.REFER)
@never_cache
def page(request: DeskRequest) -> HttpResponse:
    """Who waits for whom; and how referrals went."""
    shown = {"waiting": waiting_table(request), "went": went_table(request), "failed": failed_table(request)}
    asked = request.GET.get("format", "")
    if asked in shown:
        return tables.download(shown[asked])
    return render(request, "referrals/page.html", shown)


def waiting_table(request: DeskRequest) -> tables.Table:
    columns = [_("Since"), _("What for"), _("Where to"), _("How it stands")]
    rows = [
        [
            tables.Cell(row.state_week, link=reverse("referrals:one", args=[row.pk])),
            capfirst(str(row.get_kind_display())),
            service,
            row.get_state_display(),
        ]
        for row, service in queries.waiting(by=request.person)
    ]
    return tables.Table(
        name="referrals",
        caption=_("Referrals that wait"),
        columns=[tables.Column(words, short=not at) for at, words in enumerate(columns)],
        rows=rows,
        empty=_("No referral waits."),
        stacks=True,
    )


def went_table(request: DeskRequest) -> tables.Table:
    def counts(words: Any, means: Any = "") -> tables.Column:
        return tables.Column(words, counts=True, means=means)

    return tables.Table(
        name="how-they-went",
        caption=_("How they went"),
        columns=[
            tables.Column(_("What for")),
            counts(_("Offered")),
            counts(_("Wanted"), _("Offered, and somebody said yes.")),
            counts(_("Got there"), _("As a worker heard, or as they said themselves.")),
            counts(_("It helped"), _("As they said themselves.")),
            counts(_("Failed"), _("Refused by the service, or it did not work out.")),
            counts(_("Closed by them"), _("By whoever holds the slip.")),
        ],
        rows=[
            [capfirst(one.kind), one.offered, one.wanted, one.reached, one.helped, one.failed, one.by_them]
            for one in queries.how_they_went(by=request.person)
        ],
        empty=_("Nothing yet."),
        stacks=True,
    )


def failed_table(request: DeskRequest) -> tables.Table:
    return tables.Table(
        name="why-they-failed",
        caption=_("Why they failed"),
        columns=[tables.Column(_("What for")), tables.Column(_("Why")), tables.Column(_("How often"), counts=True)],
        rows=[[capfirst(kind), why, many] for kind, why, many in queries.why_they_failed(by=request.person)],
        empty=_("None has failed."),
        stacks=True,
    )


@may(May.REFER)
@never_cache
def offer(request: DeskRequest) -> HttpResponse:
    """Coming from the directory, `service` says where to."""
    form = forms.Offer(request.POST if request.method == "POST" else None, initial=request.GET.dict())
    if form.is_valid():
        try:
            row = services.offer(said=form.said(), by=request.person)
            return redirect("referrals:one", row.pk)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    shown = {"form": form, "service": queries.service_name(str(form["service"].value() or ""))}
    return render(request, "referrals/offer.html", shown, status=422 if form.is_bound else 200)


@may(May.REFER)
@never_cache
def one(request: DeskRequest, referral_id: int) -> HttpResponse:
    return _one(request, queries.one(referral_id=referral_id, by=request.person))


def _one(request: DeskRequest, row: Referral, **more: Any) -> HttpResponse:
    shown = {
        "row": row,
        "service": queries.service_names([row.service]).get(row.service, ""),
        "area": area_names().get(row.area_number) or _("neighborhood not said"),
        "steps": list(row.steps.all()),
        "next": forms.Next(row.state) if rules.is_open(row.state) else None,
        "correct": forms.Next(row.state, every=True, prefix="correct"),
        "note": forms.Note(prefix="note"),
        "failed": row.state in rules.NEEDS_REASON,
        "code": codes.shown(services.code_of(row.pk)),
        "address": request.build_absolute_uri(reverse("went:ask")),
        **more,
    }
    wrong = any(getattr(form, "errors", None) for form in more.values())
    return render(request, "referrals/one.html", shown, status=422 if wrong else 200)


@require_POST
@may(May.REFER)
@never_cache
def go_on(request: DeskRequest, referral_id: int) -> HttpResponse:
    row = queries.one(referral_id=referral_id, by=request.person)
    form = forms.Next(row.state, request.POST)
    if form.is_valid():
        try:
            services.go_on(referral_id=referral_id, said=form.cleaned_data, by=request.person)
            messages.success(request, _("Written down."))
            return redirect("referrals:one", referral_id)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    return _one(request, row, next=form)


@require_POST
@may(May.REFER)
@never_cache
def correct(request: DeskRequest, referral_id: int) -> HttpResponse:
    row = queries.one(referral_id=referral_id, by=request.person)
    form = forms.Next(row.state, request.POST, every=True, prefix="correct")
    if form.is_valid():
        services.correct(referral_id=referral_id, said=form.cleaned_data, by=request.person)
        messages.success(request, _("Put right. What stood before stays below."))
        return redirect("referrals:one", referral_id)
    return _one(request, row, correct=form)


@require_POST
@may(May.REFER)
@never_cache
def note(request: DeskRequest, referral_id: int) -> HttpResponse:
    row = queries.one(referral_id=referral_id, by=request.person)
    form = forms.Note(request.POST, prefix="note")
    if form.is_valid():
        services.write_note(referral_id=referral_id, words=form.cleaned_data["words"], by=request.person)
        messages.success(request, _("The note is sealed.") if form.cleaned_data["words"] else _("The note is gone."))
        return redirect("referrals:one", referral_id)
    return _one(request, row, note=form)


@require_POST
@may(May.REFER)
@never_cache
def open_note(request: DeskRequest, referral_id: int) -> HttpResponse:
    """Opening it is an act of its own: one line in the audit, and the page is not kept."""
    row = queries.one(referral_id=referral_id, by=request.person)
    words = services.open_note(referral_id=referral_id, by=request.person, keyring=request.keyring)
    return _one(request, row, opened=words, note=forms.Note(prefix="note", initial={"words": words}))
