"""Alerts at the desk: what stands out, what was heard, writing one, signing it off, printing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.care.alerts import forms, queries, rules, services
from waymeet.care.alerts.models import Alert
from waymeet.care.naloxone.queries import area_names
from waymeet.design import tables
from waymeet.kernel.errors import Plain


@may(May.TAKE_REVERSALS, May.SIGN_ALERTS)
@never_cache
def page(request: DeskRequest) -> HttpResponse:
    """What hangs now, what waits, and for whoever signs, what stands out this week."""
    over = _over_table(queries.over(by=request.person))
    if request.GET.get("format") == "csv":
        return tables.download(over)
    signs = can(request.person, May.SIGN_ALERTS)
    said = {
        "in_force": [_shown(row) for row in queries.in_force()],
        "drafts": [_shown(row) for row in queries.drafts(by=request.person)],
        "signals": _signals(request) if signs else None,
        "weeks": rules.WEEKS_BEFORE,
        "least": rules.LEAST,
        "hears": can(request.person, May.TAKE_REVERSALS),
        "table": over,
    }
    return render(request, "alerts/page.html", said)


def _signals(request: DeskRequest) -> list[dict[str, Any]]:
    names = area_names()
    return [
        {
            "what": one.what,
            "where": names.get(one.area_number) or _("the whole town"),
            "compared": one.compared,
            "sold_as": one.sold_as,
            "write": f"{reverse('alerts:new')}?about={one.about.value}&area={one.area_number}",
        }
        for one in queries.signals(by=request.person)
    ]


def _shown(row: Alert) -> dict[str, Any]:
    words = {"en": row.words_en, "es": row.words_es}
    places = ", ".join(queries.places(row)) or _("the whole town")
    return {"row": row, "places": places, "words": words, "link": reverse("alerts:one", args=[row.id])}


def _over_table(rows: list[Alert]) -> tables.Table:
    return tables.Table(
        name="alerts-over",
        caption=_("Alerts that are over"),
        columns=[
            tables.Column(_("Signed off"), short=True),
            tables.Column(_("Last day"), short=True),
            tables.Column(_("About")),
            tables.Column(_("Where")),
        ],
        rows=[
            [
                row.signed_on.isoformat() if row.signed_on else "",
                row.until_on.isoformat(),
                row.get_about_display(),
                ", ".join(queries.places(row)) or _("the whole town"),
            ]
            for row in rows
        ],
        empty=_("No alert is over yet."),
        stacks=True,
    )


@may(May.TAKE_REVERSALS)
@never_cache
def hear(request: DeskRequest) -> HttpResponse:
    """Something somebody said is going round."""
    form = forms.Hear(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.hear(by=request.person, **form.said())
        messages.success(request, _("It is counted. Who said it is not kept."))
        return redirect("alerts:hear")
    return render(request, "alerts/hear.html", {"form": form}, status=422 if form.is_bound else 200)


@may(May.TAKE_REVERSALS, May.SIGN_ALERTS)
@never_cache
def new(request: DeskRequest) -> HttpResponse:
    first = forms.beginning(request.GET.get("about", ""), request.GET.get("area", ""))
    form = forms.Write(request.POST) if request.method == "POST" else forms.Write(initial=first)
    if form.is_valid():
        row = services.draft(said=form.cleaned_data, by=request.person)
        return redirect("alerts:one", row.id)
    return render(request, "alerts/write.html", {"form": form}, status=422 if form.is_bound else 200)


@may(May.TAKE_REVERSALS, May.SIGN_ALERTS)
@never_cache
def change(request: DeskRequest, alert_id: UUID) -> HttpResponse:
    row = queries.one(alert_id=alert_id, by=request.person)
    if row.signed_on is not None:
        return redirect("alerts:one", row.id)
    form = forms.Write(request.POST) if request.method == "POST" else forms.Write(initial=forms.as_written(row))
    if form.is_valid():
        services.change(alert_id=alert_id, said=form.cleaned_data, by=request.person)
        return redirect("alerts:one", row.id)
    return render(request, "alerts/write.html", {"form": form, "row": row}, status=422 if form.is_bound else 200)


@may(May.TAKE_REVERSALS, May.SIGN_ALERTS)
@never_cache
def one(request: DeskRequest, alert_id: UUID) -> HttpResponse:
    """The alert as it hangs, in both languages, and what can be done with it."""
    row = queries.one(alert_id=alert_id, by=request.person)
    said = {
        "row": row,
        "places": queries.places(row),
        "holds": row in queries.in_force(),
        "signs": can(request.person, May.SIGN_ALERTS),
        "days": {language: _day(row, language) for language in ("en", "es")},
        "address": request.build_absolute_uri(reverse("alert:now")),
    }
    return render(request, "alerts/one.html", said)


def _day(row: Alert, language: str) -> str:
    with override(language):
        return date_format(row.until_on, "DATE_FORMAT")


@require_POST
@may(May.TAKE_REVERSALS, May.SIGN_ALERTS)
def throw_away(request: DeskRequest, alert_id: UUID) -> HttpResponse:
    services.throw_away(alert_id=alert_id, by=request.person)
    messages.success(request, _("The draft is gone."))
    return redirect("alerts:page")


@require_POST
@may(May.SIGN_ALERTS)
def sign_off(request: DeskRequest, alert_id: UUID) -> HttpResponse:
    try:
        services.sign_off(alert_id=alert_id, by=request.person)
        messages.success(request, _("Everybody can read it now. Print it for the walls."))
    except Plain as trouble:
        messages.error(request, str(trouble.sentence))
    return redirect("alerts:one", alert_id)


@require_POST
@may(May.SIGN_ALERTS)
def end(request: DeskRequest, alert_id: UUID) -> HttpResponse:
    services.end(alert_id=alert_id, by=request.person)
    messages.success(request, _("It is over. Take down what hangs."))
    return redirect("alerts:one", alert_id)
