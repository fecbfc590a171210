"""Surveys at the desk: planned, put up, typed in from paper, closed, and then what they came to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.care.questions import queries, services
from waymeet.care.questions.forms import PaperSheet, PlanSurvey, Visits
from waymeet.care.questions.models import Survey
from waymeet.care.questions.results import results_table
from waymeet.design import tables
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput


@may(May.KEEP_QUESTIONS, May.VETO_QUESTIONS)
@never_cache
def surveys(request: DeskRequest) -> HttpResponse:
    keeps = can(request.person, May.KEEP_QUESTIONS)
    form = PlanSurvey(request.POST if request.method == "POST" and keeps else None)
    if form.is_valid():
        try:
            row = services.plan_survey(said=form.cleaned_data, by=request.person)
            messages.success(request, _("The survey is planned."))
            return redirect("questions:survey", row.pk)
        except BadInput as trouble:
            form.add_error(None, str(trouble.sentence))
    table = surveys_table()
    if request.GET.get("format") == "csv":
        return tables.download(table)
    said = {"table": table, "form": form, "keeps": keeps, "download": "?format=csv"}
    return render(request, "questions/surveys.html", said, status=422 if form.is_bound else 200)


def surveys_table() -> tables.Table:
    return tables.Table(
        name="surveys",
        caption=_("Surveys"),
        columns=[
            tables.Column(_("Survey")),
            tables.Column(_("Who is invited")),
            tables.Column(_("First day"), short=True),
            tables.Column(_("Last day"), short=True),
            tables.Column(_("Answered"), counts=True, means=_("How many people answered, on the page and on paper.")),
            tables.Column(_("State")),
        ],
        rows=[
            [
                tables.Cell(row.called, link=reverse("questions:survey", args=[row.pk])),
                way_words(row),
                row.starts_on.isoformat(),
                row.ends_on.isoformat(),
                answered,
                state_words(row),
            ]
            for row, answered in queries.surveys()
        ],
        empty=_("No survey yet. Begin the register of questions, then plan one here."),
        stacks=True,
    )


def way_words(row: Survey) -> str:
    if row.way == Survey.Way.WEEKS:
        return _("everybody, in whole weeks")
    return _("every visit") if row.every == 1 else _("one of %(every)d visits") % {"every": row.every}


def state_words(row: Survey) -> str:
    if row.closed_on:
        return _("closed")
    if queries.is_open(row):
        return _("open")
    return _("over, not closed") if row.ends_on < clock.today() else _("planned")


@may(May.KEEP_QUESTIONS, May.VETO_QUESTIONS)
@never_cache
def survey(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    row = queries.survey(survey_id)
    table = results_table(row) if row.closed_on else None
    if table is not None and request.GET.get("format") == "csv":
        return tables.download(table)
    said: dict[str, Any] = {
        "row": row,
        "way": way_words(row),
        "state": state_words(row),
        "is_open": queries.is_open(row),
        "asked": queries.asked_in(row).values(),
        "asks": len(row.asks),
        "table": table,
        "keeps": can(request.person, May.KEEP_QUESTIONS),
        "visits": Visits(initial={"visits": row.visits}),
        "answered": dict(queries.surveys())[row],
    }
    return render(request, "questions/survey.html", said)


@may(May.KEEP_QUESTIONS)
@never_cache
def poster(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    """The address of an open survey as a square to scan; the same on a tablet at the site."""
    row = queries.survey(survey_id)
    address = ""
    if queries.is_open(row):
        address = request.build_absolute_uri(reverse("ask:answer", args=[row.pk, queries.code_of(row)]))
    return render(request, "questions/poster.html", {"row": row, "address": address})


@may(May.KEEP_QUESTIONS)
@never_cache
def paper(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    row = queries.survey(survey_id)
    form = PaperSheet(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        week_of = form.cleaned_data["week_of"]
        try:
            services.answer_from_paper(survey_id=survey_id, week_of=week_of, given=form.given(), by=request.person)
            messages.success(
                request, _("The sheet is counted. Its answers are put apart; you can type in the next one.")
            )
            return redirect("questions:paper", survey_id)
        except BadInput as trouble:
            form.add_error("week_of", str(trouble.sentence))
    return render(request, "questions/paper.html", {"row": row, "form": form}, status=422 if form.is_bound else 200)


@require_POST
@may(May.KEEP_QUESTIONS)
def visits(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    form = Visits(request.POST)
    if not form.is_valid():
        raise BadInput(_("Write down how many visits there were."))
    services.count_visits(survey_id=survey_id, visits=form.cleaned_data["visits"], by=request.person)
    messages.success(request, _("The number of visits is kept."))
    return redirect("questions:survey", survey_id)


@require_POST
@may(May.KEEP_QUESTIONS)
def close(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    services.close_survey(survey_id=survey_id, by=request.person)
    messages.success(request, _("The survey is closed; its results stand below."))
    return redirect("questions:survey", survey_id)
