"""What is typed and chosen about a list: the file, which sheet, and which column holds what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.contacts.models import Entry
from waymeet.organizing.imports.models import Batch
from waymeet.organizing.imports.reading import Sheet
from waymeet.organizing.imports.rules.columns import guess, hurts, kind_of, source_of
from waymeet.organizing.imports.services import Reading

MOST_MEGABYTES = 256
FIELD_WORDS: dict[str, Any] = {
    "name": _("whole name"),
    "first": _("first name"),
    "middle": _("middle name"),
    "last": _("last name"),
    "suffix": _("after the name (Jr.)"),
    "chosen": _("what they want to be called"),
    "pronouns": _("pronouns"),
    "languages": _("languages"),
    "phone": _("phone numbers"),
    "email": _("emails"),
    "address": _("address or street"),
    "address_more": _("apartment, second line"),
    "city": _("town"),
    "state": _("state"),
    "zip": _("postcode"),
    "when": _("when they want to be reached"),
    "since": _("known since"),
    "no_contact": _("never contact"),
    "no_call": _("never call"),
    "no_text": _("never text"),
    "no_email": _("never email"),
    "no_letter": _("never write a letter"),
    "no_visit": _("never visit"),
    "email_status": _("subscribed to email or not"),
    "text_status": _("subscribed to texts or not"),
    "note": _("notes (kept sealed)"),
    "id": _("the tool's own number"),
    "result": _("VAN: result"),
    "contact_type": _("VAN: contact type"),
    "canvasser": _("VAN: who canvassed"),
    "day": _("VAN: day of the canvass"),
    "code": _("VAN: activist code"),
    "code_name": _("VAN: name of the activist code"),
}


class ListFile(forms.Form):
    """A list of people."""

    file = forms.FileField(
        label=_("List"),
        help_text=_("CSV or XLSX, from VAN, Action Network, Mobilize or your own. Up to 500,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("This file is too large. Divide it into several, and bring in each."))
        return file


class Columns(forms.Form):
    """Which column holds what; what was recognised is chosen already. Columns that hurt cannot be chosen."""

    def __init__(self, sheet: Sheet, *args: Any, day_first: bool | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = sheet
        guessed = guess(sheet.columns)
        self.refused = [column for column in sheet.columns if hurts(column)]
        for at, column in enumerate(sheet.columns):
            if not hurts(column):
                self.fields[f"column_{at}"] = forms.ChoiceField(
                    label=column,
                    choices=[("", _("left out")), *FIELD_WORDS.items()],
                    initial=guessed.get(at, ""),
                    required=False,
                )
        self._more(sheet.columns, tuple(guessed.values()), day_first=day_first)

    def _more(self, columns: Sequence[str], fields: Sequence[str], *, day_first: bool | None) -> None:
        if "since" in fields or "day" in fields:
            self.fields["days"] = forms.ChoiceField(
                label=_("How days are written"),
                choices=[("month", _("month first, as in 3/5/2026")), ("day", _("day first, as in 5/3/2026"))],
                initial="day" if day_first else "month",
                help_text=_("It matters only where both are possible."),
                required=False,
            )
        if "result" in fields:
            ways = (Entry.Kind.VISITED, Entry.Kind.CALLED, Entry.Kind.TEXTED, Entry.Kind.MET)
            self.fields["reached"] = forms.ChoiceField(
                label=_("How people were reached"), choices=[(way.value, way.label) for way in ways], required=False
            )
        self.fields["source"] = forms.ChoiceField(
            label=_("Which tool wrote the list"), choices=Batch.Source.choices, initial=source_of(columns)
        )
        if kind_of(fields) == Batch.Kind.PEOPLE:
            self.fields["alike"] = forms.BooleanField(
                label=_("Same name with the same phone or email: take them as new people"),
                help_text=_(
                    "Tick it where families share names and phones. Brought in twice, the list then doubles them."
                ),
                required=False,
            )

    def how(self) -> Reading:
        given: Mapping[str, str] = self.cleaned_data
        named = {name: value for name, value in given.items() if name.startswith("column_") and value}
        return Reading(
            fields={int(name.removeprefix("column_")): value for name, value in named.items()},
            source=given["source"],
            day_first=given.get("days") == "day",
            reached=given.get("reached") or Entry.Kind.VISITED,
            alike_are_new=bool(given.get("alike")),
        )

    @property
    def left_out(self) -> list[str]:
        """Columns nobody recognised and nobody chose."""
        told = [(at, column) for at, column in enumerate(self.listed.columns) if f"column_{at}" in self.fields]
        return [column for at, column in told if not self[f"column_{at}"].value()]
