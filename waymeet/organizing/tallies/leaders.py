"""Leaders in each neighbourhood, as it is today."""

from django.utils.translation import gettext as _

from waymeet.design.tables import Column, Table
from waymeet.organizing.leadership.queries.coverage import HOW
from waymeet.organizing.tallies.rules import Stretch
from waymeet.organizing.tallies.tally import Tally


def leaders(_stretches: list[Stretch]) -> Tally:
    """The same numbers as the coverage page of Leaders; no time is looked back over."""
    found = HOW["neighbourhood"]()
    columns = [
        Column(_("Neighborhood")),
        Column(_("Leaders"), counts=True, means=_("On a rung that counts as leading, or last assessed as a 1.")),
        Column(_("People"), counts=True, means=_("People whose door we know there.")),
        Column(_("Doors"), counts=True),
    ]
    lines = sorted(found.places, key=lambda place: (-place.leaders, -place.people, place.name))
    note = _("People without a door that we know are left out: %(many)d.") % {"many": found.without_door}
    return Tally(
        code="leaders",
        words=_("Leaders by neighborhood"),
        sentence=_("Where there are leaders today, beside how many people we know there and how many doors there are."),
        table=Table(
            name="leaders",
            caption=_("Leaders by neighborhood, today"),
            columns=columns,
            rows=[[one.name, one.leaders, one.people, one.doors] for one in lines],
            empty=_("Nobody whose door we know lives in a neighborhood of the map."),
            notes=[note] if found.without_door else [],
            stacks=True,
        ),
        bars=[(one.name, one.leaders) for one in lines],
    )
