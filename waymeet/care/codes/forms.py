"""What is typed of a code. Nothing of it is kept as it was typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.trainings.queries import courses
from waymeet.care.codes import formulas
from waymeet.care.codes.services import MOST_CARDS
from waymeet.design.days import weeks_lately


class Shown(forms.Form):
    """A code that somebody shows."""

    code = forms.CharField(label=_("Card code"), max_length=20)


class FoundAgain(forms.Form):
    """The phrase of somebody who has no card with them."""

    phrase = forms.CharField(label=_("Find-me-again phrase"), max_length=200)


class NewPhrase(forms.Form):
    """A phrase somebody chooses, or none."""

    phrase = forms.CharField(
        label=_("Find-me-again phrase"),
        max_length=200,
        required=False,
        help_text=_("Only if they want one: words nobody guesses, no name and no birthday. Empty takes it away."),
    )


class Course(forms.Form):
    """A course somebody has had, and when about."""

    course = forms.ChoiceField(label=_("Course"))
    iso_week = forms.ChoiceField(label=_("Week that began on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course: Any = self.fields["course"]
        course.choices = [(str(one.pk), str(one)) for one in courses()]
        week: Any = self.fields["iso_week"]
        week.choices = weeks_lately()


class Cards(forms.Form):
    """How many fresh cards."""

    how_many = forms.IntegerField(label=_("How many cards"), min_value=1, max_value=MOST_CARDS, initial=12)


FORMULAS = {
    "les": _("Lower East Side, New York"),
    "neo": _("NEO, Ontario"),
    "pasmo": _("PASMO, Central America"),
    "urn": _("Ryan White URN"),
    "euci": _("Ryan White eUCI (hashed)"),
}
WRONG = _("This formula needs something else. Check the letters, the day and the gender with the person.")


class FunderCode(forms.Form):
    """What a person says for a funder's code; it lives as long as the answer."""

    formula = forms.ChoiceField(label=_("Formula"), choices=list(FORMULAS.items()))
    first = forms.CharField(label=_("First name"), max_length=60, required=False)
    last = forms.CharField(label=_("Last name"), max_length=60, required=False)
    mother_first = forms.CharField(label=_("Mother's first name"), max_length=60, required=False)
    born = forms.DateField(label=_("Day of birth"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    gender = forms.CharField(
        label=_("Gender, as the formula writes it"),
        max_length=1,
        required=False,
        help_text=_("NEO and PASMO: M, F or T. Ryan White: 1, 2, 3, or 9 where it is not said."),
    )
    agreed = forms.BooleanField(label=_("They agreed just now that this funder gets a code made from their name"))

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        if not self.errors:
            try:
                self.code = made(self.cleaned_data)
            except formulas.CannotSay as trouble:
                raise forms.ValidationError(WRONG) from trouble
        return said


def made(said: dict[str, Any]) -> str:
    first, last, born, gender = said["first"], said["last"], said["born"], said["gender"]
    if said["formula"] == "les":
        return formulas.les(last=last, mother_first=said["mother_first"], born=born)
    if said["formula"] == "neo":
        return formulas.neo(first=first, last=last, born=born, gender=gender)
    if said["formula"] == "pasmo":
        return formulas.pasmo(last=last, born=born, gender=gender)
    urn = formulas.urn(first=first, last=last, born=born, gender=gender or "9")
    return urn if said["formula"] == "urn" else formulas.euci(urn)
