"""What people type about accounts."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.roles import Role


class SignIn(forms.Form):
    """Passphrases are words: shown as typed would help, but somebody may look over a shoulder."""

    name = forms.CharField(
        label=_("Sign-in name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    passphrase = forms.CharField(
        label=_("Passphrase"),
        help_text=_("The words on your card, with spaces between them."),
        max_length=200,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def _role_choices() -> list[tuple[str, Any]]:
    return [(role.value, role.label) for role in Role]


class Roles(forms.Form):
    """A person can hold several roles, or none."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=_role_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Give what the work needs, and no more. The roles page says what each role may do."),
    )


class Invite(Roles):
    """A new account; its passphrase is made by the machine."""

    shown_as = forms.CharField(
        label=_("Name to show"), max_length=80, help_text=_("What colleagues call this person. A first name is enough.")
    )
    name = forms.CharField(
        label=_("Sign-in name"),
        max_length=39,
        help_text=_("Small letters, digits, dots and dashes. It cannot be changed later."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    field_order = ("shown_as", "name", "language", "roles")
