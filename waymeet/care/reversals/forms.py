"""The report, the same from a poster and from paper; and the wish to talk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.care.naloxone.queries import area_choices
from waymeet.care.reversals import answers, queries, rules


def _open(choices: Iterable[tuple[Any, Any]], words: Any, **more: Any) -> forms.ChoiceField:
    """A question that may stay open, as choices to tap."""
    return forms.ChoiceField(label=words, choices=list(choices), required=False, widget=forms.RadioSelect, **more)


class Tell(forms.Form):
    """Two answers are asked for, when and how many doses, and "I do not know" is one. All else may stay open."""

    happened = forms.ChoiceField(
        label=_("When was it?"),
        choices=answers.When.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say about when it was.")},
    )
    doses = forms.ChoiceField(
        label=_("How many doses were given?"),
        help_text=_("A box usually holds two."),
        choices=[("", "…"), *rules.DOSES],
        error_messages={"required": _("Say how many doses, or that you do not know.")},
    )
    product = forms.ChoiceField(label=_("What was given?"), required=False)
    lived = _open(answers.Lived.choices, _("Did the person live?"))
    called_911 = _open(answers.Called.choices, _("Did anybody call 911?"))
    breathing = _open(answers.Did.choices, _("Were rescue breaths given?"))
    stayed = _open(answers.Did.choices, _("Did somebody stay with the person?"))
    drugs = forms.MultipleChoiceField(
        label=_("What may have been involved?"),
        choices=answers.Drug.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    where = _open(answers.Where.choices, _("What kind of place was it?"))
    area_number = forms.ChoiceField(label=_("Which neighborhood?"), required=False)
    teller = _open(answers.Teller.choices, _("Who is telling this?"))
    lot = forms.CharField(
        label=_("Lot number on the box"),
        max_length=20,
        required=False,
        help_text=_("If you still have it. Letters and digits, nothing else."),
    )
    refill = forms.BooleanField(label=_("I need new naloxone"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = ("", _("not said"))
        product: Any = self.fields["product"]
        product.choices = [nothing, *((item.number, item.shown_as) for item in queries.products())]
        areas: Any = self.fields["area_number"]
        areas.choices = [nothing, *area_choices()]

    def clean_lot(self) -> str:
        typed = self.cleaned_data["lot"]
        lot = rules.lot_as_printed(typed)
        if typed.strip() and not lot:
            raise forms.ValidationError(
                _("This is not how a lot number looks. Copy letters and digits, or leave it empty.")
            )
        return lot

    def said(self) -> dict[str, Any]:
        """As the service takes it."""
        given = dict(self.cleaned_data)
        for name in ("product", "area_number"):
            given[name] = int(given[name]) if given[name] else None
        return given | {"doses": rules.doses_of(given["doses"])}


class Wish(forms.Form):
    """How to reach somebody who would like to talk."""

    reach = forms.CharField(
        label=_("How can we reach you?"),
        max_length=200,
        help_text=_("A phone number, an email, or where you can be found. No name is needed."),
    )


class Review(forms.Form):
    """What whoever looks it over came to."""

    finding = forms.ChoiceField(choices=[choice for choice in answers.Finding.choices if choice[0]])
