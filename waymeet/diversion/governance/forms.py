"""Agencies, seats, meetings, motions, promises, and what was asked of whom."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.diversion.agencies.models import Kind
from waymeet.diversion.agencies.queries import agency_choices
from waymeet.diversion.governance.models import Clause, Seat
from waymeet.diversion.governance.said import CAME, NEEDS, Body, Every, How, Kept, What, WhyNot
from waymeet.diversion.incidents.models import RuleVersion
from waymeet.kernel import clock

PUBLIC_WORDS = _("These are public words: no participant, and nobody's name.")
BACK, AHEAD = 60, 3


class DayInput(forms.DateInput):
    input_type = "date"


def _line(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attrs={"autocomplete": "off"}), **more)


def _words(label: Any, most: int, rows: int, **more: Any) -> forms.CharField:
    attrs = {"rows": rows, "autocomplete": "off", "data-words": True}
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs=attrs), **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, **more)


def _fill(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    field: Any = form.fields[name]
    field.choices = list(choices)


def months() -> list[tuple[str, str]]:
    """Five years back and a quarter ahead, the latest first."""
    today = clock.today()
    now = today.year * 12 + today.month - 1
    named = [clock.month_of(dt.date(at // 12, at % 12 + 1, 1)) for at in range(now + AHEAD, now - BACK, -1)]
    return [(month, month) for month in named]


class AgencyForm(forms.Form):
    """An office that signs, decides, sends or owes."""

    name = _line(_("What the agency is called"), 120)
    kind = forms.ChoiceField(label=_("What it does"), choices=Kind.choices)


class SeatForm(forms.Form):
    """A seat in a body."""

    body = forms.ChoiceField(label=_("Body"), choices=Body.choices)
    agency_id = forms.ChoiceField(label=_("Agency"), required=False)
    place = _line(
        _("Office, or part of the community"),
        120,
        required=False,
        help_text=_("For example chief, or Arbor Hill. Never who sits there."),
    )
    votes = forms.BooleanField(label=_("Has a vote"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "agency_id", [("", _("the community")), *agency_choices()])

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return given | {"agency_id": int(given["agency_id"]) if given["agency_id"] else None}


class MeetingForm(forms.Form):
    """A body meets."""

    body = forms.ChoiceField(label=_("Body"), choices=Body.choices)
    day = _day(_("Day"))


class MinutesForm(forms.Form):
    """Who was here, by seat, and what is to be remembered."""

    here = forms.MultipleChoiceField(
        label=_("Seats that were taken"), required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes = _words(_("What is to be remembered"), 4000, 6, required=False, help_text=PUBLIC_WORDS)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "here", [(str(one.pk), one.words) for one in seats])


class MotionForm(forms.Form):
    """What is put to the vote."""

    words = _words(_("The motion"), 600, 2, help_text=PUBLIC_WORDS)
    needs = forms.ChoiceField(label=_("What carries it"), choices=NEEDS)
    rules = forms.ChoiceField(label=_("Is it about a version of the rules?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.pk), _("Version %(number)s") % {"number": one.number}) for one in RuleVersion.objects.all()]
        _fill(self, "rules", [("", _("no")), *listed])


class VoteForm(forms.Form):
    """A line for each seat that votes."""

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in seats:
            self.fields[f"seat_{one.pk}"] = forms.ChoiceField(
                label=one.words, choices=[("", _("no vote")), *How.choices], required=False
            )

    def votes(self) -> dict[int, str]:
        return {int(name.removeprefix("seat_")): how for name, how in self.cleaned_data.items()}


class PromiseForm(forms.Form):
    """What a seat said it would do."""

    words = _words(_("What was promised"), 600, 2, help_text=PUBLIC_WORDS)
    owner = forms.ChoiceField(label=_("By which seat"))
    due_on = _day(_("By when"))

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "owner", [(str(one.pk), one.words) for one in seats])


class SettleForm(forms.Form):
    """What became of a promise."""

    state = forms.ChoiceField(label=_("What became of it"), choices=Kept.choices)


class ClauseForm(forms.Form):
    """What an agency owes under the agreement."""

    agency_id = forms.ChoiceField(label=_("Agency"))
    number = _line(_("Clause of the agreement"), 40, help_text=_("For example 4(b)."))
    what = forms.ChoiceField(label=_("What it owes"), choices=What.choices)
    every = forms.ChoiceField(label=_("How often it is owed"), choices=Every.choices)
    days = forms.IntegerField(label=_("Days to answer"), min_value=1, max_value=366, initial=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "agency_id", agency_choices())

    def said(self) -> dict[str, Any]:
        return self.cleaned_data | {"agency_id": int(self.cleaned_data["agency_id"])}


class AskForm(forms.Form):
    """Something asked of an agency: under a clause, or without one."""

    clause_id = forms.ChoiceField(label=_("Clause of the agreement"), required=False)
    agency_id = forms.ChoiceField(label=_("Without a clause: agency"), required=False)
    what = forms.ChoiceField(
        label=_("Without a clause: what was asked for"), choices=[("", "—"), *What.choices], required=False
    )
    first_month = forms.ChoiceField(label=_("First month"))
    last_month = forms.ChoiceField(label=_("Last month"))
    asked_on = _day(_("Asked on"))
    due_on = _day(
        _("Due on"), required=False, help_text=_("Under a clause it is counted from its days, if you leave it empty.")
    )
    public = forms.BooleanField(label=_("Everybody may see it"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [
            (str(one.pk), f"{one.agency.name}, {one.number}: {one.get_what_display()}")
            for one in Clause.objects.select_related("agency")
        ]
        _fill(self, "clause_id", [("", "—"), *listed])
        _fill(self, "agency_id", [("", "—"), *agency_choices()])
        for name in ("first_month", "last_month"):
            _fill(self, name, months())

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return given | {name: int(given[name] or 0) for name in ("clause_id", "agency_id")}


class AnswerForm(forms.Form):
    """What the agency answered."""

    day = _day(_("Day of the answer"))
    came = forms.ChoiceField(label=_("What came"), choices=CAME)
    why = forms.ChoiceField(label=_("If not whole: what it said"), choices=[("", "—"), *WhyNot.choices], required=False)
