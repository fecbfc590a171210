"""What people choose about an introduction."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class Assign(forms.Form):
    """Who calls."""

    to = forms.TypedChoiceField(label=_("Who calls"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, people: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = [("", _("nobody yet")), *people]
