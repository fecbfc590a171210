"""A form with one of everything, for the page that shows it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Specimen(forms.Form):
    """Asks nothing real."""

    street = forms.CharField(label=_("Street"), help_text=_("As it stands on the sign."))
    doors = forms.IntegerField(label=_("Doors in each turf"), min_value=1, max_value=400)
    language = forms.ChoiceField(label=_("Language"), choices=[("en", _("English")), ("es", _("Spanish"))])
    places = forms.ChoiceField(
        label=_("Who goes"), choices=[("1", _("one person")), ("2", _("a pair"))], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label=_("I have read it out"), required=False)
