"""Who sits there, what may be said, a release, a decision."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from waymeet.consent import gate
from waymeet.diversion.table import rules, words
from waymeet.diversion.table.preparing import LONGEST
from waymeet.kernel import clock

DAY = {"type": "date"}


def _line(label: Any, longest: int, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "data-words": True})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, **more)


class Seats(forms.Form):
    """Which agencies sit at the table."""

    seats = forms.MultipleChoiceField(
        label=_("Who sits at the table"),
        help_text=_(
            "Tick an agency when the one that people's sheets name sits here. Whoever is not listed waits outside."
        ),
        choices=[(code, capfirst(said)) for code, said in words.AGENCIES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick which agencies sit at the table. Without one there is nothing to show.")},
    )


class Opening(Seats):
    """And for how long."""

    minutes = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        choices=[(n, ngettext_lazy("%(n)s minute", "%(n)s minutes", "n") % {"n": n}) for n in (30, 60, 90, 120, 180)],
        initial=rules.USUAL,
    )


class Lines(forms.Form):
    """One short line for each kind of fact."""

    def __init__(self, said: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in gate.at_the_table():
            if name != gate.DataClass.NAME:
                self.fields[name] = _line(capfirst(label), LONGEST, initial=said.get(name, ""))

    def lines(self) -> dict[str, str]:
        return {name: str(self.cleaned_data[name]) for name in self.fields}


class _Classes(forms.Form):
    classes = forms.MultipleChoiceField(label=_("What they may be told"), widget=forms.CheckboxSelectMultiple)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs=DAY))

    def choose(self, classes: Collection[str]) -> None:
        field: Any = self.fields["classes"]
        field.choices = [(name, label) for name, label in gate.at_the_table() if name in classes]


class Release(_Classes):
    """For one agency, by its own name."""

    named = forms.CharField(
        label=_("Who they are"),
        help_text=_("The agency by its own name, as it will stand on the sheet."),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write who may be told: the sheet must name them.")},
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=[("en", "English"), ("es", "Español")])
    read_aloud = forms.BooleanField(label=_("I read the text aloud"), required=False)
    field_order = ("named", "classes", "until", "language", "read_aloud")

    def __init__(self, agency: str, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(rules.may_ever_hear(agency, [name for name, _words in gate.at_the_table()]))
        self.fields["until"].initial = (clock.today() + dt.timedelta(days=90)).isoformat()
        self.fields["language"].initial = "es" if language == "es" else "en"


class Smaller(_Classes):
    """What they may still hear, and until when."""

    def __init__(self, scope: gate.Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(scope.classes)
        self.fields["classes"].label = _("What they may still know")
        self.fields["classes"].initial = sorted(scope.classes)
        self.fields["until"].label = _("Until, at the latest")
        self.fields["until"].initial = scope.until.isoformat()


class Decide(forms.Form):
    """What was decided, who does it, and by when."""

    decision = forms.ChoiceField(label=_("What was decided"), choices=list(words.DECISIONS.items()))
    owner = forms.ChoiceField(label=_("Who does it"))
    due = forms.DateField(label=_("By which day"), required=False, widget=forms.DateInput(attrs=DAY))
    words = _line(
        _("In a few words"),
        200,
        help_text=_("Only if they are needed. They lie sealed in the case, and they read them."),
    )

    def __init__(self, seats: Collection[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.choices = [(code, said) for code, said in words.OWNERS.items() if code in {*seats, rules.US}]
