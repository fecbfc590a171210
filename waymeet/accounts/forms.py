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


class Code(forms.Form):
    """Six digits from an authenticator app."""

    code = forms.CharField(
        label=_("Six digits"),
        help_text=_("Your authenticator app shows them under “Waymeet”. They change every half minute."),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )


class RecoveryCode(forms.Form):
    """One code of the printed sheet."""

    recovery_code = forms.CharField(
        label=_("Recovery code"),
        help_text=_("Any code of your sheet that is not crossed out. Capitals, spaces and dashes do not matter."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class Recover(RecoveryCode):
    """Signing in without the passphrase."""

    name = SignIn.base_fields["name"]
    field_order = ("name", "recovery_code")


class Passphrase(forms.Form):
    """The present passphrase, once more."""

    passphrase = SignIn.base_fields["passphrase"]


class Confirm(Passphrase):
    """That it is you: passphrase, and the second step of whoever has one."""

    code = Code.base_fields["code"]
    field_order = ("passphrase", "code")

    def __init__(self, data: Any = None, *, digits: bool, or_passkey: bool) -> None:
        super().__init__(data)
        if not digits:
            del self.fields["code"]
        elif or_passkey:
            self.fields["code"].required = False


class NewPasskey(forms.Form):
    """What to call a passkey, so that its owner knows it again."""

    label = forms.CharField(
        label=_("What it is on"),
        help_text=_("As in “my phone” or “blue key”."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ForWhom(forms.Form):
    """Whose phone is added."""

    def __init__(self, data: Any = None, *, people: list[tuple[Any, str]]) -> None:
        super().__init__(data)
        choices = [(str(one), shown_as) for one, shown_as in people]
        self.fields["person"] = forms.ChoiceField(label=_("Whose phone"), choices=choices)


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
