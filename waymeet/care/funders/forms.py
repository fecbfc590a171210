"""A quarter's total, typed in place of records."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from waymeet.care.funders.rules import Map
from waymeet.care.funders.services import MOST


class Total(forms.Form):
    """Which line, and how many."""

    number = forms.ChoiceField(label=_("Line"))
    count = forms.IntegerField(
        label=_("Total of the quarter"),
        min_value=0,
        max_value=MOST,
        required=False,
        help_text=_("Empty: go by the records again."),
    )

    def __init__(self, funder: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = "es" if (get_language() or "").startswith("es") else "en"
        number: Any = self.fields["number"]
        number.choices = [
            (one.number, f"{one.number} {one.words[language]}") for one in funder.lines if one.takes_a_number
        ]
