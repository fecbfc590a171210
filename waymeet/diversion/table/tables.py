"""Meetings and minutes as pages and files show them."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waymeet.design.tables import Cell, Column, Table
from waymeet.diversion.table import words
from waymeet.diversion.table.queries import Minutes

UNDER = 5  # fewer than this is not said: with the day, a court's public list would tell whom it was about


def few(number: int) -> int | str:
    return f"<{UNDER}" if 0 < number < UNDER else number


def meetings(found: Sequence[Minutes]) -> Table:
    return Table(
        name="meetings",
        caption=_("Meetings"),
        columns=[
            Column(_("Day"), short=True),
            Column(_("Who sat at the table")),
            Column(
                _("Cases spoken of"), counts=True, means=_("How many were on the screen. Which ones is kept nowhere.")
            ),
            Column(_("Decisions"), counts=True),
        ],
        rows=[_meeting(one) for one in found],
        empty=_("No meeting yet. Tick who sits at the table, and open one."),
        stacks=True,
    )


def _meeting(one: Minutes) -> list[object]:
    day = one.row.day
    link = reverse("table:screen" if one.goes_on else "table:minutes", args=[one.row.pk])
    said = date_format(day) if not one.goes_on else _("%(day)s, going on") % {"day": date_format(day)}
    decided = sum(number for _decision, number in one.decided)
    return [Cell(day.isoformat(), said, link), words.listed(one.agencies), few(one.row.cases), few(decided)]


def minutes(one: Minutes) -> Table:
    rows = [[words.DECISIONS[decision], few(number)] for decision, number in one.decided if decision in words.DECISIONS]
    return Table(
        name="minutes",
        caption=_("What was decided, how often"),
        columns=[Column(_("Decision")), Column(_("How often"), counts=True)],
        rows=rows,
        empty=_("Nothing was decided."),
        notes=[
            _("Day: %(day)s") % {"day": one.row.day.isoformat()},
            _("At the table: %(agencies)s") % {"agencies": words.listed(one.agencies)},
            _("Cases spoken of: %(n)s") % {"n": few(one.row.cases)},
            _("Which cases, who does what and until when stands sealed in each case, and on each person's own page."),
        ],
    )
