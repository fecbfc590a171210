"""What is typed about a file. Not one field has to be filled in."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from waymeet.casefiles.faces import LANGUAGES, Asked, Face, Message, State
from waymeet.casefiles.hand_offs import Beyond
from waymeet.consent import gate


def _line(label: Any, longest: int, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, **more)


class FaceForm(forms.Form):
    """The face of a file; `people` are those who may follow somebody."""

    called = _line(_("What they are called"), 80, help_text=_("Any name they like, or none."))
    others = _line(_("Other names"), 160, help_text=_("Names others know them by, so that they are found again."))
    pronouns = _line(_("Pronouns"), 40, help_text=_("Only if they wish."))
    language = forms.ChoiceField(label=_("Language"), required=False)
    contact = _line(_("Contact point"), 160, help_text=_("A phone, a corner, a friend's door: whatever works."))
    reach = _line(_("How to reach them safely"), 240, help_text=_("When, where, and who must not hear of it."))
    message = forms.ChoiceField(
        label=_("May a message be left?"), required=False, choices=[("", _("not said")), *Message.choices]
    )
    follows = forms.ChoiceField(label=_("Who follows them"), required=False)
    state = forms.ChoiceField(label=_("How it stands"), choices=State.choices, initial=State.ACTIVE)

    def __init__(self, people: Sequence[tuple[Any, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["language"].choices = [("", _("not said")), *LANGUAGES.items(), ("other", _("another language"))]
        fields["follows"].choices = [("", _("nobody yet")), *((str(id_), name) for id_, name in people)]


class FaceAnew(FaceForm):
    """With the version that was seen, so that nobody writes over a colleague."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class Search(forms.Form):
    """What somebody looks for. It is posted, so that no name ever stands in an address."""

    words = _line(_("Name or contact point"), 80)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("How it stands"), required=False)
    follows = forms.ChoiceField(label=_("Who follows them"), required=False)
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, people: Sequence[tuple[Any, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["language"].choices = [("", _("any")), *LANGUAGES.items(), ("other", _("another language"))]
        fields["state"].choices = [("", _("all that are not closed")), *State.choices]
        fields["follows"].choices = [("", _("anybody")), *((str(id_), name) for id_, name in people)]

    def asked(self) -> Asked:
        if not self.is_valid():
            return Asked()
        said = self.cleaned_data
        return Asked(said["words"], said["language"], said["state"], said["follows"], said["page"] or 1)


class Offer(forms.Form):
    """What may be told, for what, until when, and how it was put to them."""

    classes = forms.MultipleChoiceField(label=_("What they may be told"), widget=forms.CheckboxSelectMultiple)
    purpose = forms.ChoiceField(label=_("What for"), widget=forms.RadioSelect)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    language = forms.ChoiceField(label=_("Language of the text"), choices=[("en", "English"), ("es", "Español")])
    read_aloud = forms.BooleanField(label=_("I read the text aloud"), required=False)

    def __init__(self, recipient: str, face: Face, today: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recipient = recipient
        fields: Any = self.fields
        fields["classes"].choices = gate.what_can_be_told(recipient, own_document=True)
        fields["classes"].initial = ["name", "contact_point"]
        fields["purpose"].choices = gate.why(recipient)
        fields["purpose"].initial = fields["purpose"].choices[0][0]
        fields["until"].initial = (today + dt.timedelta(days=30)).isoformat()
        fields["language"].initial = "es" if face.language == "es" else "en"

    def scope(self) -> gate.Scope:
        said = self.cleaned_data
        return gate.Scope(self.recipient, frozenset(said["classes"]), said["purpose"], said["until"])


class OfferBeyond(Offer):
    """To somebody outside: who it is stands on the sheet, and for a court case which one (42 CFR 2.31(a)(4), (d))."""

    recipient_name = forms.CharField(
        label=_("Who they are"),
        help_text=_("The place or person, as it will stand on the sheet."),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write who may be told: the sheet must name them.")},
    )
    members = forms.CharField(
        label=_("Members of the network"),
        help_text=_("One on each line. All of them may be told."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": _("Write who belongs to it, one on each line: the sheet must name them all."),
        },
    )
    proceeding = _line(
        _("The court case"), 160, help_text=_("Only for a court case: which court, and the number of the case.")
    )
    field_order = ("recipient_name", "members", "classes", "purpose", "proceeding")
    needed_for = {"members": "intermediary", "proceeding": "outside"}

    def __init__(self, recipient: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(recipient, *args, **kwargs)
        for name, only in self.needed_for.items():
            if recipient != only:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("purpose") == gate.Purpose.LEGAL_PROCEEDINGS and not said.get("proceeding"):
            self.add_error("proceeding", _("Write which case it is: the sheet must name it."))
        return said

    def beyond(self) -> Beyond:
        said = self.cleaned_data
        members = [line.strip() for line in said.get("members", "").splitlines() if line.strip()]
        return Beyond(said["recipient_name"], members, said.get("proceeding", ""))


class Tell(forms.Form):
    """A line for each thing they agreed to; only what is filled in is told."""

    def __init__(self, scope: gate.Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(gate.what_can_be_told(scope.recipient, own_document=True))
        later = scope.purpose == gate.Purpose.AROUND_THE_TABLE  # what is told there is told at each meeting
        self.told_names = [name for name in words if name in scope.classes and not later]
        for name in self.told_names:
            self.fields[f"told_{name}"] = self._line_for(name, capfirst(words[name]))

    @staticmethod
    def _line_for(name: str, label: str) -> forms.CharField:
        """What has a sheet of its own is longer than a line."""
        if name not in gate.OF_ITS_OWN:
            return _line(label, 200)
        return forms.CharField(
            label=label,
            max_length=8000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "data-words": True}),
        )

    def told(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"told_{name}"] for name in self.told_names}

    def in_words(self) -> list[tuple[str, str]]:
        """What was filled in, with its label, for the sheet."""
        told = self.told()
        return [(str(self.fields[f"told_{name}"].label), told[name]) for name in self.told_names if told[name]]


class Yes(Tell):
    """The same, filled in from the file; and how they signed."""

    patient_name = forms.CharField(
        label=_("Name on the sheet"), help_text=_("The name they go by is enough."), max_length=80
    )
    signed_how = forms.ChoiceField(
        label=_("How they signed"),
        choices=[("on_paper", _("on paper")), ("on_screen", _("on this screen"))],
        widget=forms.RadioSelect,
    )
    signed_by = forms.CharField(
        label=_("Signature"),
        help_text=_("On a screen: as they type it. On paper: as they signed it."),
        max_length=80,
    )

    def __init__(self, scope: gate.Scope, face: Face, *args: Any, **kwargs: Any) -> None:
        super().__init__(scope, *args, **kwargs)
        known = {"name": face.called, "contact_point": face.contact, "language": face.language_words}
        self.fields["patient_name"].initial = face.called
        for name in known.keys() & set(self.told_names):
            self.fields[f"told_{name}"].initial = known[name]
