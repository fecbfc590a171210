"""What a participant types or chooses on their own page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.consent import wording
from waymeet.consent.rules import Scope


class Number(forms.Form):
    """The receipt number, as it is printed."""

    secret = forms.CharField(
        label=_("Receipt number"),
        help_text=_("The letters and numbers on your receipt. Spaces and dashes do not matter."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class Smaller(forms.Form):
    """What may still be told, and until when."""

    classes = forms.MultipleChoiceField(
        label=_("What they may still know"), widget=forms.CheckboxSelectMultiple, error_messages={}
    )
    until = forms.DateField(label=_("Until, at the latest"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, scope: Scope, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes: Any = self.fields["classes"]
        classes.choices = [(one, wording.WHAT[language][one]) for one in wording.in_order(scope.classes)]
        classes.initial = wording.in_order(scope.classes)
        self.fields["until"].initial = scope.until.isoformat()
        self.fields["until"].widget.attrs["max"] = scope.until.isoformat()
