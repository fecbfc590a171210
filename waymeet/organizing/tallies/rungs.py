"""Movement on the ladder: how many went up, and how many came down."""

from collections import Counter

from django.utils.translation import gettext as _

from waymeet.design.tables import Column, Table
from waymeet.organizing.leadership.queries import movements
from waymeet.organizing.tallies.rules import Stretch, place_of
from waymeet.organizing.tallies.tally import Tally


def rungs(stretches: list[Stretch]) -> Tally:
    """By the day the move was seen; each move counts, so somebody can count twice."""
    found: Counter[tuple[int | None, bool]] = Counter()
    for move in movements(stretches[0].first, stretches[-1].last):
        found[place_of(move.day, stretches), move.up] += move.many
    lines = [[found[at, True], found[at, False]] for at in range(len(stretches))]
    columns = [
        Column(_("From"), short=True),
        Column(
            _("Up"), counts=True, means=_("Moves to a higher rung of the ladder, by rule or by an organizer's word.")
        ),
        Column(_("Down"), counts=True, means=_("Moves to a lower rung: also when what was done lies too long ago.")),
    ]
    return Tally(
        code="rungs",
        words=_("Rungs"),
        sentence=_("How many people moved up the ladder, and how many down."),
        table=Table(
            name="rungs",
            caption=_("Movement on the ladder"),
            columns=columns,
            rows=[[one.label, *line] for one, line in zip(stretches, lines, strict=True)],
            stacks=True,
        ),
        bars=[(one.label, line[0]) for one, line in zip(stretches, lines, strict=True)],
    )
