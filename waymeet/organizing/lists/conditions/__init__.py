"""Every kind of condition there is. A later part of organizing adds a file with its `KINDS`, and its name here."""

from collections.abc import Mapping

from waymeet.organizing.lists.conditions import (
    about_events,
    about_guarded,
    about_leadership,
    about_one_on_ones,
    about_people,
)
from waymeet.organizing.lists.conditions.kind import Kind

ABOUT = (about_people, about_events, about_one_on_ones, about_leadership, about_guarded)
EVERY: Mapping[str, Kind] = {one.name: one for about in ABOUT for one in about.KINDS}
CLASSED = frozenset(one.name for one in about_guarded.KINDS)  # a list that asks one of these is sealed

__all__ = ["CLASSED", "EVERY", "Kind"]
