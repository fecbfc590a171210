"""Referrals of an officer, and what calls came to."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from waymeet.design.tables import Cell, Column, Table
from waymeet.diversion.handoff.models import Call, HandOver
from waymeet.diversion.handoff.rules import State
from waymeet.diversion.incidents.tables import week_words

TONES = {
    State.SENT: "waiting",
    State.COMING: "waiting",
    State.CAME: "good",
    State.HANDED_OVER: "good",
    State.NOBODY: "closed",
    State.CLOSED: "closed",
}


def own(rows: Iterable[Call]) -> Table:
    """A week and one of six words: an officer learns nothing else of what they sent."""
    return Table(
        name="my-referrals",
        caption=_("What I sent in the last five weeks"),
        columns=[Column(_("Week of"), short=True), Column(_("How far it is"))],
        rows=[
            [Cell(row.iso_week, week_words(row.iso_week)), Cell(row.get_state_display(), tone=TONES[State(row.state)])]
            for row in rows
        ],
        empty=_("You sent nothing in the last five weeks."),
    )


def handed_over(rows: Iterable[HandOver]) -> Table:
    return Table(
        name="hand-overs",
        caption=_("Calls that ended"),
        columns=[
            Column(_("Week of"), short=True),
            Column(_("Door")),
            Column(_("How it ended")),
            Column(_("Minutes until an answer"), counts=True),
            Column(_("Minutes until somebody came"), counts=True),
            Column(_("In the promised time")),
            Column(_("A naloxone kit was given")),
        ],
        rows=[
            [
                Cell(row.iso_week, week_words(row.iso_week)),
                row.get_door_display(),
                row.get_state_display(),
                "" if row.minutes_to_answer is None else row.minutes_to_answer,
                "" if row.minutes_to_arrive is None else row.minutes_to_arrive,
                "" if row.in_time is None else _("yes") if row.in_time else _("no"),
                _("yes") if row.kit else _("no"),
            ]
            for row in rows
        ],
        empty=_("No call has ended yet."),
        stacks=True,
    )
