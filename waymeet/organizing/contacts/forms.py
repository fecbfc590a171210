"""What people choose about an introduction."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from waymeet.consent import gate
from waymeet.organizing.contacts.models import Introduction


class Assign(forms.Form):
    """Who calls."""

    to = forms.TypedChoiceField(label=_("Who calls"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, people: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = [("", _("nobody yet")), *people]


def _line(label: Any, longest: int, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, **more)


class Told(forms.Form):
    """How to reach somebody. Enough of it to be found again, and no more."""

    name = _line(_("Name"), 60, help_text=_("The name they go by."))
    contact_point = _line(_("How to reach them"), 80)
    best_time = _line(_("Good times"), 40)
    wish = _line(_("What they would like to do or talk about"), 60)


class WhoCame(Told):
    """Somebody who signs up at the desk, or whom a friend sends."""

    wants = forms.ChoiceField(label=_("They"), choices=Introduction.Wants.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("not said")), ("en", "English"), ("es", "Español")], required=False
    )
    agreed = forms.BooleanField(label=_("They agree to the sentence above."))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("contact_point") and "contact_point" not in self.errors:
            self.add_error("contact_point", _("Write down a way to reach them."))
        return given

    def told(self) -> dict[str, str]:
        """By data class, as the gate names them."""
        names = {"en": "English", "es": "Español"}
        said = {name: self.cleaned_data[name] for name in Told.base_fields if self.cleaned_data[name]}
        spoken = names.get(self.cleaned_data["language"])
        return {**said, **({"language": spoken} if spoken else {})}


TO = frozenset({"care", "diversion"})


class Offer(forms.Form):
    """To whom, what, for what, until when, and how it was put to them."""

    name = _line(_("Name"), 60, help_text=_("For your own list, sealed: the name they go by."))
    recipient = forms.ChoiceField(label=_("To whom"), widget=forms.RadioSelect)
    classes = forms.MultipleChoiceField(label=_("What they may be told"), widget=forms.CheckboxSelectMultiple)
    purpose = forms.ChoiceField(label=_("What for"), widget=forms.RadioSelect)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    language = forms.ChoiceField(label=_("Language of the text"), choices=[("en", "English"), ("es", "Español")])
    read_aloud = forms.BooleanField(label=_("I read the text aloud"), required=False)

    def __init__(self, today: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["recipient"].choices = gate.who(TO)
        fields["classes"].choices = gate.what_can_be_told("care")
        fields["classes"].initial = ["name", "contact_point"]
        fields["purpose"].choices = gate.why("diversion")
        fields["purpose"].initial = gate.Purpose.GETTING_HELP
        fields["until"].initial = (today + dt.timedelta(days=30)).isoformat()

    def scope(self) -> gate.Scope:
        said = self.cleaned_data
        return gate.Scope(said["recipient"], frozenset(said["classes"]), said["purpose"], said["until"])


class Yes(forms.Form):
    """What is told, one line for each thing they agreed to, and how they signed."""

    patient_name = forms.CharField(
        label=_("Name on the sheet"), help_text=_("The name they go by is enough."), max_length=80
    )
    signed_how = forms.ChoiceField(
        label=_("How they signed"),
        choices=[("on_paper", _("on paper")), ("on_screen", _("on this screen"))],
        widget=forms.RadioSelect,
    )
    signed_by = forms.CharField(
        label=_("Signature"),
        help_text=_("On a screen: as they type it. On paper: as they signed it."),
        max_length=80,
    )

    def __init__(self, scope: gate.Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(gate.what_can_be_told(scope.recipient, own_document=True))
        self.told_names = [name for name in words if name in scope.classes]
        for name in self.told_names:
            self.fields[f"told_{name}"] = _line(capfirst(words[name]), 200)

    def told(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"told_{name}"] for name in self.told_names}
