"""The register: every question with its reason, what it costs, and the buttons of whoever may use them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.care.questions import queries, rules, services
from waymeet.care.questions.forms import AddQuestion, Complete, Renew, Veto
from waymeet.care.questions.models import Question
from waymeet.design import tables
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput

WHY_NOT: dict[rules.WhyNot, Any] = {
    rules.WhyNot.TEXT: gettext_lazy("words are missing"),
    rules.WhyNot.PURPOSE: gettext_lazy("its purpose is missing"),
    rules.WhyNot.DEMANDED_BY: gettext_lazy("nobody demands it"),
    rules.WhyNot.EXPIRY: gettext_lazy("it has no end"),
    rules.WhyNot.VETO: gettext_lazy("nobody may veto it"),
    rules.WhyNot.OPTIONS: gettext_lazy("answers to choose from are missing"),
    rules.WhyNot.EXPIRED: gettext_lazy("its time is over"),
    rules.WhyNot.VETOED: gettext_lazy("vetoed"),
    rules.WhyNot.WAITING: gettext_lazy("waits for the advisors"),
    rules.WhyNot.RETIRED: gettext_lazy("not asked any more"),
}


@may(May.KEEP_QUESTIONS, May.VETO_QUESTIONS)
@never_cache
def register(request: DeskRequest) -> HttpResponse:
    shown = request.GET.get("format")
    if shown == "burden":
        return tables.download(burden_table())
    if shown == "register":
        return tables.download(register_table())
    return _page(request, AddQuestion())


def _page(request: DeskRequest, adding: AddQuestion, *, status: int = 200) -> HttpResponse:
    keeps, advises = (can(request.person, permission) for permission in (May.KEEP_QUESTIONS, May.VETO_QUESTIONS))
    lines = [
        {
            "row": line.row,
            "is_asked": line.is_asked,
            "waits": rules.WhyNot.WAITING in line.why_not,
            "why": [WHY_NOT[why] for why in line.why_not],
            "may_veto": advises or (keeps and line.row.veto_by == Question.VetoBy.TEAM),
            "complete": Complete(prefix=str(line.row.pk)[:8]) if rules.WhyNot.OPTIONS in line.why_not else None,
            "renew": Renew(prefix=str(line.row.pk)[:8], initial={"expires_on": line.row.expires_on}),
            "veto": Veto(prefix=str(line.row.pk)[:8]),
        }
        for line in queries.register()
    ]
    said = {"lines": lines, "keeps": keeps, "advises": advises, "adding": adding, "burden": burden_table()}
    return render(request, "questions/register.html", said, status=status)


def burden_table() -> tables.Table:
    found = queries.burden(clock.today())
    return tables.Table(
        name="burden",
        caption=_("What asking costs, by who demands it"),
        columns=[
            tables.Column(_("Who demands it")),
            tables.Column(_("Questions"), counts=True, means=_("Those that are asked today.")),
            tables.Column(_("Minutes each"), counts=True, means=_("For a participant who answers all of them once.")),
            tables.Column(
                _("Times this quarter"),
                counts=True,
                means=_("Answered in surveys, as counted; in forms, as often as whoever added the question said."),
            ),
            tables.Column(
                _("Hours this quarter"),
                counts=True,
                means=_("Times asked, times the seconds that were estimated for each question. Nothing is measured."),
            ),
        ],
        rows=[[one.demanded_by, one.questions, one.minutes_each, one.times, one.hours] for one in found],
        empty=_("No question is asked today."),
        stacks=True,
    )


def register_table() -> tables.Table:
    """The whole register as a file."""
    return tables.Table(
        name="questions",
        caption=_("Questions"),
        columns=[
            tables.Column(words)
            for words in (
                _("Question"),
                _("What it is for"),
                _("Who demands it"),
                _("Who may veto it"),
                _("Asked until"),
                _("Seconds it takes"),
                _("State"),
            )
        ],
        rows=[
            [
                line.row.text,
                line.row.purpose,
                line.row.demanded_by,
                line.row.get_veto_by_display(),
                line.row.expires_on.isoformat() if line.row.expires_on else "",
                line.row.seconds,
                _("asked") if line.is_asked else "; ".join(str(WHY_NOT[why]) for why in line.why_not),
            ]
            for line in queries.register()
        ],
    )


@require_POST
@may(May.KEEP_QUESTIONS)
def begin(request: DeskRequest) -> HttpResponse:
    services.begin_register(by=request.person)
    messages.success(request, _("The register is begun. The advisors have a week; then these questions may be asked."))
    return redirect("questions:register")


@require_POST
@may(May.KEEP_QUESTIONS)
def add(request: DeskRequest) -> HttpResponse:
    form = AddQuestion(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    said = dict(form.cleaned_data)
    options = said.pop("options")
    try:
        services.add_question(said=said, options=options, by=request.person)
    except BadInput as trouble:
        form.add_error(None, str(trouble.sentence))
        return _page(request, form, status=422)
    messages.success(request, _("The question is in the register. The advisors have a week to veto it."))
    return redirect("questions:register")


@require_POST
@may(May.KEEP_QUESTIONS)
def complete(request: DeskRequest, question_id: UUID) -> HttpResponse:
    form = Complete(request.POST, prefix=str(question_id)[:8])
    if not form.is_valid():
        raise BadInput(_("Write each answer in both languages, with a | between: Yes | Sí."))
    services.complete_question(question_id=question_id, options=form.cleaned_data["options"], by=request.person)
    messages.success(request, _("The question has its answers. The advisors have a week to veto it."))
    return redirect("questions:register")


@require_POST
@may(May.KEEP_QUESTIONS)
def renew(request: DeskRequest, question_id: UUID) -> HttpResponse:
    form = Renew(request.POST, prefix=str(question_id)[:8])
    if not form.is_valid():
        raise BadInput(_("Choose a last day within a year from today."))
    services.renew_question(question_id=question_id, expires_on=form.cleaned_data["expires_on"], by=request.person)
    messages.success(request, _("It is renewed. The advisors have a week again."))
    return redirect("questions:register")


@require_POST
@may(May.KEEP_QUESTIONS)
def retire(request: DeskRequest, question_id: UUID) -> HttpResponse:
    services.retire_question(question_id=question_id, by=request.person)
    messages.success(request, _("Nobody is asked this any more."))
    return redirect("questions:register")


@require_POST
@may(May.VETO_QUESTIONS, May.KEEP_QUESTIONS)
def veto(request: DeskRequest, question_id: UUID) -> HttpResponse:
    form = Veto(request.POST, prefix=str(question_id)[:8])
    if not form.is_valid():
        raise BadInput(_("Choose why."))
    services.veto_question(question_id=question_id, reason=form.cleaned_data["reason"], by=request.person)
    messages.success(request, _("Vetoed. Nobody is asked this from now on."))
    return redirect("questions:register")


@require_POST
@may(May.VETO_QUESTIONS, May.KEEP_QUESTIONS)
def lift_veto(request: DeskRequest, question_id: UUID) -> HttpResponse:
    services.lift_veto(question_id=question_id, by=request.person)
    messages.success(request, _("The veto is lifted."))
    return redirect("questions:register")


@require_POST
@may(May.VETO_QUESTIONS)
def let_it_be(request: DeskRequest, question_id: UUID) -> HttpResponse:
    services.let_it_be(question_id=question_id, by=request.person)
    messages.success(request, _("It may be asked from today on."))
    return redirect("questions:register")
