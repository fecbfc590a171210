"""What is typed about coalitions, officials and demands."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.organizing.coalitions.models import (
    Delegate,
    Demand,
    Outcome,
    Pledge,
    Position,
    Reach,
    Standing,
    Talk,
    Target,
)
from waymeet.organizing.contacts.models import Group

Choices = Sequence[tuple[Any, Any]]
MOST_UPLOADED = 8 * 1024 * 1024


def _line(label: Any, most: int, *, needed: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=needed, **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _past(label: Any) -> forms.DateField:
    """A day that is today unless somebody says otherwise."""
    return _day(label, initial=lambda: clock.today().isoformat())


def _words(label: Any, most: int, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, **more)


def _one_of(label: Any, choices: Choices, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, **more)


def _row(label: Any, **more: Any) -> forms.TypedChoiceField:
    """One of the rows given later; empty is None."""
    return forms.TypedChoiceField(label=label, coerce=UUID, empty_value=None, required=False, **more)


class _Choosing(forms.Form):
    """`given` names the choices of fields: what there is to choose from is known only now."""

    def __init__(self, given: dict[str, Choices], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in given.items():
            field: Any = self.fields[name]
            field.choices = [("", _("none yet")), *choices] if not field.required else [("", "—"), *choices]


class OneCoalition(forms.Form):
    """A coalition: its name and what it wants."""

    name = _line(_("Name of the coalition"), 120, needed=True)
    wants = _line(_("What it wants"), 240)


class Stand(forms.Form):
    """How an organization stands."""

    tier = _one_of(_("How close"), Standing.Tier.choices, widget=forms.RadioSelect, initial="member")
    mou_on = _day(_("Agreement signed on"), required=False)
    conflicts = _line(_("Where we do not agree"), 240)


class Join(_Choosing, Stand):
    """An organization comes in."""

    group = _row(_("One of the groups we know"))
    new = _line(_("Or a new organization"), 120)
    kind = _one_of(_("What kind it is"), Group.Kind.choices, initial="other")
    field_order = ("group", "new", "kind", "tier", "mou_on", "conflicts")


class Speaks(_Choosing):
    """Who speaks for an organization."""

    contact = _row(_("Somebody among the contacts"))
    called = _line(_("Or a name or a post"), 120, help_text=_("For example: policy director."))
    authority = _one_of(_("What they may decide"), Delegate.Authority.choices, widget=forms.RadioSelect, initial="asks")


class Promise(forms.Form):
    """What an organization promises."""

    kind = _one_of(_("What kind"), Pledge.Kind.choices, widget=forms.RadioSelect, initial="turnout")
    what = _line(_("What"), 160, needed=True, help_text=_("For example: people at the rally on May 1."))
    promised = forms.IntegerField(label=_("How many"), min_value=1, max_value=1_000_000, initial=1)
    due = _day(_("By when"))


class Settle(forms.Form):
    """How much came."""

    delivered = forms.IntegerField(
        label=_("How many came"), min_value=0, max_value=1_000_000, required=False, help_text=_("Empty: still open.")
    )


class OneDemand(_Choosing):
    """What we want."""

    what = _words(_("What we want, in plain words"), 200, 2)
    campaign = _line(_("Campaign"), 120)
    barrier = _words(_("Which barrier it answers"), 240, 2)
    needed = forms.IntegerField(
        label=_("How many votes it needs"), min_value=1, max_value=1000, required=False, help_text=_("If it is a vote.")
    )
    coalition = _row(_("Which coalition brings it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].required = True


class Came(forms.Form):
    """What came of it."""

    state = _one_of(_("How it stands"), Outcome.State.choices, widget=forms.RadioSelect)
    day = _past(_("Day"))
    words = _words(_("In a sentence or two"), 400)


class FigureLink(forms.Form):
    """The address of a released number; the page that offers them is put together elsewhere."""

    figure = forms.RegexField(label=_("Released number"), regex=r"^[0-9a-f-]{36}(:\d{1,6})?$", strip=True)


class Aim(_Choosing):
    """Who decides."""

    what = _one_of(_("Who"), [], help_text=_("A whole body, a committee, or one official."))
    role = _one_of(_("What they can do"), Target.Role.choices, widget=forms.RadioSelect, initial="decides")
    power = forms.TypedChoiceField(label=_("How much they decide"), coerce=int, initial=3, choices=[
        (5, _("5: it fails or passes with them")), (4, "4"), (3, "3"), (2, "2"), (1, _("1: little"))])  # fmt: skip


class Weigh(forms.Form):
    """What they can do, and what is asked next."""

    role = _one_of(_("What they can do"), Target.Role.choices, widget=forms.RadioSelect)
    power = forms.TypedChoiceField(label=_("How much they decide"), coerce=int, choices=[
        (5, _("5: it fails or passes with them")), (4, "4"), (3, "3"), (2, "2"), (1, _("1: little"))])  # fmt: skip
    next_ask = _line(_("What we ask of them next"), 200)
    next_on = _day(_("On which day"), required=False)


class Stood(forms.Form):
    """Where they stand, and how we know."""

    value = forms.TypedChoiceField(
        label=_("Where they stand"), coerce=int, choices=Position.Value.choices, widget=forms.RadioSelect,
        help_text=_("Unless somebody heard a yes it is a 3 or a 4. A polite 4 is often a 5."),
    )  # fmt: skip
    source = _one_of(_("How we know"), Position.Source.choices, widget=forms.RadioSelect)
    day = _past(_("Day"))
    words = _words(_("Evidence"), 2000, help_text=_("What they said or did, and who heard it. It is sealed."))


class ByHand(forms.Form):
    """An official no file names."""

    name = _line(_("Name"), 120, needed=True)
    office = _line(
        _("Office"), 80, needed=True, help_text=_("For example: district attorney, sheriff, head of a hospital.")
    )
    district = _line(_("Where"), 80)
    party = _line(_("Party"), 60)
    email = forms.EmailField(label=_("Email of the office"), max_length=160, required=False)
    voice = _line(_("Telephone of the office"), 40)
    address = _line(_("Address of the office"), 240)
    links = forms.URLField(label=_("Web page"), required=False, assume_scheme="https")


class Bring(forms.Form):
    """A file of Open States."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A .tar.xz, .tar.gz or .zip of people files, one .yml, or the .csv of current people."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_UPLOADED:
            raise forms.ValidationError(_("This file is larger than 8 MB. Bring in one state at a time."))
        return file


class Find(forms.Form):
    """Words of a name, an office or a district."""

    words = _line(_("Name, office or district"), 80)


class Reaches(_Choosing):
    """Who of us reaches them."""

    contact = _row(_("Somebody among the contacts"))
    group = _row(_("Or an organization"))
    other = _one_of(_("Or an organizer, or another official"), [], required=False)
    how = _one_of(_("How"), Reach.How.choices, widget=forms.RadioSelect, initial="knows")

    def who(self) -> str:
        """As the service takes it."""
        said = self.cleaned_data
        if said["contact"]:
            return f"contact:{said['contact']}"
        return f"group:{said['group']}" if said["group"] else str(said["other"])


class Talked(_Choosing):
    """One talk."""

    day = _past(_("Day"))
    how = _one_of(_("How"), Talk.How.choices, widget=forms.RadioSelect, initial="meeting")
    demand = _row(_("About which demand"))
    contact = _row(_("Who of us was there"), help_text=_("Besides you."))
    words = _words(_("What was said, and what was promised"), 2000, help_text=_("It is sealed."))
    kind = _one_of(_("For the lobbying log"), Talk.Kind.choices, widget=forms.RadioSelect, initial="exempt")
    minutes = forms.IntegerField(
        label=_("Paid minutes"), min_value=0, max_value=100_000, required=False, help_text=_("With the preparation.")
    )
    cost = forms.DecimalField(
        label=_("Other cost in dollars"), min_value=0, max_digits=9, decimal_places=2, required=False
    )


def demand_begun(row: Demand) -> dict[str, Any]:
    """A demand as a form begins with it."""
    return {name: getattr(row, name) for name in ("what", "campaign", "barrier", "needed")} | {
        "coalition": row.coalition_id
    }
