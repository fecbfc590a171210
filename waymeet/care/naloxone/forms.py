"""What people choose on the kit pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.care.naloxone import queries, rules
from waymeet.care.naloxone.paper import MOST, Tally
from waymeet.care.supplies.models import Item, Program
from waymeet.care.supplies.queries import items_on_phones
from waymeet.care.teaching.places import Setting


class OpenNight(forms.Form):
    """Which program goes out tonight."""

    program = forms.ModelChoiceField(label=_("Program"), queryset=Program.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        program: Any = self.fields["program"]
        program.queryset = Program.objects.filter(ended_on=None)
        program.label_from_instance = lambda row: row.shown_as


COUNT: dict[str, Any] = {
    "required": False,
    "min_value": 0,
    "max_value": MOST,
    "widget": forms.NumberInput(attrs={"inputmode": "numeric"}),
}


class PaperTally(OpenNight):
    """What a paper says after a night: only program, day and one count are needed."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    area = forms.TypedChoiceField(label=_("Area"), coerce=int, required=False)
    people = forms.IntegerField(
        label=_("People met"), help_text=_("Leave it empty where nobody counted: it is one visit then."), **COUNT
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area: Any = self.fields["area"]
        area.choices = [("", _("not known")), *((row.number, row.name) for row in queries.areas())]
        self._items = {f"item-{item.number}": item.number for item in items_on_phones()}
        self._barriers = {f"barrier-{number}": number for number in rules.BARRIERS}
        for item in items_on_phones():
            self.fields[f"item-{item.number}"] = forms.IntegerField(label=item.shown_as, **COUNT)
        self.fields["reason"] = forms.TypedChoiceField(
            label=_("Why they took kits"), choices=[("", _("not said")), *rules.REASONS.items()], required=False,
            coerce=int,
        )  # fmt: skip
        self.fields["setting"] = forms.ChoiceField(
            label=_("Where was it?"), required=False,
            choices=[("", _("not said")), *Setting.choices],
            help_text=_("Counted by month, without the area: it stands nowhere beside the rest of this paper."),
        )  # fmt: skip
        self.fields["secondary"] = forms.BooleanField(label=_("Taken to be handed on to others"), required=False)
        self.fields["reached"] = forms.IntegerField(label=_("Handed on to about how many people"), **COUNT)
        for number, words in rules.BARRIERS.items():
            self.fields[f"barrier-{number}"] = forms.IntegerField(label=words, **COUNT)

    def clean(self) -> dict[str, Any]:
        """What would be kept nowhere is not taken."""
        said = super().clean() or {}
        if said.get("reached") and not said.get("secondary"):
            self.add_error("secondary", _("Say here that it was taken to be handed on, or leave empty to how many."))
        met = said.get("people") or any(said.get(name) for name in self._items)
        if (said.get("reason") or said.get("secondary")) and not met:
            self.add_error("people", _("Say how many people were met, or what was handed out."))
        return said

    @property
    def barriers(self) -> list[Any]:
        return [self[name] for name in self._barriers]

    @property
    def rest(self) -> list[Any]:
        return [part for part in self if part.name not in self._barriers]

    def tally(self) -> Tally:
        said = self.cleaned_data
        return Tally(
            area=said["area"] or 0,
            people=said["people"] or 0,
            items={number: said[name] or 0 for name, number in self._items.items()},
            barriers={number: said[name] or 0 for name, number in self._barriers.items()},
            secondary=said["secondary"],
            reached=said["reached"] or 0,
            reason=said["reason"] or 0,
            setting=said["setting"],
        )


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
