"""What the pages of stock show: what lies where, what runs low or out of date, what is ordered, where a lot went."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db.models import Q, Sum

from waymeet.care.supplies import queries_stock, rules
from waymeet.care.supplies.models import (
    Item,
    Level,
    Lot,
    Movement,
    NightStock,
    Order,
    Part,
    Place,
    RecallDone,
    Transfer,
)
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound


@dataclass(frozen=True)
class Stock:
    """One line of what lies at a place."""

    place: Place
    item: Item
    lot: Lot | None
    count: int

    @property
    def doses(self) -> int:
        own = self.lot.doses if self.lot and self.lot.item_id == self.item.number else None
        return self.count * (self.item.doses if own is None else own)

    @property
    def warning(self) -> str:
        """One of "", "recalled", "less than none", "expired", "expires soon"."""
        expires = self.lot.expires_on if self.lot else None
        if self.lot and self.lot.recalled_on:
            return "recalled"
        if self.count < 0:
            return "less than none"
        if expires and expires < clock.today():
            return "expired"
        return "expires soon" if expires and expires < clock.today() + rules.SOON else ""


def stock(place_id: UUID | None = None) -> list[Stock]:
    """By place, item and expiry; what has no lot comes last."""
    places = {place.id: place for place in Place.objects.all()}
    items = {item.number: item for item in Item.objects.all()}
    lots = {lot.id: lot for lot in Lot.objects.all()}
    rows = [
        Stock(places[place], items[item], lots[lot] if lot else None, count)
        for (place, item, lot), count in queries_stock.balances().items()
        if place is not None and place_id in (None, place)
    ]
    return sorted(rows, key=_turn)


def _turn(row: Stock) -> tuple[str, str, int, bool, dt.date, str]:
    expires = (row.lot and row.lot.expires_on) or dt.date.max
    return (
        row.place.name_en,
        str(row.place.id),
        row.item.number,
        row.lot is None,
        expires,
        row.lot.number if row.lot else "",
    )


def doses_by_place() -> list[tuple[str, int]]:
    sums: Counter[str] = Counter()
    for row in stock():
        sums[row.place.shown_as] += row.doses
    return [(place, doses) for place, doses in sums.items() if doses > 0]


def open_places() -> Sequence[Place]:
    """Where somebody can count and send; pools are counted by their nights."""
    return list(Place.objects.filter(closed_on=None).exclude(kind=Place.Kind.POOL))


def a_place(place_id: UUID) -> Place:
    place = Place.objects.filter(pk=place_id).first()
    if place is None:
        raise NotFound
    return place


@dataclass(frozen=True)
class Low:
    """Fewer than wished for. `ordered` is what is still to come, wherever it will go."""

    place: Place
    item: Item
    least: int
    count: int
    ordered: int


def parts() -> Sequence[Part]:
    """What kits are made of."""
    return list(Part.objects.select_related("kit", "item").order_by("kit_id", "item_id"))


def levels() -> Sequence[Level]:
    """When something is said to run low, of every place that says so."""
    return list(Level.objects.select_related("place", "item").order_by("place__name_en", "item_id"))


def running_low() -> list[Low]:
    still = _still_to_come()
    rows = []
    for level in levels():
        count = queries_stock.usable(level.place_id, level.item_id)
        if count < level.least:
            rows.append(Low(level.place, level.item, level.least, count, still[level.item_id]))
    return rows


@dataclass(frozen=True)
class Ordered:
    """An order and what came of it."""

    order: Order
    arrived: int

    @property
    def state(self) -> str:
        """One of "cancelled", "arrived", "arrived in part", "ordered"."""
        if self.order.cancelled_on:
            return "cancelled"
        if self.arrived >= self.order.count:
            return "arrived"
        return "arrived in part" if self.arrived > 0 else "ordered"


def orders() -> list[Ordered]:
    arrived = dict(Movement.objects.exclude(order=None).order_by().values_list("order").annotate(n=Sum("count")))
    return [Ordered(order, arrived.get(order.id, 0)) for order in Order.objects.select_related("item")]


def _still_to_come() -> Counter[int]:
    still: Counter[int] = Counter()
    for one in orders():
        if one.state in ("ordered", "arrived in part"):
            still[one.order.item_id] += one.order.count - one.arrived
    return still


@dataclass(frozen=True)
class Sent:
    """A line of a transfer that waits to be counted in."""

    item: Item
    lot: Lot | None
    count: int

    @property
    def name(self) -> str:
        return f"{self.item.number}-{self.lot.id if self.lot else ''}"


def a_transfer(transfer_id: UUID) -> tuple[Transfer, list[Sent]]:
    transfer = Transfer.objects.select_related("source", "target").filter(pk=transfer_id, received_on=None).first()
    if transfer is None:
        raise NotFound
    lots = Lot.objects.in_bulk()
    items = Item.objects.in_bulk()
    lines = queries_stock.on_the_way(transfer_id)
    return transfer, [Sent(items[item], lots[lot] if lot else None, count) for item, lot, count in lines]


def on_the_way() -> Sequence[Transfer]:
    return list(Transfer.objects.filter(received_on=None).select_related("source", "target"))


def movements(place_id: UUID, limit: int = 100) -> Sequence[Movement]:
    here = Q(source_id=place_id) | Q(target_id=place_id)
    return list(Movement.objects.filter(here).select_related("item", "lot", "source", "target")[:limit])


@dataclass(frozen=True)
class Reached:
    """A place a lot lay at or lies at: how many came, how many are there, and whether it was seen to."""

    place: Place
    came: int
    here: int
    done_on: dt.date | None

    @property
    def is_done(self) -> bool:
        return self.done_on is not None and self.here <= 0


def a_lot(lot_id: UUID) -> Lot:
    lot = Lot.objects.select_related("item").filter(pk=lot_id).first()
    if lot is None:
        raise NotFound
    return lot


def reached_by(lot_id: UUID) -> list[Reached]:
    """Every place the lot came to, kits that hold it counted too."""
    came: Counter[UUID] = Counter()
    here: Counter[UUID] = Counter()
    for line in queries_stock.ledger():
        if line.lot != lot_id:
            continue
        if line.target:
            here[line.target] += line.count
            came[line.target] += 0 if line.kind == "night_back" else line.count
        if line.source:
            here[line.source] -= line.count
    done = dict(RecallDone.objects.filter(lot_id=lot_id).values_list("place_id", "day"))
    places = Place.objects.in_bulk(list(came))
    rows = [Reached(places[one], came[one], here[one], done.get(one)) for one in came]
    return sorted(rows, key=lambda row: (row.place.name_en, str(row.place.id)))


def handed_out_of(lot_id: UUID) -> int:
    return sum(line.count for line in queries_stock.ledger() if line.lot == lot_id and line.kind == "handed_out")


def nights_with(lot_id: UUID) -> list[NightStock]:
    """The nights that took some of a lot out: their weeks and programs are as near as a lot is followed."""
    rows = NightStock.objects.select_related("program", "item")
    return [row for row in rows if row.lots.get(str(lot_id))]


def lots_numbered(number: str) -> Sequence[Lot]:
    """Our lots with this number on the box; two items may bear the same."""
    return list(Lot.objects.filter(number=rules.plain_lot(number)).select_related("item"))


def recalled_lots() -> Sequence[Lot]:
    return list(Lot.objects.exclude(recalled_on=None).select_related("item"))


def taken_from(program_id: UUID, day: dt.date) -> Place | None:
    """Where that night's boxes came from; before it is counted, the first storeroom."""
    nights = NightStock.objects.filter(program_id=program_id, day=day).exclude(taken_out=0)
    row = nights.select_related("place").first()
    if row is not None:
        return row.place
    return Place.objects.filter(kind=Place.Kind.SITE, closed_on=None).first()


def handed_out_by_kind_of_place(items: frozenset[int]) -> list[tuple[str, dt.date, int]]:
    """(kind of place, day, how many) of these items, what was taken back subtracted; nights are not in it."""
    rows = Movement.objects.filter(kind=Movement.Kind.HANDED_OUT, item_id__in=items).exclude(source=None)
    sums = rows.exclude(source__kind=Place.Kind.POOL).order_by().values_list("source__kind", "day")
    return list(sums.annotate(n=Sum("count")))


def acts_to_take_back(place_id: UUID, limit: int = 20) -> list[Movement]:
    """The first line of each newer act here that can be taken back and was not."""
    rows = [row for row in movements(place_id, 200) if row.transfer_id is None and not row.kind.startswith("night")]
    taken_back = set(Movement.objects.filter(count__lt=0).values_list("act", flat=True))
    first = {row.act: row for row in reversed(rows) if row.count > 0 and uuid5(row.act, "undo") not in taken_back}
    return list(reversed(first.values()))[:limit]
