"""A file in parts, one for each kind of thing in it. Goals come first: the file is theirs before it is ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from waymeet.casefiles import kinds
from waymeet.casefiles.forms_written import Writing
from waymeet.casefiles.reading import File, Lot
from waymeet.casefiles.room import Room

# Of each kind: how its part of the page is called, the page that changes one, and the button that adds one.
HEADINGS = {
    kinds.GOAL: (_("Goals"), _("Change a goal"), _("Add a goal")),
    kinds.TASK: (_("Tasks"), _("Change a task"), _("Add a task")),
    kinds.PLAN: (_("Plans"), _("Change a plan"), _("Add a plan")),
    kinds.NOTE: (_("Notes"), _("Correct a note"), _("Add a note")),
}


@dataclass(frozen=True)
class Part:
    """One kind of thing in a file, as a page shows it."""

    kind: str
    lots: Sequence[Lot]
    form: Writing | None
    to: str

    @property
    def heading(self) -> Any:
        return HEADINGS[self.kind][0]

    @property
    def change(self) -> Any:
        return HEADINGS[self.kind][1]

    @property
    def add(self) -> Any:
        return HEADINGS[self.kind][2]


def parts_of(room: Room, found: File, forms: Mapping[str, Writing]) -> list[Part]:
    return [Part(kind, found.things[kind], forms.get(kind), f"{room.urls}:{kind}") for kind in kinds.WRITTEN]
