"""An officer's decision on a phone, a referral without an incident, a hand-over, and who is on call."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from waymeet.diversion.handoff.queries import who_answers
from waymeet.diversion.incidents.forms import DayInput, IncidentForm, ReferForm
from waymeet.diversion.incidents.people import Unsaid
from waymeet.diversion.incidents.said import Door, Offer, Referrer
from waymeet.kernel import clock

WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


EVERY = [(str(at), words) for at, words in enumerate(WEEKDAYS)]


class Keyed(forms.Form):
    """`key` is made where the form is shown or filled in: sent twice, it is taken once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())


class OfferForm(Keyed, IncidentForm):
    """The decision of an officer who stands there: what happened, what was decided, what the person said.

    The day is today unless the phone had no signal and says another one.
    """

    officer = None  # type: ignore[assignment] # whoever is signed in
    day = forms.DateField(label=_("Day it happened"), widget=DayInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("offer", Offer.OFFERED)
        self.initial.setdefault("came", "on_view")
        self.initial.setdefault("complainant", "none")

    @property
    def order(self) -> list[str]:
        first = ["key", "offer", "why_not", "response", "why_declined", "instead"]
        lines = ["charge_1", "amount_1"]
        kept = [name for name in self.fields if name.startswith("is_")]
        who = ["races_seen", "races_said", "age_band", "gender", "language", "area_number", "came"]
        return [*first, *lines, "complainant", *kept, *who, "charge_2", "amount_2", "charge_3", "amount_3", "day"]

    def said(self) -> dict[str, Any]:
        said = super().said()
        said.pop("key")
        return said | {"day": said["day"] or clock.today(), "races_said": said["races_said"] or [Unsaid.NOT_ASKED]}


class EnterForm(OfferForm):
    """The same, by somebody of the team, from paper or the phone."""

    day = forms.DateField(label=_("Day it happened"), widget=DayInput, initial=clock.today)
    officer = forms.IntegerField(label=_("The officer's number here"), required=False, min_value=1)  # type: ignore[assignment]


class SocialForm(Keyed, ReferForm):
    """An officer refers somebody they know, without any incident."""

    door = forms.CharField(widget=forms.HiddenInput, initial=Door.SOCIAL.value, required=False)  # type: ignore[assignment]
    referrer = forms.CharField(widget=forms.HiddenInput, initial=Referrer.OFFICER.value, required=False)  # type: ignore[assignment]
    day = forms.DateField(widget=forms.HiddenInput, initial=clock.today, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["key", "response", "area_number", "races_seen", "races_said", "age_band", "gender"])

    def said(self) -> dict[str, Any]:
        said = super().said()
        said.pop("key")
        fixed = {"door": Door.SOCIAL.value, "referrer": Referrer.OFFICER.value, "day": said["day"] or clock.today()}
        return said | fixed


class HandOverForm(forms.Form):
    """What was done at the hand-over."""

    kit = forms.BooleanField(label=_("A naloxone kit was given"), required=False)
    needs_met = forms.BooleanField(label=_("What was needed at once was there"), required=False)
    police_left = forms.BooleanField(label=_("The officer left"), required=False)


class DutyForm(forms.Form):
    """Who is on call."""

    weekday = forms.ChoiceField(
        label=_("Every week on"),
        choices=[("", "—"), *((str(at), words) for at, words in enumerate(WEEKDAYS))],
        required=False,
    )
    day = forms.DateField(label=_("Or on one day only"), widget=DayInput, required=False)
    begins = forms.TimeField(label=pgettext_lazy("a time", "From"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(
        label=pgettext_lazy("a time", "Until"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=_("00:00 is midnight. An earlier hour is on the next day."),
    )
    first = forms.ChoiceField(label=_("Called first"))
    second = forms.ChoiceField(label=_("Called after five minutes"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = who_answers()
        first: Any = self.fields["first"]
        first.choices = people
        second: Any = self.fields["second"]
        second.choices = [("", _("nobody")), *people]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return given | {
            "weekday": int(given["weekday"]) if given["weekday"] else None,
            "first": uuid.UUID(given["first"]),
            "second": uuid.UUID(given["second"]) if given["second"] else None,
        }
