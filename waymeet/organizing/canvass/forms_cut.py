"""What somebody chooses before a cut: which pass, where, how large, how to walk."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.turf.cutting import Size
from waymeet.organizing.turf.queries.desk import PassLine, place_called
from waymeet.organizing.turf.queries.town import AreaFacts, NeighbourhoodFacts
from waymeet.organizing.turf.services.turf import Part

NEW = "new"
CORNER = re.compile(r"(-?\d{1,3}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)")
WHERE = [
    ("area", _("one area")),
    ("neighbourhood", _("one neighbourhood")),
    ("shape", _("a shape drawn on the map")),
    ("town", _("the whole town")),
]


class Cut(forms.Form):
    """`part()`, `size()`, `start` and the rest are what a plan needs."""

    canvass_pass = forms.ChoiceField(label=_("Pass"), help_text=_("One round over the doors."))
    pass_name = forms.CharField(label=_("Name of the new pass"), max_length=80, required=False)
    follows = forms.ChoiceField(label=_("Second pass: only doors nobody has answered in"), required=False)
    notes_allowed = forms.BooleanField(
        label=_("Notes can be written at doors"),
        help_text=_("Switch this off where a written note could harm somebody."),
        required=False,
        initial=True,
    )
    where = forms.ChoiceField(label=_("Where"), choices=WHERE, widget=forms.RadioSelect)
    area = forms.TypedChoiceField(label=_("Area"), coerce=int, empty_value=None, required=False)
    neighbourhood = forms.TypedChoiceField(label=_("Neighbourhood"), coerce=int, empty_value=None, required=False)
    shape = forms.CharField(
        label=_("Corners of the shape"),
        help_text=_("Drawn on the map, or typed as latitude,longitude with spaces between the corners."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-shape": ""}),
    )
    size = forms.IntegerField(label=_("How large a turf should be"), min_value=1, max_value=2000, initial=50)
    unit = forms.ChoiceField(
        label=_("Counted in"),
        choices=[("doors", _("doors")), ("minutes", _("minutes, walking and talking"))],
        widget=forms.RadioSelect,
        initial="doors",
        help_text=_("A minute is counted at 2 minutes a door and the pace of a person on foot."),
    )
    sides = forms.ChoiceField(
        label=_("How to walk a street"),
        choices=[("both", _("both sides, crossing where it is shorter")), ("one", _("one side, then the other"))],
        widget=forms.RadioSelect,
        initial="both",
    )
    start = forms.CharField(
        label=_("Begin near"), help_text=_("An address or a street, as in: 12 Clinton Avenue."), required=False
    )

    def __init__(
        self,
        passes: Sequence[PassLine],
        areas: Sequence[AreaFacts],
        neighbourhoods: Sequence[NeighbourhoodFacts],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        still_open = [(str(one.id), one.name) for one in passes if one.closed_on is None]
        fields["canvass_pass"].choices = [*still_open, (NEW, _("a new pass"))]
        fields["follows"].choices = [("", _("not a second pass: every door")), *((str(p.id), p.name) for p in passes)]
        fields["area"].choices = [("", _("choose")), *((a.number, f"{a.number} {a.name} ({a.doors})") for a in areas)]
        named = [(part.number, f"{part.name} ({part.doors})") for part in neighbourhoods if part.doors]
        fields["neighbourhood"].choices = [("", _("choose")), *named]

    def clean(self) -> dict[str, Any]:
        """What one choice needs of another."""
        given = super().clean() or {}
        where = given.get("where")
        if where in ("area", "neighbourhood") and given.get(where) is None:
            self.add_error(where, _("Choose one from the list."))
        if where == "shape" and len(self.ring()) < 3:
            self.add_error("shape", _("A shape needs at least three corners. Draw it on the map, or choose an area."))
        if given.get("start") and place_called(given["start"]) is None:
            self.add_error("start", _("There is no such address or street here. Check the spelling or leave it empty."))
        return given

    def ring(self) -> list[tuple[float, float]]:
        """(lat, lon) degrees of the corners."""
        return [(float(lat), float(lon)) for lat, lon in CORNER.findall(self.cleaned_data.get("shape", ""))]

    def part(self) -> Part:
        where = self.cleaned_data["where"]
        if where == "shape":
            return Part(ring=self.ring())
        if where == "town":
            return Part()
        return Part(**{where: self.cleaned_data[where]})

    def size_wanted(self) -> Size:
        size = self.cleaned_data["size"]
        return Size(doors=size) if self.cleaned_data["unit"] == "doors" else Size(minutes=float(size))

    def start_place(self) -> tuple[float, float] | None:
        return place_called(self.cleaned_data["start"]) if self.cleaned_data["start"] else None

    def follows_pass(self, passes: Sequence[PassLine]) -> UUID | None:
        """The pass this is the second pass of: said here for a new pass, kept with the pass for one that is open."""
        chosen = self.cleaned_data["canvass_pass"]
        if chosen == NEW:
            return UUID(self.cleaned_data["follows"]) if self.cleaned_data["follows"] else None
        return next((one.follows_id for one in passes if str(one.id) == chosen), None)
