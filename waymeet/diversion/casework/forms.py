"""What somebody tells, each answer optional; and how a case begins."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.casefiles.forms_written import Writing
from waymeet.diversion.casework import kinds, said
from waymeet.diversion.incidents.people import RACE_CHOICES
from waymeet.diversion.incidents.said import Door
from waymeet.kernel import clock

NOT_ASKED = ("", _("not asked"))


class DayInput(forms.DateInput):
    input_type = "date"


def _choice(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NOT_ASKED, *choices.choices], required=False, **more)


def _words(label: Any, rows: int = 2, **more: Any) -> forms.CharField:
    attrs = {"rows": rows, "autocomplete": "off", "data-words": True}
    return forms.CharField(label=label, max_length=4000, required=False, widget=forms.Textarea(attrs=attrs), **more)


def _line(label: Any, most: int = 200, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, **more)


class Told(Writing):
    """Every kind: what stands apart is left out of their own page."""

    apart = forms.BooleanField(
        label=_("Somebody else's words or secrets stand in it"),
        required=False,
        help_text=_("Then their own page leaves it out."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "apart"), "apart"])


class Intake(Told):
    """The first talk: only as much as they want."""

    needs_now = _words(_("What is needed now, in their words"))
    housing = _choice(_("Where they sleep"), said.Housing)
    income = _choice(_("Money"), said.Income)
    insurance = _choice(_("Health insurance"), said.Insurance)
    health = _words(_("Health, as they tell it"))
    use = _words(_("Use, as they tell it"))
    overdose = _words(_("Overdoses, as they tell it"))
    legal = _words(_("Courts, warrants, supervision, as they tell it"))
    words = _words(_("What else they say"))


class Month(Told):
    """How a month was."""

    month = forms.ChoiceField(label=_("Month"), required=False)
    housing = _choice(_("Where they sleep"), said.Housing)
    work = _choice(_("Work or school"), said.Work)
    income = _choice(_("Money"), said.Income)
    health = _words(_("Health, as they tell it"))
    legal = _words(_("Courts, warrants, supervision, as they tell it"))
    words = _words(_("What else they say"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["month"]
        today = clock.today()
        numbers = range(today.year * 12 + today.month - 1, today.year * 12 + today.month - 13, -1)
        known = [str(self.initial["month"])] if self.initial.get("month") else []
        months = [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in numbers]
        field.choices = [(month, month) for month in dict.fromkeys([*known, *months])]


class Contact(Told):
    """Somebody was met, or looked for."""

    mode = forms.ChoiceField(label=_("How you met"), choices=said.Mode.choices)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=0, max_value=1440)
    accompanied = _line(
        _("Gone along to"), help_text=_("A court, a doctor, an office: where somebody of us went along.")
    )
    words = _words(_("What was talked about"))


class Service(Told):
    """Something they would like, and how it stands."""

    need = _choice(_("What for"), said.Need)
    where = _line(_("Where"))
    state = forms.ChoiceField(label=_("How it stands"), choices=said.Went.choices, required=False)
    words = _words(_("What else they say"))


class Court(Told):
    """Another case or a warrant, worked out with the prosecutor liaison."""

    case = _line(_("Which case or warrant"))
    agency = _line(_("Which agency"))
    asked = _choice(_("What was asked for"), said.Asked)
    meeting_on = forms.DateField(label=_("Meeting of the operational group"), required=False, widget=DayInput)
    decided = forms.ChoiceField(label=_("What came of it"), choices=said.Decided.choices, required=False)
    reason = _words(_("The reason they gave"))
    seals_on = forms.DateField(
        label=_("Day the law seals it"),
        required=False,
        widget=DayInput,
        help_text=_("From that day on it is gone here too, for everybody."),
    )


FORMS: Mapping[str, type[Told]] = {
    kinds.INTAKE: Intake,
    kinds.MONTH: Month,
    kinds.CONTACT: Contact,
    kinds.SERVICE: Service,
    kinds.COURT: Court,
}
HEADINGS: Mapping[str, tuple[Any, Any]] = {
    kinds.INTAKE: (_("First talk"), _("Write down the first talk")),
    kinds.MONTH: (_("Month by month"), _("Write down a month")),
    kinds.CONTACT: (_("Contacts"), _("Write down a contact")),
    kinds.SERVICE: (_("Services"), _("Write down a service")),
    kinds.COURT: (_("Court cases and warrants"), _("Write down a court case or a warrant")),
}


class Begin(forms.Form):
    """Somebody said yes. Nothing of this is needed but the door."""

    door = forms.ChoiceField(label=_("Which door?"), choices=Door.choices, widget=forms.RadioSelect)
    called = _line(_("What they are called"), 120, help_text=_("Any name, or none."))
    races = forms.MultipleChoiceField(
        label=_("Race, as the person says it"),
        choices=RACE_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several may be true. Nothing chosen means not asked."),
    )
