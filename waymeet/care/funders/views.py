"""Reports to funders: which there are, one quarter filled in, a total typed in, a file taken out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.funders import queries, rules, services, showing
from waymeet.care.funders.forms import Total
from waymeet.design import tables
from waymeet.kernel import clock

QUARTERS_SHOWN = 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def quarters() -> list[rules.Quarter]:
    """The running one and those before it, newest first."""
    found = [rules.quarter_of(clock.today())]
    while len(found) < QUARTERS_SHOWN:
        found.append(found[-1].before)
    return found


@may(May.REPORT_TO_FUNDERS)
@never_cache
def every(request: DeskRequest) -> HttpResponse:
    table = tables.Table(
        name="funders",
        caption=_("Reports"),
        columns=[
            tables.Column(_("Report")),
            tables.Column(_("Form")),
            tables.Column(_("Mapped on"), short=True),
            tables.Column(_("Lines we fill"), counts=True, means=_("From records or a survey, of all lines we know.")),
        ],
        rows=[_row(one) for one in queries.maps().values()],
        stacks=True,
    )
    if request.GET.get("format") == "csv":
        return tables.download(table)
    return render(request, "funders/list.html", {"table": table, "download": "?format=csv"})


def _row(one: rules.Map) -> list[object]:
    last = quarters()[1]
    link = reverse("funders:report", args=[one.key, last.key])
    fills = _("%(some)d of %(all)d") % {"some": sum(bool(line.measure) for line in one.lines), "all": len(one.lines)}
    return [tables.Cell(one.title, link=link), one.form, date_format(one.mapped_on, "DATE_FORMAT"), fills]


@may(May.REPORT_TO_FUNDERS)
@never_cache
def report(request: DeskRequest, funder: str, quarter: str) -> HttpResponse:
    mapped, when = queries.map_of(funder), queries.quarter_of(quarter)
    if request.GET.get("format") in ("csv", "xlsx"):
        services.take_report_out(funder=funder, quarter=quarter, by=request.person)
        return _file(mapped, when, request.GET["format"])
    return _page(request, mapped, when, Total(mapped))


def _page(
    request: DeskRequest, mapped: rules.Map, when: rules.Quarter, form: Total, *, status: int = 200
) -> HttpResponse:
    lines = queries.filled(mapped, when)
    said = {
        "map": mapped,
        "quarter": when,
        "quarters": quarters(),
        "running": when.last >= clock.today(),
        "table": showing.filled_table(mapped, when, lines),
        "empty": showing.empty_table(lines),
        "form": form,
    }
    return render(request, "funders/report.html", said, status=status)


def _file(mapped: rules.Map, when: rules.Quarter, kind: str) -> HttpResponse:
    table = showing.whole_table(mapped, when, queries.filled(mapped, when))
    if kind == "csv":
        return tables.download(table)
    answer = HttpResponse(showing.as_xlsx(table), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{table.name}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@may(May.REPORT_TO_FUNDERS)
def total(request: DeskRequest, funder: str, quarter: str) -> HttpResponse:
    mapped, when = queries.map_of(funder), queries.quarter_of(quarter)
    form = Total(mapped, request.POST)
    if not form.is_valid():
        return _page(request, mapped, when, form, status=422)
    services.enter_total(funder=funder, quarter=quarter, **form.cleaned_data, by=request.person)
    messages.success(request, _("The total is kept, and marked as typed in."))
    return redirect("funders:report", funder, quarter)
