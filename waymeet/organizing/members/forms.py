"""What a person types on their own page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.design.outside import code_line
from waymeet.organizing.contacts.models import Contact


def _line(label: Any, most: int) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget)


def _lines(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=600, required=False, widget=widget, help_text=_("One on each line."))


class Secret(forms.Form):
    """The code as it is printed."""

    secret = code_line(_("The code on your paper"))


class Reach(forms.Form):
    """How they want to be called and reached."""

    chosen_name = _line(_("What you want to be called"), 80)
    pronouns = _line(_("Pronouns"), 40)
    phones = _lines(_("Phone numbers"))
    emails = _lines(_("Emails"))
    reach_by = forms.ChoiceField(
        label=_("How we should reach you"), choices=[("", _("not said")), *Contact.Channel.choices], required=False
    )
    reach_when = _line(_("When"), 120)
    not_by = forms.MultipleChoiceField(
        label=_("Never by"),
        choices=Contact.Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All of them: we leave you alone."),
    )

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "not_by": " ".join(self.cleaned_data["not_by"])}


def as_known(contact: Contact, points: Any) -> dict[str, Any]:
    """What stands in the form to begin with."""
    lines = {f"{kind}s": "\n".join(one.value for one in points if one.kind == kind) for kind in ("phone", "email")}
    plain = {name: getattr(contact, name) for name in ("chosen_name", "pronouns", "reach_by", "reach_when")}
    return plain | lines | {"not_by": contact.not_by.split()}


class Wrong(forms.Form):
    """Something is wrong."""

    words = forms.CharField(
        label=_("What is wrong, and how should it be?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
