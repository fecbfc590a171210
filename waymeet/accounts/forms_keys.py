"""What people type in a ceremony of keys."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.kernel.key_sheets import FEWEST, MOST


class PrintSheets(forms.Form):
    """k of n."""

    among = forms.IntegerField(
        label=_("How many sheets"),
        min_value=FEWEST,
        max_value=MOST,
        help_text=_("One for each person or place that keeps one: two to seven."),
    )
    needed = forms.IntegerField(
        label=_("How many of them give the key back"),
        min_value=FEWEST,
        max_value=MOST,
        help_text=_("So many people must come together. Fewer learn nothing."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("needed", 0) > given.get("among", MOST):
            self.add_error("needed", _("There would not be that many sheets. Choose fewer, or print more."))
        return given


class TypeSheet(forms.Form):
    """One sheet. Words that are wrong stay in the field, to be compared with the paper."""

    words = forms.CharField(
        label=_("The words of the sheet"),
        max_length=500,
        help_text=_("All 33 words in their order, with spaces between them. They are English words on every sheet."),
        widget=forms.Textarea(
            attrs={"rows": 6, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "lang": "en"}
        ),
    )


class Members(forms.Form):
    """Who gets the key."""

    members = forms.MultipleChoiceField(
        label=_("Who gets the key"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Members of the team now. Each opens it with their own sign-in."),
    )

    def __init__(self, members: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["members"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(members)
