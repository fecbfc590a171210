"""Which value stays, field by field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.casefiles.faces import LANGUAGES
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.duplicates.services.merging import CHOICES

LABELS: dict[str, Any] = {
    "name": _("Name"),
    "chosen_name": _("What they want to be called"),
    "pronouns": _("Pronouns"),
    "languages": _("Languages"),
    "address": _("Where they live"),
    "household": _("Whom they live with"),
    "reach_by": _("How they want to be reached"),
    "reach_when": _("When they want to be reached"),
    "source": _("How we met"),
}


def said(row: Contact, name: str) -> str:
    """A value as a person reads it, "" where nothing was said."""
    if name == "languages":
        return ", ".join(str(LANGUAGES.get(code, code)) for code in row.languages.split())
    if name == "household":
        others = Contact.objects.filter(household=row.household_id).exclude(pk=row.pk) if row.household_id else []
        return ", ".join(one.called or str(_("no name")) for one in others)
    shown = getattr(row, f"get_{name}_display", None)
    return str(shown() if shown else getattr(row, name))


class Keep(forms.Form):
    """A choice for each field in which the two differ; where only one says something, that is chosen already."""

    def __init__(self, stays: Contact, goes: Contact, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.same: list[tuple[Any, str]] = []
        for name in CHOICES:
            mine, theirs = said(stays, name), said(goes, name)
            if mine == theirs:
                self.same += [(LABELS[name], mine)] if mine else []
                continue
            choices = [("kept", mine or _("not said")), ("other", theirs or _("not said"))]
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name], choices=choices, initial="kept" if mine else "other", widget=forms.RadioSelect
            )
