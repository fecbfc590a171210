"""What people send about canvassing at the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BundleFile(forms.Form):
    """A sealed bundle that a phone saved to a file."""

    file = forms.FileField(
        label=_("Bundle from a phone"),
        help_text=_("A phone that is locked or without signal can save its work to a file. It stays sealed in it."),
    )
