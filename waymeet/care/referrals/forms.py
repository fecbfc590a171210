"""Offering a referral, its next step, and how it went in the words of whoever went."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.care.naloxone.queries import area_choices
from waymeet.care.referrals import rules
from waymeet.care.referrals.kinds import Helped, Kind, Reason, State
from waymeet.care.supplies.models import Program

NOT_SAID = ("", _("not said"))
# What is asked besides, and of which steps it is kept.
BELONGS = {
    "reason": rules.NEEDS_REASON,
    "helped": frozenset({State.DONE}),
    "warm": frozenset({State.SENT}),
    "accompanied": frozenset({State.SENT}),
}


class Offer(forms.Form):
    """To what, from where; nothing about whom."""

    kind = forms.ChoiceField(label=_("What for?"), choices=Kind.choices)
    service = forms.UUIDField(widget=forms.HiddenInput, required=False)
    program = forms.ChoiceField(label=_("Program"))
    area_number = forms.ChoiceField(
        label=_("In which neighborhood were they met?"),
        required=False,
        help_text=_("Only so that a barrier can be counted there if it fails."),
    )
    wanted = forms.BooleanField(label=_("They want it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        program: Any = self.fields["program"]
        program.choices = [(str(one.pk), one.shown_as) for one in Program.objects.all()]
        areas: Any = self.fields["area_number"]
        areas.choices = [NOT_SAID, *area_choices()]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return given | {"program": UUID(given["program"]), "area_number": int(given["area_number"] or 0)}


class Next(forms.Form):
    """The next step of a referral that stands at `state`; with `every`, any state, to put a mistake right."""

    state = forms.ChoiceField(label=_("How does it stand?"), widget=forms.RadioSelect)
    warm = forms.BooleanField(label=_("Warm: we spoke with the service, and it expects them"), required=False)
    accompanied = forms.BooleanField(label=_("Somebody of us goes along"), required=False)
    reason = forms.ChoiceField(label=_("Why did it fail?"), choices=[NOT_SAID, *Reason.choices], required=False)
    helped = forms.ChoiceField(
        label=_("Did it help, as they say?"), choices=[NOT_SAID, *Helped.choices], required=False
    )

    def __init__(self, state: str, *args: Any, every: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = set(State.values) - {state} if every else rules.NEXT[state]
        chosen: Any = self.fields["state"]
        chosen.choices = [(value, words) for value, words in State.choices if value in ahead]
        belongs = {
            "warm": State.SENT in ahead,
            "accompanied": State.SENT in ahead,
            "reason": bool(rules.NEEDS_REASON & ahead),
            "helped": State.DONE in ahead,
        }
        for name in [name for name, does in belongs.items() if not does]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        state = said.get("state")
        if state in rules.NEEDS_REASON and not said.get("reason"):
            self.add_error("reason", _("Say why. That is what can be changed."))
        for name, states in BELONGS.items():
            if said.get(name) and state and state not in states:
                self.add_error(name, _("This belongs to another step. Choose that one, or leave it open."))
        return said


class Note(forms.Form):
    """For the team: sealed."""

    words = forms.CharField(
        label=_("Note for the team"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "data-words": True}),
        help_text=_("Where and when to meet them, what to bring. Sealed; it goes with the key of this month."),
    )


class Slip(forms.Form):
    """The code as it stands on the slip."""

    code = forms.CharField(
        label=_("The code on your slip"),
        max_length=20,
        help_text=_("Eight letters and numbers. Spaces and dashes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class HowItWent(forms.Form):
    """What whoever went says; only one of the buttons' words is needed."""

    state = forms.ChoiceField(choices=[(state, state) for state in ("done", "no_connect", "let_go")])
    helped = forms.ChoiceField(
        label=_("Did it help you?"),
        choices=[("", _("I would rather not say")), *Helped.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("What kept you from it?"),
        choices=[(value, words) for value, words in Reason.choices if value in rules.BARRIER_OF]
        + [("changed_mind", _("I changed my mind"))],
        required=False,
        widget=forms.RadioSelect,
    )
