"""Taken along, handed on: one short form, and for the outreach team the months."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.care.naloxone import rules as small
from waymeet.care.peers import bulk, queries
from waymeet.care.peers.forms import Bulk
from waymeet.care.peers.rules import BulkMonth
from waymeet.design.tables import Column, Table, download
from waymeet.kernel import clock
from waymeet.kernel.errors import Plain


@may(May.HAND_ON)
def page(request: DeskRequest) -> HttpResponse:
    shown: dict[str, Any] = {}
    if can(request.person, May.SEE_HANDOUTS):
        shown["table"] = months(queries.bulk_months(by=request.person))
        if request.GET.get("format") == "csv":
            return download(shown["table"])
    form = Bulk(request.POST if request.method == "POST" else None, initial={"day": clock.today()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            bulk.put_down(program_id=said["program"].id, day=said["day"], told=form.told(), by=request.person)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
        else:
            messages.success(request, _("Put down. Nothing says that it was you."))
            return redirect("peers:bulk")
    return render(request, "peers/bulk.html", shown | {"form": form}, status=422 if form.errors else 200)


def months(rows: Sequence[BulkMonth]) -> Table:
    words = [_band(band) for band in small.BANDS] + [_("101 or more")]
    return Table(
        name="handed-on",
        caption=_("Taken along and handed on"),
        columns=[
            Column(_("Month"), short=True),
            Column(_("Taken along"), means=_("Items taken out of the stock to be handed on, all kinds together.")),
            Column(_("Handed on"), means=_("Items that somebody told us they handed on. Not everything is told.")),
            Column(_("To about how many people")),
        ],
        rows=[
            [row.month, *(words[small.band_of(count)] for count in (row.taken, row.handed_on, row.reached))]
            for row in rows
        ],
        empty=_("Nothing has been taken along yet."),
        notes=[_("Nobody sees small numbers: none and 10 read the same. Larger numbers are shown roughly.")],
    )


def _band(band: range) -> str:
    if band.start == 0:
        return _("10 or fewer")
    return _("%(least)d to %(most)d") % {"least": band.start, "most": band.stop - 1}
