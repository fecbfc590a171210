"""What is typed about people, groups and guarded groups. Nothing identifying is required."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.casefiles.faces import LANGUAGES
from waymeet.organizing.contacts.forms import _line
from waymeet.organizing.contacts.guarded import What, sayings_guarded
from waymeet.organizing.contacts.models import Contact, Entry, Group, Introduction, Relation, Saying
from waymeet.organizing.contacts.people import SHORTEST


def _lines(label: Any, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "data-words": True})
    return forms.CharField(label=label, max_length=600, required=False, widget=widget, **more)


def _some(label: Any, choices: Sequence[tuple[str, Any]], **more: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget, **more)


class Person(forms.Form):
    """Somebody who chose to be known."""

    name = _line(_("Name"), 120)
    chosen_name = _line(_("What they want to be called"), 80)
    pronouns = _line(_("Pronouns"), 40, help_text=_("Only if they wish."))
    languages = _some(_("Languages"), list(LANGUAGES.items()))
    phones = _lines(_("Phone numbers"), help_text=_("One on each line."))
    emails = _lines(_("Emails"), help_text=_("One on each line."))
    address = _line(_("Where they live"), 160, help_text=_("Or a corner, or nothing."))
    reach_by = forms.ChoiceField(
        label=_("How they want to be reached"), choices=[("", _("not said")), *Contact.Channel.choices], required=False
    )
    reach_when = _line(_("When they want to be reached"), 120)
    not_by = _some(_("Never by"), Contact.Channel.choices, help_text=_("All of them: do not contact."))
    sayings = _some(
        _("What they say they are"), Saying.What.choices, help_text=_("Only what they say themselves, and only if.")
    )
    source = forms.ChoiceField(label=_("How we met"), choices=Contact.Source.choices, initial=Contact.Source.CAME)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["sayings"]).choices = _open_sayings()

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {**given, "languages": " ".join(given["languages"]), "not_by": " ".join(given["not_by"])}


def _open_sayings() -> list[tuple[str, Any]]:
    hidden = sayings_guarded()
    return [one for one in Saying.What.choices if one[0] not in hidden]


class Guard(forms.Form):
    """Which saying is guarded from now on."""

    what = forms.ChoiceField(label=_("What to guard"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["what"]).choices = _open_sayings()


def as_asked(given: Mapping[str, str]) -> dict[str, Any]:
    """What stood on an open introduction, to begin with: a contact point is an email or a number, or a place."""
    point = given.get("contact_point", "")
    place = "emails" if "@" in point else "phones" if sum(sign.isdigit() for sign in point) >= SHORTEST else "address"
    spoken = [code for code, words in LANGUAGES.items() if words == given.get("language")]
    begun = {"name": given.get("name", ""), place: point, "reach_when": given.get("when", ""), "languages": spoken}
    at_a_door = given.get("met") == Introduction.Source.DOOR
    return begun | {"source": Contact.Source.DOOR if at_a_door else Contact.Source.ASKED}


class Search(forms.Form):
    """What somebody looks for. It is posted, so that no name ever stands in an address."""

    words = _line(_("Name, phone or email"), 80)
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def asked(self) -> tuple[str, int]:
        if not self.is_valid():
            return "", 1
        return self.cleaned_data["words"], self.cleaned_data["page"] or 1


class Happened(forms.Form):
    """What happened with somebody."""

    kind = forms.ChoiceField(label=_("What happened"), choices=Entry.Kind.choices)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    words = forms.CharField(
        label=_("Words about it"),
        help_text=_("Sealed to the organizers. Leave out what could hurt them."),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "data-words": True}),
    )

    def __init__(self, today: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = today.isoformat()


class Other(forms.Form):
    """Somebody else, out of those seen last."""

    other = forms.TypedChoiceField(label=_("Who"), coerce=str)
    kind = forms.ChoiceField(label=_("They are"), choices=[*Relation.Kind.choices, ("home", _("living with"))])

    def __init__(self, people: Sequence[tuple[Any, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other: Any = self.fields["other"]
        other.choices = [(str(id_), name) for id_, name in people]


class Belong(forms.Form):
    """A group or a guarded group somebody belongs to."""

    group = forms.ChoiceField(label=_("Group"))
    role = _line(_("As what"), 60)

    def __init__(self, choices: Sequence[tuple[Any, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group: Any = self.fields["group"]
        group.choices = [(str(id_), name) for id_, name in choices]


class NewGroup(forms.Form):
    """An open group."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=Group.Kind.choices, initial=Group.Kind.OTHER)


class NewGuarded(forms.Form):
    """A guarded group; its name is sealed."""

    kind = forms.ChoiceField(label=_("What belonging to it means"), choices=What.choices)
    name = _line(_("Name"), 120, help_text=_("Needed for another group only. It is sealed."))
