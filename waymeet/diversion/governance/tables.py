"""The clock and the minutes, as tables."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waymeet.design.tables import Cell, Column, Table
from waymeet.diversion.governance import queries, rules
from waymeet.diversion.governance.models import Clause, Meeting, Promise, Seat
from waymeet.diversion.governance.said import STATES, TONES, What


def clock(rows: Iterable[queries.Owed], *, links: bool) -> Table:
    """What was asked of whom, and how it stands. Inside, each leads to its page."""
    return Table(
        name="asked-of-agencies",
        caption=_("What was asked of agencies, and what came"),
        columns=[
            Column(_("Agency")),
            Column(_("What was asked for")),
            Column(_("For the months"), short=True),
            Column(_("Clause"), short=True),
            Column(_("Asked on"), short=True),
            Column(_("Due on"), short=True),
            Column(_("How it stands")),
        ],
        rows=[_line(one, links) for one in rows],
        empty=_("Nothing was asked of any agency yet."),
        notes=[
            _("A clause is a sentence of the agreement the agency signed. What is missing is not zero: nobody knows.")
        ],
        stacks=True,
    )


def _line(one: queries.Owed, links: bool) -> list[Any]:  # noqa: FBT001 - one of two tables
    row = one.row
    link = reverse("governance:request", args=[row.pk]) if links else ""
    return [
        Cell(row.agency.name, link=link),
        row.get_what_display(),
        span(row.first_month, row.last_month),
        row.clause.number if row.clause else "",
        Cell(row.asked_on.isoformat(), date_format(row.asked_on, "SHORT_DATE_FORMAT")),
        Cell(row.due_on.isoformat(), date_format(row.due_on, "SHORT_DATE_FORMAT")),
        Cell(stands(one), tone=TONES[one.state]),
    ]


def stands(one: queries.Owed) -> str:
    """In words, with how late it is or was."""
    words = str(STATES[one.state])
    if not one.days_late:
        return words
    late = ngettext("%(n)s day late", "%(n)s days late", one.days_late) % {"n": one.days_late}
    return late if one.state == rules.State.LATE else f"{words}, {late}"


def span(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"  # noqa: RUF001 - a span is written so


def gaps(rows: Iterable[queries.Missing]) -> list[str]:
    """A sentence for each gap, with the agency's name."""
    return [
        _("No data from %(agency)s about %(what)s for %(months)s.")
        % {"agency": one.agency.name, "what": What(one.what).label, "months": span(one.first_month, one.last_month)}
        for one in rows
    ]


def meetings(rows: Iterable[Meeting]) -> Table:
    return Table(
        name="meetings",
        caption=_("Meetings"),
        columns=[
            Column(_("Day"), short=True),
            Column(_("Body")),
            Column(_("Motions"), counts=True),
            Column(_("Promises"), counts=True),
        ],
        rows=[
            [
                Cell(row.day.isoformat(), date_format(row.day), reverse("governance:meeting", args=[row.pk])),
                row.get_body_display(),
                len(row.motions.all()),
                len(row.promises.all()),
            ]
            for row in rows
        ],
        empty=_("No meeting was called yet."),
        stacks=True,
    )


def seats(rows: Iterable[Seat]) -> Table:
    return Table(
        name="seats",
        caption=_("Seats"),
        columns=[Column(_("Body")), Column(_("Seat")), Column(_("Has a vote")), Column(_("Since"), short=True)],
        rows=[
            [row.get_body_display(), row.words, _("yes") if row.votes else _("no"), row.since_on.isoformat()]
            for row in rows
        ],
        empty=_("No seat was written down yet."),
        stacks=True,
    )


def promises(rows: Iterable[Promise]) -> Table:
    return Table(
        name="promises",
        caption=_("Promises that are open"),
        columns=[Column(_("Due on"), short=True), Column(_("Who")), Column(_("What was promised"))],
        rows=[
            [
                Cell(
                    row.due_on.isoformat(),
                    date_format(row.due_on),
                    reverse("governance:meeting", args=[row.meeting_id]),
                ),
                row.owner.words,
                row.words,
            ]
            for row in rows
        ],
        empty=_("No promise is open."),
        stacks=True,
    )


def clauses(rows: Iterable[Clause]) -> Table:
    return Table(
        name="clauses",
        caption=_("What agencies owe under the agreement"),
        columns=[
            Column(_("Agency")),
            Column(_("Clause"), short=True),
            Column(_("What it owes")),
            Column(_("How often it is owed")),
            Column(_("Days to answer"), counts=True),
        ],
        rows=[[row.agency.name, row.number, row.get_what_display(), row.get_every_display(), row.days] for row in rows],
        empty=_("No clause was written down yet."),
        stacks=True,
    )
