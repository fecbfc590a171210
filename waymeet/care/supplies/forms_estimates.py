"""What people type about weeks that are counted, counts of all there is, and syringes that came back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.care.supplies import queries_estimates
from waymeet.care.supplies.forms_stock import DAY, OfPlaces, one_of
from waymeet.care.supplies.models import Item, Place
from waymeet.care.supplies.services.counting import MOST
from waymeet.kernel import clock

NUMBER = {"inputmode": "numeric"}


def count_of(label: Any, least: int = 0, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=MOST, widget=forms.NumberInput(NUMBER), **more)


def grams_of(label: Any, places: int = 1, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=7 + places, decimal_places=places, **more)


class EveryPlace(OfPlaces):
    """Night pools too: what went out on nights went out there."""

    def choices_of(self, name: str) -> Any:
        return Place.objects.filter(closed_on=None) if name == "place" else super().choices_of(name)


class ChooseWeek(OfPlaces):
    """Which week, and what is counted in it."""

    day = forms.DateField(
        label=_("A day of the week"),
        widget=DAY,
        initial=clock.today,
        help_text=_("Choose weeks before they begin, spread over the year, and not for what will go out in them."),
    )
    items = forms.ModelMultipleChoiceField(
        label=_("What to count"), queryset=Item.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def choices_of(self, name: str) -> Any:
        return Item.objects.all()


class WriteWeek(EveryPlace):
    """What a place handed out in a counting week."""

    week = forms.TypedChoiceField(label=_("Counting week"), coerce=UUID)
    place = one_of(_("Place"))
    count = count_of(_("Handed out there in the whole week"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        week: Any = self.fields["week"]
        rows = [one.week for one in queries_estimates.counting_weeks()]
        week.choices = [(str(row.id), f"{row.iso_week}: {row.item.shown_as}") for row in rows]


class Price(forms.Form):
    """What a thousand of them cost; it is not kept."""

    price = forms.DecimalField(
        label=_("Dollars for 1,000"), min_value=0, max_digits=9, decimal_places=2, required=False
    )


class WriteOnHand(OfPlaces):
    """All there is of an item, at the end of a day."""

    item = one_of(_("Item"))
    day = forms.DateField(label=_("Counted at the end of"), widget=DAY, initial=clock.today)
    count = count_of(_("There were, at all places together"))
    box = count_of(
        _("Counted to boxes of"),
        1,
        initial=1,
        help_text=_("1: every piece was counted. 100: full boxes of 100 were counted, and nobody looked inside."),
    )
    came = count_of(
        _("Came in since the count before"),
        required=False,
        help_text=_("Leave it empty where boxes are counted in here: then it is added up from what was received."),
    )


class AssumeWeight(forms.Form):
    """What one used syringe weighs."""

    grams_each = grams_of(
        _("Grams a syringe"),
        2,
        help_text=_("Weigh 100 and divide. Orange County, North Carolina, takes 281 to a pound: 1.61 grams each."),
    )
    off_by = grams_of(_("It may be off by, in grams"), 2, initial=0)
    scale_step = grams_of(_("Steps of the scale, in grams"), initial=0)


class TakeReturns(EveryPlace):
    """Counted, or weighed: one of the two."""

    place = one_of(_("Place"))
    day = forms.DateField(label=_("Day"), widget=DAY, initial=clock.today, help_text=_("Only its week is kept."))
    count = count_of(_("Counted"), 1, required=False)
    grams = grams_of(_("Or weighed: the full container, in grams"), required=False)
    container = grams_of(_("The empty container, in grams"), required=False)

    def clean(self) -> dict[str, Any] | None:
        told = super().clean() or {}
        counted, weighed = told.get("count") is not None, told.get("grams") is not None
        if not self.errors and counted == weighed:
            raise forms.ValidationError(_("Type a count or a weight: one of the two."))
        if weighed and told.get("container") is None and not self.errors:
            self.add_error("container", _("Weigh the empty container, too. Type 0 where there was none."))
        return told


class TakeBackReturns(forms.Form):
    """What was written by mistake."""

    returned = forms.TypedChoiceField(label=_("What to take back"), coerce=UUID)

    def __init__(self, rows: Sequence[queries_estimates.Back], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        returned: Any = self.fields["returned"]
        returned.choices = [(str(one.row.id), said(one)) for one in rows[:50]]


def said(one: queries_estimates.Back) -> str:
    many = one.row.count if one.found is None else f"{one.row.grams} g"
    return f"{one.row.iso_week}: {one.place.shown_as}, {many}"
