"""New people by how we met them."""

from collections import Counter

from django.db.models import Count
from django.utils.translation import gettext as _

from waymeet.design.tables import Column, Table
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.tallies.rules import Stretch, place_of
from waymeet.organizing.tallies.tally import Tally


def new_people(stretches: list[Stretch]) -> Tally:
    """By the day since which we know them, as it stands today: whoever was let go is not counted any more."""
    rows = Contact.objects.filter(since__gte=stretches[0].first, since__lte=stretches[-1].last)
    found: Counter[tuple[int | None, str]] = Counter()
    for day, source, people in rows.values_list("since", "source").annotate(Count("pk")).order_by():
        found[place_of(day, stretches), source] += people
    sources = [(source, words) for source, words in Contact.Source.choices if any(one == source for _at, one in found)]
    lines = [[found[at, source] for source, _words in sources] for at in range(len(stretches))]
    totals = [sum(line) for line in lines]
    met = _("How we met, as it stands on the person's page; each person once.")
    columns = [
        Column(_("From"), short=True),
        Column(_("All"), counts=True, means=_("People first known in this time who are still known today.")),
        *(Column(words, counts=True, means=met if not at else "") for at, (_source, words) in enumerate(sources)),
    ]
    return Tally(
        code="new-people",
        words=_("New people"),
        sentence=_("How many people we came to know, and how we met them."),
        table=Table(
            name="new-people",
            caption=_("New people by how we met"),
            columns=columns,
            rows=[[one.label, total, *line] for one, total, line in zip(stretches, totals, lines, strict=True)],
            stacks=True,
        ),
        bars=[(one.label, total) for one, total in zip(stretches, totals, strict=True)],
    )
