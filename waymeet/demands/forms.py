"""What people write down about a legal demand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.demands import rules


def _day(label: Any, *, required: bool, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class LogDemand(forms.Form):
    """The first page: what was brought, from whom, and when an answer is due."""

    kind = forms.ChoiceField(label=_("What was brought"), choices=[*rules.KINDS.items()], widget=forms.RadioSelect)
    agency = forms.CharField(
        label=_("From which office"),
        help_text=_("The office, as in “District Attorney”. Never a participant: this line is not sealed."),
        max_length=120,
    )
    came_on = _day(_("Day it came"), required=True)
    answer_by = _day(_("Answer due by"), required=False, help_text=_("As it stands on the paper."))
    received_by = forms.ChoiceField(label=_("Who received it"))
    about_hiv = forms.BooleanField(label=_("It asks about HIV, or could"), required=False)
    wording = forms.CharField(
        label=_("What it says"),
        help_text=_("Word for word, with any name in it. Sealed to those who handle demands."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, people: list[tuple[Any, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["received_by"].choices = [(str(pk), name) for pk, name in people]


class Attach(forms.Form):
    """One file."""

    paper = forms.ChoiceField(label=_("What it is"), choices=[*rules.PAPERS.items()])
    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF, JPEG or PNG of at most 10 MB. It is sealed at once; its own name is not kept."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )


class Decide(forms.Form):
    """What counsel decided."""

    counsel = forms.CharField(label=_("Counsel's name"), max_length=120)
    decision = forms.ChoiceField(
        label=_("Counsel's decision"), choices=[*rules.DECISIONS.items()][1:], widget=forms.RadioSelect
    )
    order_fits = forms.BooleanField(
        label=_("Counsel confirms: the court order was made under 42 CFR Part 2, Subpart E"), required=False
    )
    scope = forms.CharField(
        label=_("What may be handed over, in counsel's words"),
        help_text=_("Exactly which things, to whom, in which form. Sealed."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Hold(forms.Form):
    """What must not be forgotten while the demand is open."""

    kind = forms.ChoiceField(label=_("What it asks for"))
    subject = forms.CharField(
        label=_("Only the row with this id"),
        help_text=_("As its team reads it out. Empty: every row of this kind, which tells nobody whom we know."),
        max_length=40,
        required=False,
    )

    def __init__(self, kinds: list[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = kinds


class Close(forms.Form):
    """How it ended."""

    outcome = forms.ChoiceField(label=_("How it ended"), choices=[*rules.OUTCOMES.items()], widget=forms.RadioSelect)
