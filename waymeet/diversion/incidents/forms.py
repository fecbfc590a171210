"""Writing an incident, a correction, a referral, and rules. Every answer is from a closed list, an amount or a day."""

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from waymeet.diversion.incidents import queries, queries_rules, rules
from waymeet.diversion.incidents.models import Charge, Entry, Officer, RuleVersion
from waymeet.diversion.incidents.people import RACE_CHOICES, AgeBand, Gender, races_in_order
from waymeet.diversion.incidents.said import (
    Came,
    Complainant,
    Door,
    Instead,
    Offer,
    Referrer,
    Response,
    WhyCorrected,
    WhyDeclined,
    WhyNot,
)
from waymeet.diversion.incidents.words import EXCLUSIONS, charge_words
from waymeet.kernel import clock

LINES = 3
NOT_SAID = ("", _("not said"))
NOT_KNOWN = ("", _("not known"))
YES_NO = [NOT_KNOWN, ("no", _("no")), ("yes", _("yes"))]
CONTRADICTS = _("Choose what the person says, or one of not asked, does not know, rather not say.")


class DayInput(forms.DateInput):
    input_type = "date"


def _choice(label: Any, choices: Iterable[Any], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices), required=False, **more)


def _races(label: Any, hint: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=RACE_CHOICES, required=False, widget=forms.CheckboxSelectMultiple, help_text=hint
    )


class Whom(forms.Form):
    """How somebody is written down: no name, race twice."""

    area_number = _choice(_("Which neighborhood?"), [])
    races_said = _races(_("Race, as the person says it"), _("Several may be true. Nothing chosen means not asked."))
    races_seen = _races(_("Race, as the officer saw it"))
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, initial=Gender.UNKNOWN)
    age_band = _choice(_("Age"), AgeBand.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas: Any = self.fields["area_number"]
        areas.choices = [("0", _("not known")), *queries.area_choices()]

    def clean_races_said(self) -> list[str]:
        return self._races("races_said")

    def clean_races_seen(self) -> list[str]:
        return self._races("races_seen")

    def _races(self, name: str) -> list[str]:
        try:
            return races_in_order(self.cleaned_data[name])
        except ValueError as trouble:
            raise forms.ValidationError(CONTRADICTS) from trouble


def _day(**more: Any) -> forms.DateField:
    hint = _("It decides which rules hold. Only its week is kept.")
    return forms.DateField(label=_("Day it happened"), widget=DayInput, help_text=hint, **more)


class IncidentForm(Whom):
    """An incident: what happened, who it was in closed answers, what was decided and why."""

    day = _day()
    came = forms.ChoiceField(label=_("How did the officer come to be there?"), choices=Came.choices)
    officer = forms.IntegerField(label=_("The officer's number here"), required=False, min_value=1)
    complainant = forms.ChoiceField(label=_("Whoever complained"), choices=Complainant.choices)
    offer = forms.ChoiceField(label=_("Was LEAD offered?"), choices=Offer.choices, widget=forms.RadioSelect)
    why_not = _choice(_("If not, why?"), [NOT_SAID, *WhyNot.choices])
    response = _choice(_("If so, what did the person say?"), [("", "—"), *Response.choices])
    why_declined = _choice(_("Declined: only if they said why"), [NOT_SAID, *WhyDeclined.choices])
    instead = _choice(_("What happened instead?"), [("", "—"), *Instead.choices])
    language = _choice(_("Language"), [NOT_SAID, *settings.LANGUAGES, ("other", _("another language"))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.charges = {one.code: one for one in queries_rules.charges()}
        listed = [("", "—"), *((one.code, charge_words(one)) for one in self.charges.values())]
        for line in range(1, LINES + 1):
            self.fields[f"charge_{line}"] = _choice(_("Charge %(number)s") % {"number": line}, listed)
            self.fields[f"amount_{line}"] = forms.DecimalField(
                label=_("Amount, in grams or dollars"), required=False, min_value=0, max_value=10_000, decimal_places=2
            )
        self.asked = sorted({name for row in _adopted() for name in queries_rules.document_of(row).exclusions})
        for name in self.asked:
            self.fields[f"is_{name}"] = _choice(EXCLUSIONS[name], YES_NO)
        self.order_fields(self.order)

    @property
    def order(self) -> list[str]:
        lines = [f"{name}_{line}" for line in range(1, LINES + 1) for name in ("charge", "amount")]
        kept = [name for name in self.fields if name.startswith("is_")]
        who = ["races_said", "races_seen", "gender", "age_band", "language"]
        decided = ["offer", "why_not", "response", "why_declined", "instead"]
        return ["why_corrected", "day", "area_number", "came", "officer", *lines, "complainant", *kept, *who, *decided]

    def said(self) -> dict[str, Any]:
        """What services take."""
        given = self.cleaned_data
        marked = {name: given.get(f"is_{name}", "") for name in self.asked}
        return {
            **{name: value for name, value in given.items() if not name.startswith(("charge_", "amount_", "is_"))},
            "area_number": int(given["area_number"] or 0),
            "charges": self._charged(),
            "present": [name for name, value in marked.items() if value == "yes"],
            "absent": [name for name, value in marked.items() if value == "no"],
        }

    def _charged(self) -> list[tuple[str, int | None, None]]:
        given = self.cleaned_data
        lines = [(given[f"charge_{line}"], given[f"amount_{line}"]) for line in range(1, LINES + 1)]
        return [(code, tenths(amount), None) for code, amount in lines if code]


def tenths(amount: Decimal | None) -> int | None:
    """An amount as it is kept; rounded to the tenth, half up."""
    return None if amount is None else int((amount * rules.TENTHS).to_integral_value(ROUND_HALF_UP))


def _adopted() -> list[RuleVersion]:
    return list(RuleVersion.objects.exclude(adopted_on=None))


class CorrectForm(IncidentForm):
    """What counts from now on; the day only if it was another one."""

    why_corrected = forms.ChoiceField(label=_("Why is it corrected?"), choices=WhyCorrected.choices)
    day = _day(required=False)
    seals_on = forms.DateField(
        label=_("Day the law seals the charges"),
        required=False,
        widget=DayInput,
        help_text=_("They vanish everywhere on the first of that month."),
    )

    @property
    def order(self) -> list[str]:
        return [*super().order, "seals_on"]

    def _charged(self) -> list[Any]:
        seals = self.cleaned_data.get("seals_on")
        return [(code, amount, seals) for code, amount, _none in super()._charged()]


def as_written(told: queries.Told) -> dict[str, Any]:
    """What stands in the form of a correction: what counts now, but not why."""
    row: Entry = told.row
    names = ("area_number", "came", "complainant", "offer", "why_not", "response", "why_declined", "instead")
    first: dict[str, Any] = {name: getattr(row, name) for name in (*names, "gender", "age_band", "language")}
    first |= {"races_said": row.races_said, "races_seen": row.races_seen}
    first["officer"] = row.officer.number if row.officer else None
    for line, one in enumerate(told.charges[:LINES], 1):
        amount = None if one.tenths is None else Decimal(one.tenths) / rules.TENTHS
        first |= {f"charge_{line}": one.charge.code, f"amount_{line}": amount}
        first["seals_on"] = f"{one.seals_month}-01" if one.seals_month else first.get("seals_on")
    first |= {f"is_{name}": "yes" for name in row.present} | {f"is_{name}": "no" for name in row.absent}
    return first


class ReferForm(Whom):
    """Somebody came without an incident."""

    door = forms.ChoiceField(
        label=_("Which door?"),
        choices=[(one.value, one.label) for one in (Door.SOCIAL, Door.COMMUNITY)],
        widget=forms.RadioSelect,
    )
    referrer = forms.ChoiceField(label=_("Who referred them?"), choices=Referrer.choices)
    day = forms.DateField(label=_("Day they were referred"), widget=DayInput, help_text=_("Only its week is kept."))
    response = _choice(_("What did they say?"), [("", "—"), *Response.choices])
    field_order = ("door", "referrer", "day", "area_number", "response")

    def said(self) -> dict[str, Any]:
        return self.cleaned_data | {"area_number": int(self.cleaned_data["area_number"] or 0)}


class ChargeForm(forms.Form):
    """A charge the group has a word for."""

    code = forms.CharField(label=_("Number in the law"), max_length=20, help_text=_("For example PL 220.03."))
    name_en = forms.CharField(label=_("What it is called, in English"), max_length=120)
    name_es = forms.CharField(label=_("What it is called, in Spanish"), max_length=120, required=False)
    unit = _choice(_("An amount is counted in"), [("", _("nothing")), ("g", _("grams")), ("usd", _("dollars"))])


class BasicsForm(forms.Form):
    """Age, complainant, reasons to leave somebody out, deadlines."""

    age_least = _choice(_("Least age"), [("", _("any age")), *((str(age), str(age)) for age in rules.AGES)])
    complainant = forms.BooleanField(label=_("Whoever complained has to agree"), required=False)
    exclusions = forms.MultipleChoiceField(
        label=_("What keeps somebody out"),
        choices=list(EXCLUSIONS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    intake_days = forms.IntegerField(
        label=_("First talk within how many days?"), min_value=1, max_value=rules.LONGEST_DAYS
    )
    minutes = forms.IntegerField(
        label=_("A case manager comes within how many minutes?"), min_value=1, max_value=rules.LONGEST_MINUTES
    )

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return given | {"age_least": int(given["age_least"]) if given["age_least"] else None}


class LimitForm(forms.Form):
    """A charge somebody may be diverted for."""

    code = forms.ChoiceField(label=_("Charge"))
    amount = forms.DecimalField(
        label=_("Up to how much, in grams or dollars?"),
        required=False,
        min_value=Decimal("0.1"),
        max_value=10_000,
        decimal_places=2,
        help_text=_("Leave it empty where there is no limit."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["code"]
        choices.choices = [(one.code, charge_words(one)) for one in Charge.objects.all()]


class CaseForm(forms.Form):
    """An example: these facts, and what must come of them."""

    code = _choice(_("Charge"), [])
    amount = forms.DecimalField(
        label=_("Amount, in grams or dollars"), required=False, min_value=0, max_value=10_000, decimal_places=2
    )
    age_band = _choice(_("Age"), AgeBand.choices)
    complainant = forms.ChoiceField(label=_("Whoever complained"), choices=Complainant.choices)
    present = forms.MultipleChoiceField(
        label=_("What is so"),
        choices=list(EXCLUSIONS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All the rest is not so."),
    )
    expected = forms.ChoiceField(
        label=_("What must come of it?"), choices=[(rules.YES, _("eligible")), (rules.NO, _("not eligible"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["code"]
        choices.choices = [(one.code, charge_words(one)) for one in Charge.objects.all()]

    def case(self) -> rules.Case:
        given = self.cleaned_data
        present = frozenset(given["present"])
        facts = rules.Facts(
            charges=(rules.Charged(given["code"], tenths(given["amount"])),) if given["code"] else (),
            age=int(given["age_band"]) if given["age_band"] else None,
            complainant=given["complainant"],
            present=present,
            absent=frozenset(rules.Exclusion) - present,
        )
        return rules.Case(facts, given["expected"])


class AdoptForm(forms.Form):
    """From when it holds."""

    in_force_from = forms.DateField(
        label=_("Holds from"), widget=DayInput, help_text=_("Tomorrow at the earliest, once rules hold.")
    )


class TrainedForm(forms.Form):
    """Since when an officer is trained; without a number, a new officer."""

    number = _choice(_("Officer"), [])
    month = _choice(_("Trained since"), [])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number: Any = self.fields["number"]
        number.choices = [("", _("a new officer")), *((str(one.number), str(one.number)) for one in _officers())]
        month: Any = self.fields["month"]
        month.choices = [("", _("not trained yet")), *((one, one) for one in _months())]


def _officers() -> list[Officer]:
    return list(Officer.objects.all())


def _months() -> list[str]:
    """Three years back, this month first."""
    today = clock.today()
    number = today.year * 12 + today.month - 1
    return [clock.month_of(dt.date(at // 12, at % 12 + 1, 1)) for at in range(number, number - 36, -1)]
