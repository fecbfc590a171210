"""Offices in words: what Open States calls lower is an assembly or a house."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OFFICES: dict[str, Any] = {
    "lower": gettext_lazy("State assembly or house"),
    "upper": gettext_lazy("State senate"),
    "legislature": gettext_lazy("State legislature"),
    "governor": gettext_lazy("Governor"),
    "lt_governor": gettext_lazy("Lieutenant governor"),
    "mayor": gettext_lazy("Mayor"),
    "attorney general": gettext_lazy("Attorney general"),
    "secretary of state": gettext_lazy("Secretary of state"),
    "chief election officer": gettext_lazy("Chief election officer"),
}
PLACE = re.compile(r"/(state|territory|district|county|place):([^/]+)")


def in_words(office: str, district: str, jurisdiction: str) -> str:
    """For example: State senate, NY, district 43. What is typed by hand stays as it was typed."""
    parts = [str(OFFICES.get(office, office)), _place(jurisdiction)]
    if district:
        parts.append(_("district %(district)s") % {"district": district} if district.isdigit() else district)
    return ", ".join(part for part in parts if part)


def _place(jurisdiction: str) -> str:
    """Albany, NY, of ocd-jurisdiction/country:us/state:ny/place:albany/government."""
    places = dict(PLACE.findall(jurisdiction))
    state = (places.get("state") or places.get("territory") or places.get("district") or "").upper()
    nearest = places.get("place") or places.get("county") or ""
    return ", ".join(part for part in (nearest.replace("_", " ").title(), state) if part)
