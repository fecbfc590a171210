"""A question to add, a survey to plan, and a sheet whose lines are exactly the questions that may be asked today."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.care.questions import queries, rules
from waymeet.care.questions.models import Question, Survey
from waymeet.care.questions.services import MOST_NUMBER, YEAR
from waymeet.kernel import clock

DAY = {"type": "date"}


def read_for_words() -> forms.TextInput:
    return forms.TextInput(attrs={"data-words": True})


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **more)


def pairs(text: str) -> list[tuple[str, str]]:
    """Lines of "English | Spanish"."""
    found = [tuple(part.strip()[:80] for part in line.split("|")) for line in text.splitlines() if line.strip()]
    if any(len(pair) != 2 or not all(pair) for pair in found):
        raise forms.ValidationError(_("Write each answer in both languages, with a | between: Yes | Sí."))
    return [(english, spanish) for english, spanish in found]


class AddQuestion(forms.Form):
    """Everything a question has to have."""

    text_en = forms.CharField(label=_("Question in English"), max_length=200, widget=read_for_words())
    text_es = forms.CharField(label=_("Question in Spanish"), max_length=200, widget=read_for_words())
    purpose_en = forms.CharField(
        label=_("What it is for, in English"),
        max_length=300,
        widget=read_for_words(),
        help_text=_("Whoever is asked reads this beside the question."),
    )
    purpose_es = forms.CharField(label=_("What it is for, in Spanish"), max_length=300, widget=read_for_words())
    demanded_by = forms.CharField(
        label=_("Who demands it"), max_length=80, help_text=_("The funder's name, always the same; or ourselves.")
    )
    veto_by = forms.ChoiceField(label=_("Who may veto it"), choices=Question.VetoBy.choices)
    expires_on = day_field(
        _("Asked until"), help_text=_("A year from today at most. Then somebody has to want it again.")
    )
    asked_in = forms.ChoiceField(label=_("Where it is asked"), choices=Question.AskedIn.choices)
    kind = forms.ChoiceField(label=_("How it is answered"), choices=Question.Kind.choices)
    options = forms.CharField(
        label=_("Answers to choose from"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=_("One a line, both languages: Yes | Sí. Nobody has to answer; that is always there."),
    )
    seconds = forms.IntegerField(
        label=_("Seconds it takes"),
        min_value=1,
        max_value=600,
        help_text=_("Your estimate; it is added up for each funder."),
    )
    times_a_quarter = forms.IntegerField(
        label=_("Times asked in a quarter"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("Only for forms; surveys are counted."),
    )

    def clean_options(self) -> list[tuple[str, str]]:
        return pairs(self.cleaned_data["options"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == Question.Kind.NUMBER and said.get("options"):
            self.add_error("options", _("A number has no answers to choose from. Empty this, or ask otherwise."))
        return said

    def clean_expires_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["expires_on"]
        if not clock.today() <= day <= clock.today() + YEAR:
            raise forms.ValidationError(_("Choose a last day within a year from today."))
        return day


class Complete(forms.Form):
    """The answers of a question that came without any."""

    options = forms.CharField(
        label=_("Answers to choose from"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, both languages: Yes | Sí. Nobody has to answer; that is always there."),
    )

    def clean_options(self) -> list[tuple[str, str]]:
        return pairs(self.cleaned_data["options"])


class Renew(forms.Form):
    """A new last day."""

    expires_on = day_field(_("Asked until"))


class Veto(forms.Form):
    """Why not."""

    reason = forms.ChoiceField(label=_("Why not?"), choices=Question.Reason.choices)


class PlanSurvey(forms.Form):
    """Which questions, whom, how long."""

    called_en = forms.CharField(label=_("Name in English"), max_length=80)
    called_es = forms.CharField(label=_("Name in Spanish"), max_length=80)
    asks = forms.MultipleChoiceField(label=_("Questions"), widget=forms.CheckboxSelectMultiple)
    way = forms.ChoiceField(label=_("Who is invited"), choices=Survey.Way.choices, widget=forms.RadioSelect)
    every = forms.IntegerField(
        label=_("Every how many visits"),
        min_value=1,
        max_value=100,
        initial=5,
        help_text=_("Only for every n-th visit."),
    )
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks: Any = self.fields["asks"]
        rows = [line.row for line in queries.register() if line.row.retired_on is None]
        asks.choices = [(str(row.pk), row.text) for row in rows if row.asked_in == Question.AskedIn.SURVEY]


class Visits(forms.Form):
    """How many there were in all."""

    visits = forms.IntegerField(
        label=_("Visits in all while the survey ran"),
        min_value=1,
        max_value=1_000_000,
        help_text=_("Every visit, also of those who were not asked."),
    )


class Sheet(forms.Form):
    """The questions that may be asked today, each skippable, with its reason beside it."""

    def __init__(self, survey: Survey, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.asked = queries.asked_in(survey)
        for name, found in self.asked.items():
            self.fields[name] = question_field(found)
            if found.kind == rules.Kind.NUMBER:
                self.fields[f"{name}-not"] = forms.BooleanField(label=_("I would rather not say"), required=False)

    def given(self) -> dict[str, Any]:
        """As it is counted: what somebody would rather not say is an answer of its own."""
        said = self.cleaned_data
        return {name: rules.RATHER_NOT if said.get(f"{name}-not") else said.get(name) for name in self.asked}


class PaperSheet(Sheet):
    """A sheet that was answered on paper."""

    def __init__(self, survey: Survey, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(survey, data)
        first = day_field(_("A day of the week it was answered in"), initial=clock.today())
        self.fields = {"week_of": first} | self.fields


def question_field(found: Question) -> forms.Field:
    """For any form of care that asks a participant: never required, and its reason is its help."""
    told: dict[str, Any] = {"label": found.text, "help_text": found.purpose, "required": False}
    if found.kind == rules.Kind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=MOST_NUMBER, **told)
    choices = [*found.choices, (rules.RATHER_NOT, _("I would rather not say"))]
    if found.kind == rules.Kind.MANY:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
