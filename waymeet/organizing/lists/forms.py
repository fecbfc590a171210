"""What is typed to build a list, to write down a call, and to take people out."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.lists import rules
from waymeet.organizing.lists.calling import Result
from waymeet.organizing.lists.conditions import EVERY, Kind
from waymeet.organizing.lists.conditions.kind import Looking, shapes
from waymeet.organizing.lists.models import SavedList
from waymeet.organizing.lists.rules import Asked, Condition, Part

GROUPS = (("all", _("must be so")), ("any", _("one of these is enough")), ("not", _("must not be so")))
TYPED: dict[str, Any] = {"number": forms.IntegerField, "day": forms.DateField, "words": forms.CharField}


class Choosing(forms.Form):
    """What is asked so far, and which kind of condition comes next. It is posted: no name stands in an address."""

    asked = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("People who"), required=False)

    def __init__(self, kinds: dict[str, Kind], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("choose")), *((name, one.words) for name, one in kinds.items())]
        self.shapes = shapes(kinds)

    def so_far(self) -> Asked:
        """rules.Wrong for what cannot be read, or may not be asked: the same."""
        return rules.from_text(self.data.get("asked", ""), self.shapes)


class Filling(forms.Form):
    """The parts of one condition."""

    place = forms.ChoiceField(label=_("This"), choices=GROUPS, initial="all")

    def __init__(self, kind: Kind, look: Looking, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name, part in kind.parts.items():
            self.fields[name] = _field(kind, name, part, look)
        self.order_fields([*kind.parts, "place"])

    @property
    def chosen(self) -> Kind:
        """For the page: there, `kind` would be the field of that name, where a kind has one."""
        return self.kind

    def condition(self) -> Condition | None:
        """None while something is missing or wrong."""
        if not self.is_valid():
            return None
        given = {name: _kept(self.cleaned_data[name]) for name in self.kind.parts}
        try:
            return rules.condition(self.kind.name, given, shapes(EVERY))
        except rules.Wrong:
            return None


def _kept(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else value.isoformat()


def _field(kind: Kind, name: str, part: Part, look: Looking) -> forms.Field:
    words: dict[str, Any] = {"label": kind.labels[name], "required": not part.free}
    if name in kind.options:
        choices = [(str(code), said) for code, said in kind.options[name](look)]
        return forms.ChoiceField(choices=choices, **words)
    if part.kind == "number":
        return forms.IntegerField(min_value=part.least, max_value=part.most, **words)
    if part.kind == "day":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **words)
    return forms.CharField(max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}), **words)


class Saving(forms.Form):
    """What the list is called, and who else sees it."""

    name = forms.CharField(
        label=_("What the list is called"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    share = forms.ChoiceField(label=_("Who sees it"), choices=SavedList.Share.choices, initial="me")


class Called(forms.Form):
    """What came of a call; a wrong number says which."""

    result = forms.CharField(label=_("What came of it"))
    words = forms.CharField(label=_("Next step"), max_length=1000, required=False)

    def told(self) -> tuple[str, UUID | None, str]:
        result, _colon, number = self.cleaned_data["result"].partition(":")
        try:
            return result, UUID(number) if number else None, self.cleaned_data["words"]
        except ValueError:
            return "", None, ""


RESULTS = Result.choices


class Letter(forms.Form):
    """The text of a letter."""

    text = forms.CharField(
        label=_("The letter"),
        help_text=_("Write {called} where their name goes. There are also {name}, {address}, {today} and {organizer}."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
    )
    labels = forms.BooleanField(label=_("Address labels too"), required=False)


def _code(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=999_999_999)


class TakingOut(forms.Form):
    """As which file."""

    what = forms.ChoiceField(
        label=_("As what"),
        choices=[
            ("people", _("people, for a spreadsheet (CSV)")),
            ("people-xlsx", _("people, for Excel (XLSX)")),
            ("van-contacts", _("contacts, for VAN")),
            ("van-results", _("what came of calls and visits, for VAN")),
            ("van-codes", _("an activist code for everybody, for VAN")),
        ],
    )
    activist = _code(_("VAN: number of the activist code"))
    canvassed = _code(_("VAN: number of the result Canvassed"))
    not_home = _code(_("VAN: number of the result Not Home"))
    left_message = _code(_("VAN: number of the result Left Message"))
