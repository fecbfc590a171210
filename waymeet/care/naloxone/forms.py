"""What people choose on the kit pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.care.naloxone import rules
from waymeet.care.supplies.models import Item, Program


class OpenNight(forms.Form):
    """Which program goes out tonight."""

    program = forms.ModelChoiceField(label=_("Program"), queryset=Program.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        program: Any = self.fields["program"]
        program.queryset = Program.objects.filter(ended_on=None)
        program.label_from_instance = lambda row: row.shown_as


class PoolDay(forms.Form):
    """Whose day's pool to open."""

    day = forms.DateField()


def _shown_choices() -> list[tuple[Any, Any]]:
    kinds = [(kind.value, kind.label) for kind in Item.Kind]
    barriers = [(f"barrier-{number}", words) for number, words in rules.BARRIERS.items()]
    return [(_("Handed out"), kinds), (_("Barriers people named"), barriers)]


class Shown(forms.Form):
    """What the grid counts."""

    show = forms.ChoiceField(label=_("Count"), choices=_shown_choices)
