"""What is typed about services, asked of the directory, and brought in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from waymeet.care.directory import queries
from waymeet.care.directory.rules import barriers, hours, needs

MOST_MEGABYTES = 96
TONGUES: dict[str, Any] = {
    "en": _("English"),
    "es": _("Spanish"),
    "ar": _("Arabic"),
    "bn": _("Bengali"),
    "my": _("Burmese"),
    "zh": _("Chinese"),
    "fr": _("French"),
    "ht": _("Haitian Creole"),
    "kar": _("Karen"),
    "ps": _("Pashto"),
    "ru": _("Russian"),
    "ur": _("Urdu"),
    "vi": _("Vietnamese"),
    "ase": _("American Sign Language"),
}
DAYS = {
    "MO": _("Monday"),
    "TU": _("Tuesday"),
    "WE": _("Wednesday"),
    "TH": _("Thursday"),
    "FR": _("Friday"),
    "SA": _("Saturday"),
    "SU": _("Sunday"),
}
STATES = [
    ("active", _("open for people")),
    ("temporarily closed", _("closed for a while")),
    ("inactive", _("not running now")),
    ("defunct", _("gone")),
]


def _line(label: Any, most: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=more.pop("required", False), **more)


def _text(label: Any, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=2000, required=False, widget=widget, **more)


class Ask(forms.Form):
    """What somebody looks for. It is sent in the body of the request, so that no history and no log keeps it."""

    words = _line(_("Words"), 100, help_text=_("A name, a street, what it is about."))
    need = forms.ChoiceField(label=_("Kind of help"), required=False)
    area = forms.ChoiceField(label=_("Near"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    doors = forms.MultipleChoiceField(
        label=_("At the door"),
        choices=[(code, words) for code, (_easy, words) in barriers.EASY.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    open_now = forms.BooleanField(label=_("Open now"), required=False)
    point = forms.RegexField(r"-?\d{1,9},-?\d{1,9}", widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["need"].choices = [("", _("any")), *needs.WORDS.items()]
        fields["area"].choices = [("", _("anywhere")), *areas]
        fields["language"].choices = [("", _("any")), *queries.languages()]


class ServiceForm(forms.Form):
    """A service, in the words of whoever keeps the directory."""

    name = _line(_("What it is called"), required=True)
    organization = forms.ChoiceField(label=_("Who runs it"), required=False)
    organization_name = _line(_("Or a new organization"), help_text=_("Leave both empty where it runs itself."))
    status = forms.ChoiceField(label=_("Is it running?"), choices=STATES)
    about = _text(_("What one gets there"))
    alert = _text(_("What everybody must know first"), help_text=_("Such as: moved, closed this week."))
    who = _text(_("Who may come"))
    apply = _text(_("How to get in"))
    fees = _text(_("What it costs"))
    needs = forms.MultipleChoiceField(
        label=_("Kinds of help"),
        choices=list(needs.WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=list(TONGUES.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    phone = _line(_("Phone"), 60)
    email = forms.EmailField(label=_("Email"), required=False)
    url = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    street = _line(_("Street and number"))
    more = _line(_("Floor, room"))
    city = _line(_("Town"), 100)
    state = _line(_("State"), 40)
    zip = _line(_("Postcode"), 20)
    way = _line(_("How to get there"))
    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(label=_("Longitude"), min_value=-180, max_value=180, required=False)

    def __init__(self, *args: Any, new: bool, odd_hours: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if new:
            fields["organization"].choices = [("", _("a new one")), *queries.organizations()]
        else:
            del fields["organization"], fields["organization_name"]
        self.odd_hours = odd_hours
        for day, words in () if odd_hours else DAYS.items():
            for part, said in (("opens", _("opens")), ("closes", _("closes"))):
                widget = forms.TimeInput(attrs={"type": "time", "autocomplete": "off"}, format="%H:%M")
                label = f"{words}, {said}"
                fields[f"{day}_{part}"] = forms.TimeField(label=label, widget=widget, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for day in hours.DAYS:
            opens, closes = said.get(f"{day}_opens"), said.get(f"{day}_closes")
            if bool(opens) != bool(closes):
                self.add_error(f"{day}_closes", _("A day needs both: when it opens and when it closes."))
        if said.get("organization") and said.get("organization_name"):
            self.add_error("organization_name", _("Choose an organization or type a new one, not both."))
        if (said.get("latitude") is None) != (said.get("longitude") is None):
            self.add_error("longitude", _("A place needs both: latitude and longitude."))
        return said

    def said(self) -> dict[str, Any]:
        """As by_hand.save takes it; languages are written down by their English names."""
        from django.utils import translation

        with translation.override("en"):
            names = {code: str(words) for code, words in TONGUES.items()}
        return {**self.cleaned_data, "names_of_languages": names}


class Doors(forms.Form):
    """How the door is, as participants say it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, question in barriers.QUESTIONS.items():
            self.fields[code] = forms.ChoiceField(
                label=question, choices=list(barriers.ANSWERS.items()), widget=forms.RadioSelect, required=False
            )

    def said(self, before: dict[str, list[str]]) -> dict[str, str]:
        """Every question that was answered; "nobody has told us" only takes back an answer there was."""
        given = {code: value for code, value in self.cleaned_data.items() if value}
        return {code: value for code, value in given.items() if value != barriers.UNKNOWN or code in before}


class PackageFile(forms.Form):
    """A directory from elsewhere."""

    file = forms.FileField(
        label=_("Directory"),
        help_text=_("HSDS 3.0 as a .zip of tables or of JSON, one .json or .csv; or lines of the older Ohana form."),
        widget=forms.FileInput(attrs={"accept": ".zip,.csv,.json,.jsonl,.ndjson"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("This file is too large. Bring in one county at a time."))
        return file


class Pocket(forms.Form):
    """Which services go onto the pocket list."""

    needs = forms.MultipleChoiceField(
        label=_("Kinds of help"),
        choices=list(needs.WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: everything, as far as it fits."),
    )
    easy = forms.BooleanField(label=_("Only where no ID is asked"), required=False)
