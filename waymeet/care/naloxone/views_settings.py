"""Kits by where they were handed out: at release from jail, in households, at congregations, shops and businesses."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.naloxone import queries_reasons, queries_settings
from waymeet.care.naloxone.views import band_words
from waymeet.design import tables


@may(May.SEE_HANDOUTS)
def page(request: DeskRequest) -> HttpResponse:
    shown = {"csv": settings_table(), "reasons": reasons_table()}
    asked = request.GET.get("format", "")
    if asked in shown:
        return tables.download(shown[asked])
    return render(request, "naloxone/settings.html", {"table": shown["csv"], "reasons": shown["reasons"]})


def reasons_table() -> tables.Table:
    words = band_words()
    return tables.Table(
        name="reasons",
        caption=_("Why they were taken"),
        columns=[
            tables.Column(_("Quarter"), short=True),
            tables.Column(_("Why")),
            tables.Column(_("Visits"), counts=True),
        ],
        rows=[[row.quarter, row.what, words[row.band]] for row in queries_reasons.quarters()],
        empty=_("No reason was given at more than 10 visits of any quarter that is over."),
        notes=[
            _("Nobody sees small numbers, staff neither: none and 10 read the same. Larger numbers are shown roughly."),
            _("From phones and papers, where somebody said. A quarter appears when it is over."),
        ],
        stacks=True,
    )


def settings_table() -> tables.Table:
    words = band_words()
    return tables.Table(
        name="settings",
        caption=_("Kits by where they were handed out"),
        columns=[
            tables.Column(_("Month"), short=True),
            tables.Column(_("Where")),
            tables.Column(_("Kits"), counts=True),
        ],
        rows=[[row.month, row.setting.label, words[row.band]] for row in queries_settings.months()],
        empty=_("No kind of place had more than 10 kits in any of the last 12 months."),
        notes=[
            _("Nobody sees small numbers, staff neither: none and 10 read the same. Larger numbers are shown roughly."),
            _("What is not listed had 10 or fewer in that month."),
            _("From papers that say where it was, and from places of stock that hand out. Phones do not ask where."),
            _("A week belongs to the month of its Thursday. A month appears when it is over."),
        ],
        stacks=True,
    )
