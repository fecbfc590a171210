"""What people choose and write on the pages of releases."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.reports.measures.register import MEASURES
from waymeet.reports.release.published import month_words
from waymeet.reports.release.words import BECAUSE


class Propose(forms.Form):
    """A measure and the months it is counted for."""

    measure = forms.ChoiceField(widget=forms.HiddenInput)
    first_month = forms.ChoiceField(label=_("First month"))
    last_month = forms.ChoiceField(label=_("Last month"), help_text=_("At most twelve months."))

    def __init__(self, *args: Any, months: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(month, month_words(month)) for month in months]
        fields: dict[str, Any] = self.fields
        fields["measure"].choices = [(name, measure.sentence) for name, measure in MEASURES.items()]
        fields["first_month"].choices = fields["last_month"].choices = choices


class Approve(forms.Form):
    """Agrees to the table with this hash."""

    content_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)


class SendBack(Approve):
    reason = forms.CharField(
        label=_("What has to change"),
        help_text=_("Name no person and no small number."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Withdraw(forms.Form):
    because = forms.ChoiceField(
        label=_("Why"),
        choices=[*BECAUSE.items()],
        widget=forms.RadioSelect,
        help_text=_("This is printed for everybody."),
    )
