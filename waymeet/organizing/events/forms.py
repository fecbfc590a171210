"""What is typed about events, the people at them, and what they need."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.casefiles.faces import LANGUAGES
from waymeet.organizing.events import rules
from waymeet.organizing.events.models import Event, Need

NOBODY = ("", _("nobody"))
Choices = Sequence[tuple[Any, Any]]


def _line(label: Any, most: int, **more: Any) -> forms.CharField:
    more.setdefault("required", False)
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attrs={"autocomplete": "off"}), **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _hour(label: Any, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", "autocomplete": "off"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **more)


def _one_of(label: Any, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=UUID, empty_value=None, required=False, **more)


def _offer(form: forms.Form, name: str, choices: Choices, empty: tuple[str, Any] = NOBODY) -> None:
    field: Any = form.fields[name]
    field.choices = [empty, *((str(key), words) for key, words in choices)]


class EventForm(forms.Form):
    """An event: what, when, where, how many are wanted, how people sign in."""

    title = _line(_("What it is called"), 120, required=True)
    kind = forms.ChoiceField(label=_("What kind of event"), choices=Event.Kind.choices)
    day = _day(_("Day"))
    starts = _hour(_("Begins at"))
    ends = _hour(_("Ends at"), required=False)
    place = _line(_("Where"), 160)
    online = forms.BooleanField(label=_("It is online"), required=False)
    goal = forms.IntegerField(
        label=_("How many people you want there"),
        required=False,
        min_value=1,
        max_value=100000,
        help_text=_("About half of those who say yes come, so you will be asked for twice as many yeses."),
    )
    lead = _one_of(_("Who leads it"))
    public = forms.BooleanField(
        label=_("Show it on the public list of events and in the public calendar"), required=False
    )
    sensitive = forms.BooleanField(
        label=_("Being seen there could hurt somebody"),
        required=False,
        help_text=_("Outside it is then called a gathering, without a place. Circles and peer support always are."),
    )
    sign_in = forms.ChoiceField(
        label=_("How people sign in"),
        choices=[("", _("as is right for this kind")), *Event.SignIn.choices],
        required=False,
        help_text=_("Circles and peer support are counted, and nobody is named."),
    )
    circle_chose = forms.BooleanField(
        label=_("The people of the circle themselves chose to write names down. They are sealed to the organizers."),
        required=False,
    )

    def __init__(self, people: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "lead", people)


class NewEvent(EventForm):
    """With how often it comes again."""

    repeats = forms.ChoiceField(
        label=_("Comes again"),
        choices=[
            ("", _("no, once")),
            ("weekly", _("every week")),
            ("fortnightly", _("every two weeks")),
            ("monthly", _("every month, on the same weekday of the month")),
        ],
        required=False,
    )
    until = _day(_("Until"), required=False, help_text=_("A year at most."))


class ChangedEvent(EventForm):
    """This one, or those after it too."""

    scope = forms.ChoiceField(
        label=_("What changes"),
        choices=[("one", _("this one only")), ("following", _("this one and those that follow"))],
        widget=forms.RadioSelect,
        initial="one",
    )

    def __init__(self, people: Choices, *args: Any, in_a_series: bool, **kwargs: Any) -> None:
        super().__init__(people, *args, **kwargs)
        if not in_a_series:
            del self.fields["scope"]


class ShiftForm(forms.Form):
    """A part of an event that needs hands."""

    what = _line(_("What is to be done"), 120, required=True)
    starts = _hour(_("From"))
    ends = _hour(_("To"))
    wanted = forms.IntegerField(label=_("Hands wanted"), min_value=1, max_value=500, initial=2)


class Find(forms.Form):
    """Whom to ask; posted, so that no name stands in an address."""

    words = _line(_("Name, phone or email"), 80)


class AskedBy(forms.Form):
    """The leader who moved them, if one did."""

    asked_by = _one_of(_("Who asked them"), help_text=_("The leader who moves them to come; leave it if it was you."))

    def __init__(self, people: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "asked_by", people, ("", _("one of the organizers")))


class AskMany(AskedBy):
    """A whole group, or whoever came before."""

    group = _one_of(_("Everybody of a group"))
    came_to = _one_of(_("Everybody who came to"))

    def __init__(self, people: Choices, groups: Choices, events: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(people, *args, **kwargs)
        _offer(self, "group", groups, ("", _("no group")))
        _offer(self, "came_to", events, ("", _("no event")))


class AskTo(AskedBy):
    """From a person's page: to which event."""

    event = _one_of(_("Ask them to"))

    def __init__(self, people: Choices, events: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(people, *args, **kwargs)
        _offer(self, "event", events, ("", _("choose an event")))


class AtTheDoor(forms.Form):
    """What somebody types who signs in. Any one of it is enough."""

    name = _line(_("Your name"), 120)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.CharField(
        label=_("Email"), max_length=160, required=False, widget=forms.TextInput(attrs={"type": "email"})
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not any(str(given.get(name) or "").strip() for name in ("name", "phone", "email")):
            raise forms.ValidationError(_("Write down a name, a phone number or an email."))
        return given


class SomebodyElse(AtTheDoor):
    """The same at the desk."""

    record = forms.UUIDField(widget=forms.HiddenInput)
    name = _line(_("Name"), 120)


class Heads(forms.Form):
    """So many more people are here."""

    record = forms.UUIDField(widget=forms.HiddenInput)
    count = forms.IntegerField(label=_("How many people came in"), min_value=1, max_value=5000, initial=1)


class Paper(forms.Form):
    """A sheet of paper, typed in: numbers of the list, then new names, one a line; heads without a name."""

    record = forms.UUIDField(widget=forms.HiddenInput)
    numbers = _line(
        _("Numbers that are signed"), 2000, help_text=_("As on the sheet, with spaces: 1 3 4 7-12. Then Tab.")
    )
    names = forms.CharField(
        label=_("New names"),
        max_length=20000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
        help_text=_("One person a line: name, then a comma and a phone number or an email."),
    )
    heads = forms.IntegerField(label=_("Signed without a name"), required=False, min_value=0, max_value=5000)

    def __init__(self, most: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def clean_numbers(self) -> list[int]:
        try:
            return rules.numbers_in(self.cleaned_data["numbers"], self.most)
        except ValueError:
            raise forms.ValidationError(
                _("Only numbers of the sheet, from 1 to %(most)s.") % {"most": self.most}
            ) from None

    def people(self) -> list[dict[str, str]]:
        """Name and the rest of each line: with an @ it is an email, else a number."""
        found = []
        for line in self.cleaned_data["names"].splitlines():
            name, _comma, rest = (part.strip() for part in line.partition(","))
            if name or rest:
                found.append({"name": name, ("email" if "@" in rest else "phone"): rest})
        return found


class NeedForm(forms.Form):
    """What the people of an event need."""

    kind = forms.ChoiceField(label=_("What is needed"), choices=Need.Kind.choices)
    how_many = forms.IntegerField(label=_("For how many"), min_value=1, max_value=999, initial=1)
    language = forms.ChoiceField(
        label=_("Which language"), choices=[("", _("not for interpretation")), *LANGUAGES.items()], required=False
    )
    attendance = _one_of(_("Whose it is"))

    def __init__(self, people: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "attendance", people, ("", _("for everybody")))


class AccessForm(forms.Form):
    """Sealed at once."""

    what = forms.CharField(
        label=_("What somebody needs to take part"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text=_("Sealed to the organizers: on pages only the number shows."),
    )


class AskAgain(forms.Form):
    """To which event whoever did not come is asked."""

    event = _one_of(_("Ask again to"))

    def __init__(self, events: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "event", events, ("", _("choose an event")))
        if events:
            self.fields["event"].initial = str(events[0][0])


def begun_with(row: Event) -> dict[str, Any]:
    names = ("title", "kind", "day", "starts", "ends", "place", "online", "goal", "public", "sensitive", "sign_in")
    chose = {"circle_chose": row.sign_in == Event.SignIn.SEALED, "lead": str(row.lead or "")}
    return {name: getattr(row, name) for name in names} | chose


def soon(today: dt.date) -> dict[str, Any]:
    return {"day": today + dt.timedelta(days=7), "starts": dt.time(18, 30), "ends": dt.time(20, 0)}
