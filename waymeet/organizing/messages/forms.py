"""What is typed to write a message."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.messages.models import Message


def _subject(label: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=120, required=False, widget=widget, help_text=_("Emails only."))


def _body(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=4000, required=False, widget=widget)


class Write(forms.Form):
    """To whom, how, and the words in one or two languages."""

    to = forms.ChoiceField(label=_("To whom"))
    channel = forms.ChoiceField(
        label=_("How"), choices=Message.Channel.choices, widget=forms.RadioSelect, initial=Message.Channel.TEXT
    )
    subject_en = _subject(_("Subject in English"))
    body_en = _body(_("Words in English"))
    subject_es = _subject(_("Subject in Spanish"))
    body_es = _body(_("Words in Spanish"))

    def __init__(self, choices: Sequence[tuple[Any, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = list(choices)

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        source, _colon, of = given.pop("to").partition(":")
        return {**given, "source": source, "of": UUID(of)}


class Sure(forms.Form):
    """The number that was shown, so that a list that changed meanwhile is looked at again."""

    sure = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
