"""What people type about supplies: names in both languages, and quantities."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from waymeet.care.supplies.models import Item, Place, Program
from waymeet.care.supplies.queries_desk import ItemOfNight


class AddProgram(forms.Form):
    """A program that goes out."""

    name_en = forms.CharField(label=_("Name in English"), max_length=80)
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=80, required=False)


class AddItem(forms.Form):
    """Something to hand out."""

    name_en = forms.CharField(label=_("Name in English"), max_length=80)
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Counts as"), choices=Item.Kind.choices)
    doses = forms.IntegerField(
        label=_("Doses in one"), min_value=0, max_value=99, initial=0, help_text=_("0 where it has none.")
    )


class ChooseNight(forms.Form):
    """Which program's night to count."""

    program = forms.ModelChoiceField(label=_("Program"), queryset=Program.objects.none(), empty_label=None)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        program: Any = self.fields["program"]
        program.queryset = Program.objects.filter(ended_on=None)
        program.label_from_instance = lambda row: row.shown_as


class Quantities(forms.Form):
    """One count an item."""

    def __init__(self, items: Sequence[ItemOfNight], counted: str, sent: QueryDict | None) -> None:
        super().__init__(sent, prefix=counted)
        for item in items:
            self.fields[str(item.number)] = forms.IntegerField(
                label=item.name,
                min_value=0,
                max_value=100_000,
                initial=getattr(item, counted),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def counts(self) -> dict[int, int]:
        return {int(number): count for number, count in self.cleaned_data.items() if number.isdigit()}


class TakenOut(Quantities):
    """One count an item, and where it is taken from; what comes back goes there again."""

    def __init__(
        self, items: Sequence[ItemOfNight], places: Sequence[Place], of: Place | None, sent: QueryDict | None
    ) -> None:
        super().__init__(items, "taken_out", sent)
        choices = [("", _("not counted in anywhere")), *((str(place.id), place.shown_as) for place in places)]
        self.fields["place"] = forms.ChoiceField(
            label=_("Taken from"), choices=choices, required=False, initial=str(of.id) if of else ""
        )

    @property
    def place(self) -> UUID | None:
        return UUID(self.cleaned_data["place"]) if self.cleaned_data["place"] else None
