"""What is asked about kits needed, and a file of curves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from waymeet.care.saturation.queries import Curves

MOST_BYTES = 1_000_000


class Needed(forms.Form):
    """Which state, for which share, and how many people live there and here."""

    state = forms.ChoiceField(label=_("State"))
    target = forms.IntegerField(
        label=_("Percent of witnessed overdoses with naloxone"), min_value=1, max_value=99, initial=80
    )
    state_people = forms.IntegerField(label=_("People in the state"), min_value=1, max_value=10**9, required=False)
    our_people = forms.IntegerField(
        label=_("People where we work"),
        min_value=1,
        max_value=10**9,
        required=False,
        help_text=_("Give both, and the state's need is shown for your county, by its share of people."),
    )

    def __init__(self, curves: Curves, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state: Any = self.fields["state"]
        state.choices = [(one.name, one.name) for one in curves.states]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        ours, theirs = said.get("our_people"), said.get("state_people")
        if ours and theirs and ours > theirs:
            raise forms.ValidationError(
                _("More people live where you work than in the whole state. Check the numbers.")
            )
        return said


class Source(forms.Form):
    """Which file of curves."""

    curves = forms.ChoiceField(label=_("Curves"))

    def __init__(self, choices: Sequence[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        curves: Any = self.fields["curves"]
        curves.choices = choices


class BringCurves(forms.Form):
    """A file of the same columns."""

    called = forms.CharField(label=_("What it is called"), max_length=80)
    source = forms.CharField(label=_("Where it comes from"), max_length=200)
    baseline = forms.IntegerField(label=_("Baseline year"), min_value=1990, max_value=2100)
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV with the columns state, kind, a, b, a_lower, b_lower, a_upper and b_upper."),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )

    def clean_file(self) -> bytes:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large for a file of curves."))
        return file.read()
