"""What is written in a file: goals, tasks, plans, notes; and what a participant writes on their own page."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from waymeet.casefiles import kinds
from waymeet.design.outside import code_line
from waymeet.kernel import clock

WEEKS = 26


def _words(label: Any, rows: int, **more: Any) -> forms.CharField:
    attrs = {"rows": rows, "autocomplete": "off", "data-words": True}
    return forms.CharField(label=label, max_length=8000, widget=forms.Textarea(attrs=attrs), **more)


def _apart() -> forms.BooleanField:
    label = _("Somebody else's words or secrets stand in it")
    return forms.BooleanField(label=label, required=False, help_text=_("Then their own page leaves it out."))


class Writing(forms.Form):
    """Changed, it keeps what it said before; `seen` is the version that was changed."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class Goal(Writing):
    """What somebody wants, as they say it."""

    words = _words(_("What they want, in their own words"), 2, error_messages={"required": kinds.FIRST[kinds.GOAL]})
    state = forms.ChoiceField(label=_("How it stands"), choices=kinds.Goal.choices, initial=kinds.Goal.OPEN)


class Task(Writing):
    """What is to be done next."""

    words = _words(_("What is to be done"), 2, error_messages={"required": kinds.FIRST[kinds.TASK]})
    who = forms.ChoiceField(label=_("Who does it"), choices=[("", _("not said")), *kinds.Who.choices], required=False)
    week = forms.ChoiceField(label=_("By which week"), required=False)
    state = forms.ChoiceField(label=_("How it stands"), choices=kinds.Task.choices, initial=kinds.Task.OPEN)
    apart = _apart()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["week"]
        field.choices = _weeks(str(self.initial.get("week") or ""))


def _weeks(known: str) -> list[tuple[str, Any]]:
    """Half a year from this week on, and the week that was said before."""
    this = clock.monday_of(clock.iso_week(clock.today()))
    ahead = [this + dt.timedelta(weeks=number) for number in range(WEEKS)]
    mondays = {clock.iso_week(day): day for day in ahead}
    if known:
        mondays[known] = clock.monday_of(known)
    said = [(week, _("week of %(day)s") % {"day": date_format(day)}) for week, day in sorted(mondays.items())]
    return [("", _("no week")), *said]


class Plan(Writing):
    """A plan for when it matters: an overdose, a bad night, a court day."""

    title = forms.CharField(
        label=_("What it is for"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("For example staying safe when using alone, a court day, a bad night."),
    )
    words = _words(_("The plan"), 5, error_messages={"required": kinds.FIRST[kinds.PLAN]})
    apart = _apart()


class Note(Writing):
    """A note."""

    words = _words(_("Note"), 5, error_messages={"required": kinds.FIRST[kinds.NOTE]})
    apart = _apart()


class Reply(forms.Form):
    """What was said to what they wrote; they read it on their page."""

    reply = forms.CharField(
        label=_("What you answer"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "data-words": True}),
        help_text=_("They read it on their own page."),
    )


FORMS: Mapping[str, type[Writing]] = {kinds.GOAL: Goal, kinds.TASK: Task, kinds.PLAN: Plan, kinds.NOTE: Note}


def empty() -> dict[str, Writing]:
    """One of each, with names of their own on the page they share."""
    return {kind: form(auto_id=f"{kind}_%s") for kind, form in FORMS.items()}


class Secret(forms.Form):
    """The code as it is printed."""

    secret = code_line(_("The code on your paper"))


class Second(forms.Form):
    """The code of the second sheet."""

    second = code_line(_("The code on your second paper"))


class OwnGoal(forms.Form):
    """What they want, written by themselves."""

    words = forms.CharField(
        label=_("What do you want?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    )


class Wrong(forms.Form):
    """What is wrong."""

    words = forms.CharField(
        label=_("What is wrong, and how should it be?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
