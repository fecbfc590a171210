"""How a door, a building or a side of the street is called, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

BUILDING_WORDS = {
    "home": pgettext_lazy("kind of building", "home"),
    "apartments": pgettext_lazy("kind of building", "apartments"),
    "hotel": pgettext_lazy("kind of building", "hotel"),
    "shop": pgettext_lazy("kind of building", "shop"),
    "office": pgettext_lazy("kind of building", "office"),
    "church": pgettext_lazy("kind of building", "place of worship"),
    "school": pgettext_lazy("kind of building", "school"),
    "public": pgettext_lazy("kind of building", "public building"),
    "work": pgettext_lazy("kind of building", "workplace"),
    "unknown": pgettext_lazy("kind of building", "building"),
}
BARRIER_WORDS = {
    "water": pgettext_lazy("barrier", "water"),
    "rail": pgettext_lazy("barrier", "railway"),
    "motorway": pgettext_lazy("barrier", "motorway"),
    "fence": pgettext_lazy("barrier", "fence"),
    "wall": pgettext_lazy("barrier", "wall"),
}


def door_label(number: str, street: str, compass: str) -> str:
    """As in "12 Clinton Avenue", or honestly "no number, east side of Clinton Avenue"; units are shown apart."""
    if number:
        return f"{number} {street}".strip()
    if not street:
        return _("no number, no street name near")
    sentences = {
        "n": _("no number, north side of %(street)s"),
        "e": _("no number, east side of %(street)s"),
        "s": _("no number, south side of %(street)s"),
        "w": _("no number, west side of %(street)s"),
    }
    return sentences.get(compass, _("no number, near %(street)s")) % {"street": street}


def unit_label(unit: str, *, known: bool) -> str:
    """A unit as it is; "2/6" for a flat that was only counted becomes "flat 2 of 6"."""
    place, slash, count = unit.partition("/")
    if known or not slash:
        return unit
    return _("flat %(place)s of %(count)s") % {"place": place, "count": count}
