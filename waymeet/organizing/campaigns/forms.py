"""What is typed about a structure test."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.campaigns.rules import SUPER_MAJORITY


def _line(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput({"autocomplete": "off"}), **more)


class Plan(forms.Form):
    """With whom, what, by when, out of how many, and how many are wanted."""

    unit = forms.ChoiceField(label=_("With whom"), help_text=_("An open group, or the doors of a turf."))
    ask = _line(_("What is asked of everybody"), 160)
    deadline = forms.DateField(label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}))
    denominator = forms.IntegerField(
        label=_("How many people there are in all"), min_value=1, help_text=_("Everybody, not only those we know.")
    )
    source = _line(_("Who says so"), 160, help_text=_("A member list and its day, a count at the doors, the landlord."))
    target = forms.IntegerField(
        label=_("How many percent are wanted"), min_value=1, max_value=100, initial=SUPER_MAJORITY
    )

    def __init__(self, units: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.choices = units


class Counted(forms.Form):
    """Those whose names we do not write down."""

    many = forms.IntegerField(label=_("Took part, and no name is written down"), min_value=0, max_value=1_000_000)


class Moved(forms.Form):
    """Who moved somebody, out of the people of the unit."""

    moved_by = forms.TypedChoiceField(label=_("Who moved them"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, people: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["moved_by"]
        who.choices = [("", _("nobody we know of")), *people]


class Else(forms.Form):
    """Somebody of the unit who is not on its list yet, out of the people seen last."""

    contact = forms.TypedChoiceField(label=_("Who"), coerce=UUID)

    def __init__(self, people: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["contact"]
        who.choices = people
