"""The ledger at the desk: incidents, corrections, referrals without one, officers, and what it all adds up to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables as design
from waymeet.diversion.incidents import forms, queries, queries_sums, services, tables
from waymeet.diversion.incidents.people import race_words
from waymeet.diversion.incidents.said import Door, Offer
from waymeet.diversion.incidents.words import ELIGIBLE, EXCLUSIONS, TONES, results_in_words
from waymeet.kernel.errors import BadInput


@may(May.KEEP_LEDGER)
@never_cache
def ledger(request: DeskRequest) -> HttpResponse:
    """What counts, by decision and by what the rules came to."""
    asked = {"offer": request.GET.get("offer", ""), "eligible": request.GET.get("eligible", "")}
    page = request.GET.get("page", "1")
    found = queries.ledger(**asked, page=int(page) if page.isdigit() else 1, by=request.person)
    table = tables.ledger(found)
    if request.GET.get("format") == "csv":
        return design.download(table)
    said = {"found": found, "table": table, "asked": asked, "offers": Offer.choices, "results": ELIGIBLE.items()}
    return render(request, "incidents/ledger.html", said)


@may(May.KEEP_LEDGER)
@never_cache
def new(request: DeskRequest) -> HttpResponse:
    form = forms.IncidentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            key = services.write_down(said=form.said(), by=request.person)
        except BadInput as trouble:
            put(form, trouble)
        else:
            messages.success(request, _("It is in the ledger."))
            return redirect("incidents:one", key)
    return render(request, "incidents/write.html", {"form": form}, status=422 if form.errors else 200)


def put(form: Form, trouble: BadInput) -> None:
    """A refusal beside its field, where the form has that field."""
    form.add_error(trouble.column if trouble.column in form.fields else None, str(trouble.sentence))


@may(May.KEEP_LEDGER)
@never_cache
def one(request: DeskRequest, incident_id: UUID) -> HttpResponse:
    told = queries.one_incident(incident_id=incident_id, by=request.person)
    areas = queries.area_names()
    return render(request, "incidents/one.html", {"told": [_shown(one, areas) for one in told], "id": incident_id})


def _shown(told: queries.Told, areas: dict[int, str]) -> dict[str, Any]:
    row = told.row
    return {
        "row": row,
        "newest": told.newest,
        "week": tables.week_words(row.iso_week),
        "area": areas.get(row.area_number, _("not known")),
        "charges": tables.charges_in_words(told),
        "seals_on": next((one.seals_month for one in told.charges if one.seals_month), ""),
        "said": race_words(row.races_said),
        "seen": race_words(row.races_seen),
        "present": [EXCLUSIONS[name] for name in row.present],
        "absent": [EXCLUSIONS[name] for name in row.absent],
        "results": results_in_words(row.results),
        "eligible": ELIGIBLE[row.eligible],
        "tone": TONES[row.eligible],
    }


@may(May.KEEP_LEDGER)
@never_cache
def correct(request: DeskRequest, incident_id: UUID) -> HttpResponse:
    newest = queries.one_incident(incident_id=incident_id, by=request.person)[0]
    first = forms.as_written(newest)
    form = forms.CorrectForm(request.POST) if request.method == "POST" else forms.CorrectForm(initial=first)
    if form.is_valid():
        said = form.said()
        try:
            services.correct(incident_id=incident_id, why=said["why_corrected"], said=said, by=request.person)
        except BadInput as trouble:
            put(form, trouble)
        else:
            messages.success(request, _("This counts now. What was written before stays below it."))
            return redirect("incidents:one", incident_id)
    said_now = {"form": form, "id": incident_id}
    return render(request, "incidents/correct.html", said_now, status=422 if form.errors else 200)


@may(May.KEEP_LEDGER)
@never_cache
def referrals(request: DeskRequest) -> HttpResponse:
    """The second and the third door."""
    form = forms.ReferForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.refer(said=form.said(), by=request.person)
        except BadInput as trouble:
            put(form, trouble)
        else:
            messages.success(request, _("It is written down, apart from arrest diversions."))
            return redirect("incidents:referrals")
    table = tables.referrals(queries.referrals(by=request.person))
    if request.GET.get("format") == "csv":
        return design.download(table)
    said = {"form": form, "table": table}
    return render(request, "incidents/referrals.html", said, status=422 if form.errors else 200)


@may(May.KEEP_LEDGER)
@never_cache
def officers(request: DeskRequest) -> HttpResponse:
    form = forms.TrainedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        if given["number"]:
            services.officer_trained(number=int(given["number"]), month=given["month"], by=request.person)
        else:
            services.number_officer(trained_month=given["month"], by=request.person)
        return redirect("incidents:officers")
    table = tables.officers(queries.officers(by=request.person))
    if request.GET.get("format") == "csv":
        return design.download(table)
    said = {"form": form, "table": table}
    return render(request, "incidents/officers.html", said, status=422 if form.errors else 200)


@may(May.READ_LEDGER)
@never_cache
def sums(request: DeskRequest) -> HttpResponse:
    """Decisions as counts: by quarter, by race twice, why not, and how two people see one."""
    found = queries_sums.ledger_sums(by=request.person)
    least = queries_sums.least_shown(request.person)
    words = {Door.SOCIAL.value: _("Social contact referrals"), Door.COMMUNITY.value: _("Community referrals")}
    every = [
        tables.by_quarter(found, least),
        tables.why_not(found.everybody, least),
        tables.by_race("race-said", _("By race, as the person says it"), found.said, least),
        tables.by_race("race-seen", _("By race, as the officer saw it"), found.seen, least),
        tables.pairs(found, least),
        *tables.doors(queries_sums.referral_sums(by=request.person), words, least),
    ]
    wanted = next((table for table in every if table.name == request.GET.get("format")), None)
    if wanted is not None:
        return design.download(wanted)
    return render(request, "incidents/sums.html", {"tables": every, "least": least})
