"""What is typed about a one-on-one: two minutes on a phone."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.one_on_ones.models import OneOnOne


def _words(label: Any, rows: int = 2, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off", "data-words": True})
    return forms.CharField(label=label, max_length=4000, required=False, widget=widget, **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class Plan(forms.Form):
    """Before: when, why, and what to ask."""

    day = _day(_("When"))
    kind = forms.ChoiceField(label=_("What for"), choices=OneOnOne.Kind.choices, widget=forms.RadioSelect)
    why = _words(_("Why them, why now"))
    ask = _words(_("What I will ask"))

    def __init__(self, today: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = (today + dt.timedelta(days=2)).isoformat()
        self.fields["kind"].initial = OneOnOne.Kind.INTRODUCTORY


class WriteUp(forms.Form):
    """After: what they care about, the ask and the answer, what they will do and by when, the next step."""

    held_on = _day(_("Held on"))
    cares = _words(_("What they care about"))
    ask = _words(_("What I asked"), 1)
    answer = forms.ChoiceField(
        label=_("What they answered"),
        choices=OneOnOne.Answer.choices,
        widget=forms.RadioSelect,
        help_text=_("A maybe is a later."),
    )
    promise = _words(_("What they will do"), 1, help_text=_("A promise they made, in their words."))
    due = _day(_("By when"), required=False)
    offers = _words(_("What they can bring"), 1)
    next_step = _words(_("Next step"), 1)
    next_on = _day(_("Next time"), required=False)
    story = _words(_("Their story"), 4, help_text=_("Only what they want kept."))

    def __init__(self, today: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = today.isoformat()
        if not settings.STORY_NOTES:
            del self.fields["story"]


class GoAlong(forms.Form):
    """Who goes along with somebody, and how often."""

    coach = forms.TypedChoiceField(label=_("Who goes along with them"), coerce=UUID, empty_value=None, required=False)
    every_days = forms.TypedChoiceField(
        label=_("How often they want to talk"),
        coerce=int,
        choices=[
            (7, _("every week")),
            (14, _("every two weeks")),
            (30, _("every month")),
            (90, _("every three months")),
        ],
        initial=14,
    )

    def __init__(self, people: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coach: Any = self.fields["coach"]
        coach.choices = [("", _("nobody yet")), *people]
