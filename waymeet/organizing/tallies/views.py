"""How organizing goes: one page a tally, its definition under it, and the same rows as a file."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.design.bars import bars
from waymeet.organizing.tallies import queries
from waymeet.organizing.tallies.rules import LENGTHS

NAMES: dict[str, Any] = {
    "new-people": gettext_lazy("New people"),
    "one-on-ones": gettext_lazy("One-on-ones"),
    "commitments": gettext_lazy("Commitments"),
    "turnout": gettext_lazy("Turnout"),
    "rungs": gettext_lazy("Rungs"),
    "leaders": gettext_lazy("Leaders by neighborhood"),
}


@may(May.SEE_TALLIES)
@never_cache
def page(request: DeskRequest) -> HttpResponse:
    codes, asked = queries.names(by=request.person), request.GET.get("show", "")
    code = asked if asked in codes else codes[0]
    weeks = next((one for one in LENGTHS if str(one) == request.GET.get("weeks")), LENGTHS[1])
    found = queries.tally(code=code, weeks=weeks, by=request.person)
    if request.GET.get("format") == "csv":
        return tables.download(found.table)
    shown = {
        "tally": found,
        "table": _newest_first(found.table) if code != "leaders" else found.table,
        "download": f"?show={code}&weeks={weeks}&format=csv",
        "bars": bars(found.bars),
        "every": [(one, NAMES[one]) for one in codes],
        "weeks": weeks,
        "lengths": [(4, _("4 weeks")), (12, _("12 weeks")), (52, _("a year, by month"))],
    }
    return render(request, "tallies/page.html", shown)


def _newest_first(table: tables.Table) -> tables.Table:
    """On a phone one scrolls down: this week stands on top. The file keeps the order a spreadsheet draws."""
    return replace(table, rows=table.rows[::-1])
