"""How a door, a building or a side of the street is called, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BUILDING_WORDS = {
    "home": gettext_lazy("home"),
    "apartments": gettext_lazy("apartments"),
    "hotel": gettext_lazy("hotel"),
    "shop": gettext_lazy("shop"),
    "office": gettext_lazy("office"),
    "church": gettext_lazy("place of worship"),
    "school": gettext_lazy("school"),
    "public": gettext_lazy("public building"),
    "work": gettext_lazy("workplace"),
    "unknown": gettext_lazy("building"),
}
BARRIER_WORDS = {
    "water": gettext_lazy("water"),
    "rail": gettext_lazy("railway"),
    "motorway": gettext_lazy("motorway"),
    "fence": gettext_lazy("fence"),
    "wall": gettext_lazy("wall"),
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
