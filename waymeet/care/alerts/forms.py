"""What was heard, and the words of an alert."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from waymeet.care.alerts import rules
from waymeet.care.alerts.models import Alert
from waymeet.care.alerts.subjects import About, Told
from waymeet.care.naloxone.queries import area_choices
from waymeet.care.reversals.answers import Drug
from waymeet.kernel import clock

# What an alert may begin with; whoever writes it says it in their own words.
BEGINNINGS = {
    About.MORE: _("People told us of more overdoses than usual this week."),
    About.DOSES: _("People told us that it takes more naloxone than usual this week. Carry two boxes."),
    About.TOLD: _("People told us that what is going round is not what they expected."),
}


class Hear(forms.Form):
    """What somebody said, in a closed list: no words of theirs, nothing about them."""

    told = forms.ChoiceField(
        label=_("What did they say?"),
        choices=Told.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they said.")},
    )
    sold_as = forms.ChoiceField(label=_("Sold as"), choices=[("", _("not said")), *Drug.choices], required=False)
    area_number = forms.ChoiceField(label=_("Which neighborhood?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas: Any = self.fields["area_number"]
        areas.choices = [("", _("not said")), *area_choices()]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return given | {"area_number": int(given["area_number"] or 0)}


def _words(label: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "data-words": True})
    return forms.CharField(
        label=label, max_length=600, widget=area, error_messages={"required": _("Both languages hang side by side.")}
    )


class Write(forms.Form):
    """An alert: what about, where, in both languages, until when."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=About.choices, widget=forms.RadioSelect)
    words_en = _words(_("In English"))
    words_es = _words(_("In Spanish"))
    area_numbers = forms.MultipleChoiceField(
        label=_("Where?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None for the whole town. Never a street, a house or a person: not in the words either."),
    )
    until_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Two weeks are usual, four the most. It ends by itself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas: Any = self.fields["area_numbers"]
        areas.choices = area_choices()

    def clean_until_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["until_on"]
        if not clock.today() <= day <= clock.today() + dt.timedelta(days=rules.LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a last day from today to four weeks from now."))
        return day


def beginning(about: str, area: str) -> dict[str, Any]:
    """What stands in a new alert's form."""
    chosen = About(about) if about in About.values else About.TOLD
    first: dict[str, Any] = {"about": chosen.value, "area_numbers": [area] if area.isdigit() and area != "0" else []}
    for language in ("en", "es"):
        with override(language):
            first[f"words_{language}"] = str(BEGINNINGS[chosen])
    return first | {"until_on": (clock.today() + dt.timedelta(days=rules.USUAL_DAYS)).isoformat()}


def as_written(row: Alert) -> dict[str, Any]:
    return {
        "about": row.about,
        "words_en": row.words_en,
        "words_es": row.words_es,
        "area_numbers": [str(number) for number in row.area_numbers],
        "until_on": row.until_on.isoformat(),
    }
