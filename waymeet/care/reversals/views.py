"""Reversals at the desk: how many, from paper, the poster, looking reports over, and who would like to talk."""

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
from waymeet.care.naloxone.queries import area_names
from waymeet.care.reversals import answers, forms, queries, rules, services
from waymeet.care.reversals.models import Poster, Report
from waymeet.care.supplies import queries_places
from waymeet.care.supplies.wording import lot_in_words
from waymeet.design import tables
from waymeet.kernel import codes
from waymeet.kernel.errors import BadInput


@may(May.TAKE_REVERSALS)
def page(request: DeskRequest) -> HttpResponse:
    """How many were told, by quarter, and what to do next."""
    table = quarters_table()
    if request.GET.get("format") == "csv":
        return tables.download(table)
    said = {
        "table": table,
        "wishes": queries.wishes_waiting(),
        "may_review": can(request.person, May.REVIEW_REVERSALS),
    }
    return render(request, "reversals/page.html", said)


def quarters_table() -> tables.Table:
    counted = [
        tables.Column(
            _("Reports"), counts=True, means=_("Overdoses that somebody told us of, in the quarter they told it.")
        ),
        tables.Column(
            _("Doses given"), counts=True, means=_("Of the reports that say how many; more than ten counts as 11.")
        ),
        tables.Column(
            _("Doses not known"), counts=True, means=_("Reports that do not say how many doses: not in the sum.")
        ),
        tables.Column(_("Lived"), counts=True, means=_("Reports that say that the person lived.")),
        tables.Column(_("911 called"), counts=True, means=_("Reports that say that somebody called.")),
        tables.Column(_("New naloxone asked for"), counts=True),
    ]
    rows = [
        [one.name, *map(rules.shown_count, (one.reports, one.doses, one.untold, one.lived, one.called, one.refills))]
        for one in queries.quarters()
    ]
    return tables.Table(
        name="reversals",
        caption=_("Reversals by quarter"),
        columns=[tables.Column(_("Quarter"), short=True), *counted],
        rows=rows,
        empty=_("No report yet. Print the poster and hang it where people take naloxone."),
        stacks=True,
        notes=[_("Nobody sees small numbers here: none and 10 read the same.")],
    )


@may(May.TAKE_REVERSALS)
@never_cache
def paper(request: DeskRequest) -> HttpResponse:
    """The same form, filled in from paper or from what somebody says."""
    form = forms.Tell(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.tell_from_paper(said=form.said(), by=request.person)
        messages.success(request, _("The report is kept. The paper can be torn up."))
        return redirect("reversals:paper")
    return render(request, "reversals/paper.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@may(May.TAKE_REVERSALS)
@never_cache
def poster(request: DeskRequest) -> HttpResponse:
    return _poster(request, *services.poster(by=request.person))


@require_POST
@may(May.TAKE_REVERSALS)
@never_cache
def new_poster(request: DeskRequest) -> HttpResponse:
    if "sure" not in request.POST:
        return render(request, "reversals/new_poster.html")
    return _poster(request, *services.new_poster(by=request.person))


def _poster(request: DeskRequest, row: Poster, code: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("reversal:tell", args=[code]))
    return render(request, "reversals/poster.html", {"row": row, "code": codes.shown(code), "address": address})


@may(May.TAKE_REVERSALS)
def sheet(request: DeskRequest) -> HttpResponse:
    """The report on paper, to be printed."""
    return render(request, "reversals/sheet.html", {"form": forms.Tell()})


@may(May.REVIEW_REVERSALS)
@never_cache
def review(request: DeskRequest) -> HttpResponse:
    """Every report that nobody has looked over."""
    table = reports_table(queries.reviewed(by=request.person))
    if request.GET.get("format") == "csv":
        return tables.download(table)
    waiting = [(row, _lines(row)) for row in queries.waiting_for_review(by=request.person)]
    findings = [choice for choice in answers.Finding.choices if choice[0]]
    return render(request, "reversals/review.html", {"waiting": waiting, "findings": findings, "table": table})


@require_POST
@may(May.REVIEW_REVERSALS)
def come_to(request: DeskRequest, report_id: int) -> HttpResponse:
    form = forms.Review(request.POST)
    if not form.is_valid():
        raise BadInput(_("Choose what you came to."))
    services.review(report_id=report_id, finding=form.cleaned_data["finding"], by=request.person)
    return redirect("reversals:review")


def reports_table(rows: list[Report]) -> tables.Table:
    return tables.Table(
        name="reversals-to-talk-over",
        caption=_("To talk over with the program"),
        columns=[tables.Column(_("Week told"), short=True), tables.Column(_("What was said"))],
        rows=[[row.iso_week, "; ".join(f"{words} {answer}" for words, answer in _lines(row))] for row in rows],
        empty=_("Nothing to talk over."),
    )


def _lines(row: Report) -> list[tuple[str, str]]:
    """What a report says, question by question; what it leaves open is left out."""
    form = forms.Tell()
    names = {item.number: item.shown_as for item in queries.products()}
    doses = dict(rules.DOSES)["unknown" if row.doses is None else str(row.doses)]
    drugs = ", ".join(str(answers.Drug(one).label) for one in row.drugs)
    told = {
        "happened": row.get_happened_display(),
        "doses": doses,
        "product": names.get(row.product or 0, ""),
        "lived": row.get_lived_display(),
        "called_911": row.get_called_911_display(),
        "breathing": row.get_breathing_display(),
        "stayed": row.get_stayed_display(),
        "drugs": drugs,
        "where": row.get_where_display(),
        "area_number": area_names().get(row.area_number, ""),
        "teller": row.get_teller_display(),
        "lot": _lot(row.lot),
        "refill": _("yes") if row.refill else "",
    }
    return [(str(form.fields[name].label), str(said)) for name, said in told.items() if said]


def _lot(number: str) -> str:
    """The number as it was told, and what our stock knows of it."""
    if not number:
        return ""
    known = [lot_in_words(lot) for lot in queries_places.lots_numbered(number)] or [_("not one of our lots")]
    return f"{number} ({'; '.join(known)})"


@require_POST
@may(May.TAKE_REVERSALS)
@never_cache
def wishes(request: DeskRequest) -> HttpResponse:
    """Opening them is an act of its own: it leaves one line in the audit, and the page is not kept."""
    found = services.open_wishes(by=request.person, keyring=request.keyring)
    return render(request, "reversals/wishes.html", {"found": found})


@require_POST
@may(May.TAKE_REVERSALS)
def answered(request: DeskRequest, wish_id: int) -> HttpResponse:
    services.answered(wish_id=wish_id, by=request.person)
    messages.success(request, _("How to reach them is gone."))
    return redirect("reversals:page")
