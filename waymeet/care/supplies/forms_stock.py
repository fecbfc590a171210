"""What people type about stock: where, what, how many, and what the box says."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.care.supplies import queries_places, queries_stock
from waymeet.care.supplies.models import Item, Lot, Movement, Place
from waymeet.care.supplies.services.moving import NOT_ITS_LOT
from waymeet.kernel import clock

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOST = 100_000


def count_of(label: Any, least: int = 1) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=MOST, widget=widget)


class OfPlaces(forms.Form):
    """Choices in the reader's language, from what there is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                choices: Any = field
                choices.queryset = self.choices_of(name)
                choices.label_from_instance = shown

    def choices_of(self, name: str) -> Any:
        if name in ("item", "kit"):
            return Item.objects.filter(kind=Item.Kind.KIT) if name == "kit" else Item.objects.all()
        if name == "lot":
            return Lot.objects.select_related("item")
        return Place.objects.filter(closed_on=None).exclude(kind=Place.Kind.POOL)


def shown(row: Any) -> str:
    return f"{row.item.shown_as}: {row.number}" if isinstance(row, Lot) else str(row.shown_as)


def one_of(label: Any, **more: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label=label, queryset=Place.objects.none(), empty_label=None, **more)


class Act(OfPlaces):
    """A form that is sent once, however often it is sent."""

    act = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class AddPlace(forms.Form):
    """Somewhere stock lies."""

    name_en = forms.CharField(label=_("Name in English"), max_length=80)
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=80, required=False)
    kind = forms.ChoiceField(
        label=_("What kind of place"), choices=[one for one in Place.Kind.choices if one[0] != Place.Kind.POOL]
    )


class SetPart(OfPlaces):
    """What goes into a kit."""

    kit = one_of(_("Kit"))
    item = one_of(_("Part"))
    count = count_of(_("How many in one kit (0 takes it out)"), 0)


class SetLevel(OfPlaces):
    """When to say that something runs low."""

    place = one_of(_("Place"))
    item = one_of(_("Item"))
    least = count_of(_("Say so below (0: never)"), 0)


class Receive(Act):
    """Boxes that came; of the lot only what the box says, and nothing of it is needed."""

    OF_THE_LOT = ("expires_on", "product", "mg_per_dose", "doses", "funder")

    item = one_of(_("Item"))
    count = count_of(_("How many"))
    order = forms.ChoiceField(label=_("From which order"), required=False)
    number = forms.CharField(label=_("Lot number on the box"), max_length=40, required=False)
    expires_on = forms.DateField(label=_("Expires on"), required=False, widget=DAY)
    product = forms.CharField(label=_("Product"), max_length=80, required=False)
    mg_per_dose = forms.DecimalField(
        label=_("Milligrams in a dose"), required=False, min_value=0, max_digits=6, decimal_places=2
    )
    doses = forms.IntegerField(label=_("Doses in one, if not as usual"), required=False, min_value=0, max_value=99)
    funder = forms.CharField(label=_("Who paid for it"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = [one for one in queries_places.orders() if one.state in ("ordered", "arrived in part")]
        order: Any = self.fields["order"]
        order.choices = [("", _("none"))] + [
            (str(one.order.id), f"{one.order.item.shown_as}: {one.arrived} / {one.order.count}, {one.order.day}")
            for one in waiting
        ]

    def clean(self) -> dict[str, Any]:
        """Without its number nothing that the box says could be found again."""
        said = super().clean() or {}
        if not said.get("number") and any(said.get(name) not in (None, "") for name in self.OF_THE_LOT):
            self.add_error("number", _("Type the lot number too: what the box says is kept with it."))
        return said


class Move(Act):
    """What happened at a place. Without a lot, the first to expire goes first."""

    what = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            ("hand_out", _("handed out")),
            ("lose", _("lost or damaged")),
            ("count", _("counted: this many lie here")),
            ("assemble", _("kits put together")),
        ],
    )
    item = one_of(_("Item"))
    count = count_of(_("How many"), 0)
    lot = forms.ModelChoiceField(
        label=_("Lot"), queryset=Place.objects.none(), required=False, empty_label=_("first expired goes first")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        lot, item = said.get("lot"), said.get("item")
        if lot and said.get("what") == "assemble":
            self.add_error("lot", _("Kits are put together of what expires first. Leave the lot empty."))
        elif lot and item and not queries_stock.is_lot_of(lot.id, item.number):
            self.add_error("lot", NOT_ITS_LOT)
        return said


class Send(Act):
    """Boxes that go to another place."""

    target = one_of(_("To"))
    item = one_of(_("Item"))
    count = count_of(_("How many"))


class AddOrder(OfPlaces):
    """What was ordered."""

    item = one_of(_("Item"))
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=1_000_000)
    day = forms.DateField(label=_("Ordered on"), widget=DAY, initial=clock.today)
    source = forms.CharField(label=_("From whom"), max_length=80, required=False)


class ChooseLot(OfPlaces):
    """A lot the maker calls back."""

    lot = one_of(_("Lot"))


class Confirm(forms.Form):
    """How many of each line came."""

    def __init__(self, lines: list[queries_places.Sent], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            lot = f" ({line.lot.number})" if line.lot else ""
            self.fields[line.name] = count_of(f"{line.item.shown_as}{lot}", 0)
            self.fields[line.name].initial = line.count

    def arrived(self) -> dict[Any, int]:
        return {(one.item.number, one.lot.id if one.lot else None): self.cleaned_data[one.name] for one in self.lines}


class TakeBack(forms.Form):
    """An act that was written down by mistake."""

    act = forms.ChoiceField(label=_("What to take back"))

    def __init__(self, rows: Sequence[Movement], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        act: Any = self.fields["act"]
        act.choices = [
            (str(row.act), f"{row.day}: {Movement.Kind(row.kind).label}, {row.item.shown_as}, {row.count}")
            for row in rows
        ]
