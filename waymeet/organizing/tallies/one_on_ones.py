"""One-on-ones a week, and what was answered."""

from collections import Counter

from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from waymeet.design.tables import Column, Table
from waymeet.organizing.one_on_ones.models import OneOnOne
from waymeet.organizing.tallies.rules import Stretch, place_of
from waymeet.organizing.tallies.tally import Tally

State, Answer = OneOnOne.State, OneOnOne.Answer


def one_on_ones(stretches: list[Stretch]) -> Tally:
    """Held ones by the day they were held, others by the day they were planned for. No name of any organizer."""
    rows = OneOnOne.objects.annotate(day=Coalesce(F("held_on"), F("planned_for")))
    rows = rows.filter(day__gte=stretches[0].first, day__lte=stretches[-1].last)
    found: Counter[tuple[int | None, str]] = Counter()
    for day, state, answer, many in rows.values_list("day", "state", "answer").annotate(Count("pk")).order_by():
        at = place_of(day, stretches)
        found[at, state] += many
        if state == State.HELD:
            found[at, f"said {answer}"] += many
    counted = (State.HELD, f"said {Answer.YES}", f"said {Answer.LATER}", f"said {Answer.NO}", State.MISSED, State.OFF)
    lines = [[found[at, what] for what in counted] for at in range(len(stretches))]
    columns = [
        Column(_("From"), short=True),
        Column(_("Held"), counts=True, means=_("Written up as held, by the day it was held.")),
        Column(_("Yes"), counts=True, means=_("Held, and the ask was answered with a yes. A maybe is a later.")),
        Column(_("Later"), counts=True),
        Column(_("No"), counts=True),
        Column(_("Did not happen"), counts=True, means=_("Planned for this time, and missed.")),
        Column(_("Called off"), counts=True),
    ]
    return Tally(
        code="one-on-ones",
        words=_("One-on-ones"),
        sentence=_("How many one-on-ones were held, and what people answered to the ask."),
        table=Table(
            name="one-on-ones",
            caption=_("One-on-ones held"),
            columns=columns,
            rows=[[one.label, *line] for one, line in zip(stretches, lines, strict=True)],
            stacks=True,
        ),
        bars=[(one.label, line[0]) for one, line in zip(stretches, lines, strict=True)],
    )
