"""A list from an agency, what its columns are, what its codes mean, and which counts are the same."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.diversion.agencies.queries import agency_choices
from waymeet.diversion.feeds import reading, rules
from waymeet.diversion.feeds.said import FIELDS, Days, Kind, Outcome
from waymeet.diversion.incidents.people import Race, Unsaid
from waymeet.diversion.incidents.queries import area_choices
from waymeet.diversion.incidents.queries_rules import charges
from waymeet.diversion.incidents.words import charge_words

Choices = Sequence[tuple[str, str]]
LATER = ("", _("later: such rows are put aside"))


class ListForm(forms.Form):
    """A file, read in memory and kept nowhere."""

    file = forms.FileField(
        label=_("The agency's list"),
        help_text=_("CSV, XLSX or JSON, up to 64 MB. It is read and dropped; names are never kept."),
        error_messages={"required": _("Choose a file of at most 64 MB.")},
    )


class DescribeForm(ListForm):
    """Whose list it is, and what it holds."""

    agency_id = forms.ChoiceField(label=_("Agency"))
    kind = forms.ChoiceField(label=_("What the list holds"), choices=Kind.choices)
    field_order = ("agency_id", "kind", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies: Any = self.fields["agency_id"]
        agencies.choices = agency_choices()


class ColumnsForm(forms.Form):
    """What each of our fields is called in the list. `told` carries the codes of columns that may be read."""

    agency_id = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    told = forms.JSONField(widget=forms.HiddenInput)
    days = forms.ChoiceField(label=_("How days are written"), choices=Days.choices)

    def __init__(self, *args: Any, headings: Sequence[reading.Heading] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = self._told(headings)
        self.initial.setdefault("told", told)
        for name, words in FIELDS.items():
            may = [one["words"] for one in told if one["number"] == (name == "same")]
            listed = [("", _("not in this list")), *((one, one) for one in may)]
            self.fields[f"is_{name}"] = forms.ChoiceField(label=words, choices=listed, required=name == "day")

    def _told(self, headings: Sequence[reading.Heading]) -> list[dict[str, Any]]:
        if not self.is_bound:
            return [
                {"words": one.words, "number": one.number, "codes": [code for code, _count in one.codes]}
                for one in headings
                if one.refused is None
            ]
        try:
            known = json.loads(self.data.get("told", "[]"))
        except ValueError:
            return []
        return [one for one in known if isinstance(one, dict) and {"words", "number", "codes"} <= set(one)]

    def columns(self) -> dict[str, str]:
        given = self.cleaned_data
        return {name: given[f"is_{name}"] for name in FIELDS if given.get(f"is_{name}")}

    def codes(self) -> dict[str, list[str]]:
        """What stands in each chosen column whose codes need a meaning."""
        told = {one["words"]: one["codes"] for one in self.cleaned_data["told"]}
        return {name: told.get(heading, []) for name, heading in self.columns().items() if name in rules.CODED}


class CodesForm(forms.Form):
    """What each code of theirs means. Nothing is guessed: what nobody chose is put aside when a list is read."""

    agency_id = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    days = forms.ChoiceField(choices=Days.choices, widget=forms.HiddenInput)
    columns = forms.JSONField(widget=forms.HiddenInput)
    listed = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, known: Mapping[str, Mapping[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        try:
            listed = json.loads(self.data["listed"]) if self.is_bound else self.initial["listed"]
        except (KeyError, ValueError):
            listed = {}
        self.places: dict[str, tuple[str, str]] = {}
        for name in (one for one in rules.CODED if one in listed):
            for at, code in enumerate(listed[name]):
                place = f"{name}_{at}"
                self.places[place] = (name, str(code))
                self.fields[place] = forms.ChoiceField(
                    label=f"{FIELDS[name]}: {code}", choices=[LATER, *choices_of(name)], required=False
                )
                if known:
                    self.initial[place] = known.get(name, {}).get(rules.folded(str(code)), "")

    def values(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for place, (name, code) in self.places.items():
            if self.cleaned_data[place]:
                found.setdefault(name, {})[code] = self.cleaned_data[place]
        return found


def choices_of(name: str) -> list[tuple[str, Any]]:
    """What a code of theirs can mean."""
    if name == "race":
        both = [
            (f"{code}{rules.SEPARATES}{Race.HISPANIC.value}", f"{label} + {Race.HISPANIC.label}")
            for code, label in Race.choices
            if code != Race.HISPANIC
        ]
        return [*Race.choices, *both, (Unsaid.DOES_NOT_KNOW.value, _("not known"))]
    if name == "ethnicity":
        return [
            (rules.HISPANIC, Race.HISPANIC.label),
            (rules.NOT_HISPANIC, _("not Hispanic")),
            (rules.UNTOLD, _("not known")),
        ]
    if name == "area":
        return [("0", _("not known, or outside")), *((str(number), words) for number, words in area_choices())]
    if name == "charge":
        return [*((one.code, charge_words(one)) for one in charges()), (rules.OTHER, _("none of the charges we keep"))]
    return list(Outcome.choices)


class SameForm(forms.Form):
    """So many of ours are so many of theirs: chosen from what was left on both sides."""

    ours = forms.ChoiceField(label=_("Ours, in no list"))
    theirs = forms.ChoiceField(label=_("Theirs, not with us"))
    count = forms.IntegerField(label=_("How many"), min_value=1, initial=1)

    def __init__(self, *args: Any, ours: Choices, theirs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("ours", ours), ("theirs", theirs)):
            field: Any = self.fields[name]
            field.choices = choices
