"""Commitments kept: the number nobody else stores."""

from collections import Counter

from django.db.models import Count
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext as _

from waymeet.design.tables import Column, Table
from waymeet.organizing.one_on_ones.models import Commitment
from waymeet.organizing.tallies.rules import Stretch, place_of
from waymeet.organizing.tallies.tally import Tally, share_words

State = Commitment.State


def commitments(stretches: list[Stretch]) -> Tally:
    """By the day something was due, or by the day it was settled where that was earlier."""
    rows = Commitment.objects.annotate(day=Least("due", Coalesce("settled_on", "due")))
    rows = rows.filter(day__gte=stretches[0].first, day__lte=stretches[-1].last)
    found: Counter[tuple[int | None, str]] = Counter()
    for day, state, many in rows.values_list("day", "state").annotate(Count("pk")).order_by():
        found[place_of(day, stretches), state] += many
    counted = (State.KEPT, State.BROKEN, State.RELEASED, State.OPEN)
    lines = [[found[at, state] for state in counted] for at in range(len(stretches))]
    columns = [
        Column(_("Due from"), short=True, means=_("What is settled before its day counts where it was settled.")),
        Column(_("Kept"), counts=True),
        Column(_("Not kept"), counts=True),
        Column(_("Let go of together"), counts=True, means=_("Released by both: it counts neither way.")),
        Column(_("Still open"), counts=True, means=_("Nobody has written down yet whether it was kept.")),
        Column(_("Share kept"), counts=True, means=_("Kept, of those kept or not kept.")),
    ]
    return Tally(
        code="commitments",
        words=_("Commitments"),
        sentence=_("How many promises made in one-on-ones came due, and how many were kept."),
        table=Table(
            name="commitments",
            caption=_("Commitments by the day they were due"),
            columns=columns,
            rows=[
                [one.label, *line, share_words(line[0], line[0] + line[1])]
                for one, line in zip(stretches, lines, strict=True)
            ],
            stacks=True,
        ),
        bars=[(one.label, line[0]) for one, line in zip(stretches, lines, strict=True)],
    )
