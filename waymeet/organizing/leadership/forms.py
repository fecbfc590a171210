"""What is typed about leaders: an assessment, a word against the rules, who leads whom, and the ladder itself."""

import secrets
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.contacts.models import Group
from waymeet.organizing.leadership import rules
from waymeet.organizing.leadership.ladders import Now, Step
from waymeet.organizing.leadership.models import Assessment, Condition
from waymeet.organizing.leadership.rules import MOST_CONDITIONS, MOST_RUNGS, What


def _words(label: Any, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "data-words": True})
    return forms.CharField(label=label, max_length=4000, widget=widget, **more)


class Assess(forms.Form):
    """A number, and what they did that shows it."""

    score = forms.TypedChoiceField(
        label=_("Their relationship to the campaign"),
        choices=Assessment.Score.choices,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("By what they do, not by what they say. Unless you heard a yes, it is a 3 or a 4."),
    )
    evidence = _words(_("What they did that shows it"), help_text=_("Sealed to the organizers."))


class Word(forms.Form):
    """A word against the rules."""

    key = forms.ChoiceField(label=_("Rung"))
    reason = _words(_("Why the rules are wrong about them"), help_text=_("Sealed to the organizers."))
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: until somebody takes it back."),
    )

    def __init__(self, ladder: Now, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key: Any = self.fields["key"]
        key.choices = [(step.key, step.name) for step in ladder.steps]


class Lead(forms.Form):
    """Somebody else, out of those seen last: led by this person, or the one who leads them."""

    way = forms.ChoiceField(label=_("They"), choices=[("leads", _("lead")), ("led", _("are led by"))])
    other = forms.TypedChoiceField(label=_("Whom"), coerce=UUID)
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
        other: Any = self.fields["other"]
        other.choices = people


def _short(label: Any, most: int) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )


def _number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False)


class RungForm(forms.Form):
    """One rung; without a name it is none."""

    key = forms.SlugField(max_length=12, widget=forms.HiddenInput)
    name_en = _short(_("Name in English"), 40)
    name_es = _short(_("Name in Spanish"), 40)
    next_en = _short(_("Their next step, in English"), 200)
    next_es = _short(_("Their next step, in Spanish"), 200)
    leads = forms.BooleanField(label=_("Who stands here counts as a leader"), required=False)
    any_of = forms.BooleanField(label=_("One of these is enough"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(MOST_CONDITIONS):
            what = [("", _("nothing more")), *Condition.What.choices]
            self.fields[f"what{at}"] = forms.ChoiceField(label=_("Asks for"), choices=what, required=False)
            self.fields[f"number{at}"] = _number(_("How many"), 1000)
            self.fields[f"months{at}"] = _number(_("In the last months"), 120)
            kinds = [("", _("any")), *Group.Kind.choices]
            self.fields[f"group{at}"] = forms.ChoiceField(label=_("Kind of group"), choices=kinds, required=False)

    @property
    def names(self) -> Iterator[Any]:
        return (self[name] for name in ("name_en", "name_es", "next_en", "next_es"))

    @property
    def asks(self) -> Iterator[list[Any]]:
        for at in range(MOST_CONDITIONS):
            yield [self[f"{name}{at}"] for name in ("what", "number", "months", "group")]

    @property
    def called(self) -> str:
        """In the reader's language where it has that name."""
        own = "name_es" if (get_language() or "").startswith("es") else "name_en"
        return str(self[own].value() or self["name_en"].value() or "")

    def step(self) -> Step | None:
        said = self.cleaned_data
        if not (said["name_en"] or said["name_es"]):
            return None
        names = {name: said[name] for name in ("name_en", "name_es", "next_en", "next_es", "leads")}
        return Step(rules.Rung(said["key"], tuple(self._conditions()), said["any_of"]), **names)

    def _conditions(self) -> Iterator[rules.Condition]:
        for at in range(MOST_CONDITIONS):
            what, number, months, group = (
                self.cleaned_data[f"{name}{at}"] for name in ("what", "number", "months", "group")
            )
            if not what:
                continue
            dated = What(what) in rules.DATED
            belongs = what == What.BELONGS
            yield rules.Condition(
                What(what), number or 1, (months or 0) if dated else 0, (group or Group.Kind.OTHER) if belongs else ""
            )


class LadderForm:
    """All the rungs at once, lowest first, with empty places for more."""

    def __init__(self, now: Now, data: Any = None) -> None:
        self.rungs = [
            RungForm(data, prefix=f"rung{at}", initial=_begun(now.steps[at]) if at < len(now.steps) else _new())
            for at in range(MOST_RUNGS)
        ]

    def is_valid(self) -> bool:
        return not [rung for rung in self.rungs if not rung.is_valid()]  # each one: every trouble is shown

    def steps(self) -> list[Step]:
        return [step for rung in self.rungs if (step := rung.step())]


def _new() -> dict[str, str]:
    return {"key": secrets.token_hex(6)}


def _begun(step: Step) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(step, name) for name in ("key", "name_en", "name_es", "next_en", "next_es")}
    said |= {"leads": step.leads, "any_of": step.rule.any_of}
    for at, one in enumerate(step.rule.conditions):
        said |= {f"what{at}": one.what.value, f"number{at}": one.number, f"group{at}": one.group}
        said[f"months{at}"] = one.months or None
    return said
