"""A lot called back: the areas it may have gone to, as far as a lot is followed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.codes.queries_notices import codes_that_may_have
from waymeet.care.naloxone import queries_lots, rules
from waymeet.care.naloxone.views import band_words
from waymeet.care.supplies import queries_places
from waymeet.design import tables


@may(May.SEE_HANDOUTS)
def areas(request: DeskRequest, lot_id: UUID) -> HttpResponse:
    lot = queries_places.a_lot(lot_id)
    table = _table(queries_lots.weeks_of(lot_id))
    if request.GET.get("format") == table.name:
        return tables.download(table)
    at_codes = band_words()[rules.band_of(codes_that_may_have(lot.id))] if lot.recalled_on else ""
    return render(request, "naloxone/lot_areas.html", {"lot": lot, "table": table, "at_codes": at_codes})


def _table(weeks: list[queries_lots.WeekOfLot]) -> tables.Table:
    return tables.Table(
        name="areas-of-a-lot",
        caption=_("Areas of the weeks in which it went out"),
        columns=[tables.Column(_("Week"), short=True), tables.Column(_("Areas where more than a few went out"))],
        rows=[[one.iso_week, _said(one)] for one in weeks],
        empty=_("No night took any of this lot out."),
        notes=[
            _("Few hand-outs read like none: put notices up in every area, and in these first."),
            _("Which hand-out was of which lot is held nowhere."),
        ],
        stacks=True,
    )


def _said(one: queries_lots.WeekOfLot) -> str:
    if one.areas is None:
        return _("we cannot tell: any area")
    return ", ".join(one.areas) or _("none: few went out anywhere")
