"""What people type and choose about town and turf."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.turf.addresses import FIELD_WORDS, ColumnPreview

MOST_MEGABYTES = 64
ASKED = (
    "latitude",
    "longitude",
    "point",
    "number",
    "street",
    "street_name",
    "whole",
    "unit",
    "floor",
    "city",
    "postcode",
)


class AddressFile(forms.Form):
    """A CSV or GeoJSON file of addresses."""

    file = forms.FileField(
        label=_("Addresses file"),
        help_text=_("CSV or GeoJSON, from OpenAddresses, a county or an E911 office. Up to 64 MB here."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.geojson,.json,.gz"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(
                _("This file is too large to send through a page. On the server, run: waymeet town addresses FILE")
            )
        return file


class Columns(forms.Form):
    """Which column holds what; what was recognised is chosen already."""

    def __init__(self, preview: ColumnPreview, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preview = preview
        self.recognised = {use.field: use.column for use in preview.columns if use.field}
        columns = [(use.column, use.column) for use in preview.columns]
        for name in ASKED:
            self.fields[name] = forms.ChoiceField(
                label=FIELD_WORDS[name],
                choices=[("", _("not in this file")), *columns],
                initial=self.recognised.get(name, ""),
                required=False,
            )

    def mapping(self) -> dict[str, str]:
        """Only what somebody changed: the rest is understood by itself."""
        said: dict[str, str] = self.cleaned_data
        return {field: column for field, column in said.items() if column != self.recognised.get(field, "")}


class HandOut(forms.Form):
    """Who goes, and until when."""

    places = forms.TypedChoiceField(
        label=_("Who goes"),
        choices=[(1, _("one person")), (2, _("a pair"))],
        coerce=int,
        initial=2,
        widget=forms.RadioSelect,
    )
    hours = forms.TypedChoiceField(
        label=_("The code is good for"),
        choices=[(4, _("4 hours")), (12, _("12 hours")), (24, _("a day")), (72, _("3 days")), (168, _("a week"))],
        coerce=int,
        initial=12,
    )
