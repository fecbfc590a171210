"""What people choose on the pages about who did what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.models import Account
from waymeet.keeping import queries, verbs
from waymeet.keeping.words import DATABASES

MOST_BYTES = 4 * 1024 * 1024  # some twenty years of checkpoints


class Asked(forms.Form):
    """Which lines: one database, and where wanted a day, a verb, a person."""

    database = forms.ChoiceField(label=_("Room"))
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput({"type": "date"}))
    verb = forms.ChoiceField(label=_("What"), required=False)
    who = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = queries.databases()
        everything, everybody = ("", _("everything")), ("", _("everybody"))
        people = Account.objects.order_by("shown_as").values_list("pk", "shown_as")
        self._choose("database", [(name, DATABASES[name]) for name in held])
        room = self.data.get("database") if self.data.get("database") in held else held[0]
        done = [(verb, verbs.said(verb)) for verb in queries.verbs(str(room))]
        self._choose("verb", [everything, *sorted(done, key=lambda one: one[1])])
        self._choose("who", [everybody, *((str(key), name) for key, name in people)])

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class WitnessFile(forms.Form):
    """What a witness kept."""

    file = forms.FileField(
        label=_("The witness's file"),
        help_text=_("The file they were given last time, as they kept it."),
    )
