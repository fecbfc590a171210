"""What is typed about stipends and nights."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.care.naloxone.forms import COUNT, OpenNight
from waymeet.care.naloxone.queries import areas
from waymeet.care.peers.bulk import Told
from waymeet.care.peers.models import Stipend
from waymeet.care.supplies.queries import items_on_phones


class NewDebrief(forms.Form):
    """How a night was; all of it may be left out but one."""

    words = forms.CharField(
        label=_("How was it?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        required=False,
        help_text=_("Sealed: only the outreach team reads it. No names of people you met."),
    )
    call = forms.BooleanField(label=_("I would like somebody to call me"), required=False)


class NewStipend(forms.Form):
    """One day's stipend."""

    peer = forms.TypedChoiceField(label=_("Peer"), coerce=UUID)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    what = forms.ChoiceField(label=_("For"), choices=Stipend.What.choices)
    amount = forms.DecimalField(label=_("Dollars"), min_value=Decimal("0.01"), max_value=10_000, decimal_places=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        peer: Any = self.fields["peer"]
        peer.choices = [(str(person), shown_as) for person, shown_as in people_who_may(May.WRITE_DEBRIEFS)]

    def cents(self) -> int:
        return int(self.cleaned_data["amount"] * 100)


class Bulk(OpenNight):
    """Taken along, or handed on. One item is enough."""

    what = forms.ChoiceField(
        label=_("What happened"),
        choices=[("taken", _("I took things along")), ("handed_on", _("I handed things on"))],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = {f"item-{item.number}": item.number for item in items_on_phones()}
        for item in items_on_phones():
            self.fields[f"item-{item.number}"] = forms.IntegerField(label=item.shown_as, **COUNT)
        self.fields["area"] = forms.TypedChoiceField(
            label=_("Handed on in"),
            choices=[("", _("not said")), *((row.number, row.name) for row in areas())],
            coerce=int,
            required=False,
        )
        self.fields["reached"] = forms.IntegerField(label=_("To about how many people"), **COUNT)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("area", "reached"):
            if said.get("what") == "taken" and said.get(name):
                self.add_error(name, _("Only what was handed on has this. Leave it empty."))
        return said

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            taken=said["what"] == "taken",
            items={number: said[name] or 0 for name, number in self._items.items()},
            area=said["area"] or 0,
            reached=said["reached"] or 0,
        )
