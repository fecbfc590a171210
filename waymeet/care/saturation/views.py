"""Kits needed against kits handed out: a table, a picture that says the same, and a file. Every number has its band."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.saturation import queries, services, showing
from waymeet.care.saturation.forms import BringCurves, Needed, Source
from waymeet.design import tables
from waymeet.kernel.errors import BadInput

USUAL = "New York"


@may(May.REPORT_TO_FUNDERS)
@never_cache
def page(request: DeskRequest) -> HttpResponse:
    return _page(request, BringCurves(prefix="file"))


def _page(request: DeskRequest, bringing: BringCurves, *, status: int = 200) -> HttpResponse:
    files = queries.curve_files()
    choices = [(queries.OURS, queries.published().called), *((str(row.pk), row.called) for row in files)]
    key = next((key for key, _called in choices if key == request.GET.get("curves")), queries.OURS)
    curves = queries.curves(key)
    form = Needed(curves, request.GET if "state" in request.GET else _first(curves))
    shown: dict[str, Any] = {"form": form, "source": Source(choices, initial={"curves": key}), "curves": curves}
    if form.is_valid():
        need = showing.need(curves, queries.handed_out(), **form.cleaned_data)
        table = showing.table(need)
        if request.GET.get("format") == "csv":
            return tables.download(table)
        asked = {name: value for name, value in form.cleaned_data.items() if value is not None}
        shown |= {"need": need, "table": table, "download": "?" + urlencode(asked | {"curves": key, "format": "csv"})}
    shown |= {"bringing": bringing, "files": files}
    return render(request, "saturation/page.html", shown, status=status if form.is_valid() else 422)


def _first(curves: queries.Curves) -> dict[str, Any]:
    names = [state.name for state in curves.states]
    return {"state": USUAL if USUAL in names else names[0], "target": 80}


@require_POST
@may(May.REPORT_TO_FUNDERS)
def bring_curves(request: DeskRequest) -> HttpResponse:
    form = BringCurves(request.POST, request.FILES, prefix="file")
    if not form.is_valid():
        return _page(request, form, status=422)
    said = form.cleaned_data
    try:
        row = services.bring_curves(
            called=said["called"],
            source=said["source"],
            baseline=said["baseline"],
            content=said["file"],
            by=request.person,
        )
    except BadInput as trouble:
        form.add_error("file", showing.trouble(trouble))
        return _page(request, form, status=422)
    messages.success(request, _("The curves are kept. Choose a state of theirs."))
    return redirect(f"{request.path.rpartition('/')[0]}?curves={row.pk}")


@require_POST
@may(May.REPORT_TO_FUNDERS)
def take_curves_away(request: DeskRequest, file_id: UUID) -> HttpResponse:
    services.take_curves_away(file_id=file_id, by=request.person)
    messages.success(request, _("The file of curves is gone."))
    return redirect("saturation:page")
