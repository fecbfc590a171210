"""How organizing goes: one page a tally, its definition under it, and the same rows as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.design.bars import bars
from waymeet.organizing.tallies import queries
from waymeet.organizing.tallies.rules import LENGTHS


@may(May.SEE_TALLIES)
@never_cache
def page(request: DeskRequest) -> HttpResponse:
    asked = request.GET.get("show", "")
    code = asked if asked in queries.TALLIES else next(iter(queries.TALLIES))
    weeks = next((one for one in LENGTHS if str(one) == request.GET.get("weeks")), LENGTHS[1])
    found = queries.tally(code=code, weeks=weeks, by=request.person)
    if request.GET.get("format") == "csv":
        return tables.download(found.table)
    shown = {
        "tally": found,
        "table": found.table,
        "download": f"?show={code}&weeks={weeks}&format=csv",
        "bars": bars(found.bars),
        "every": _names(),
        "weeks": weeks,
        "lengths": [(4, _("4 weeks")), (12, _("12 weeks")), (52, _("a year, by month"))],
    }
    return render(request, "tallies/page.html", shown)


def _names() -> list[tuple[str, str]]:
    words = {
        "new-people": _("New people"),
        "one-on-ones": _("One-on-ones"),
        "commitments": _("Commitments"),
    }
    return [(code, words[code]) for code in queries.TALLIES]
