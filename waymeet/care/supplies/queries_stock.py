"""Balances: always sums over the ledger, never a number that is kept."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Sum

from waymeet.care.supplies import rules
from waymeet.care.supplies.models import Lot, Movement, NightStock, Place, Transfer

Key = tuple[UUID | None, int, UUID | None]
OUTSIDE = None


@dataclass(frozen=True)
class Line:
    """So many of an item and lot from one place to another; None is outside of every place."""

    kind: str
    item: int
    lot: UUID | None
    source: UUID | None
    target: UUID | None
    count: int


def ledger(item: int | None = None) -> Iterator[Line]:
    """Every movement, as sums where they are alike, and the lines of every night."""
    only = {} if item is None else {"item_id": item}
    alike = ("kind", "item_id", "lot_id", "source_id", "target_id")
    for row in Movement.objects.filter(**only).order_by().values_list(*alike).annotate(count=Sum("count")):
        yield Line(*row)
    yield from night_lines(NightStock.objects.filter(**only))


def night_lines(nights: Any) -> Iterator[Line]:
    pools = dict(Place.objects.exclude(program=None).values_list("program_id", "id"))
    expiry = dict(Lot.objects.values_list("id", "expires_on"))
    for night in nights.order_by():
        pool = pools.get(night.program_id)
        use = use_of(night, expiry)
        ways = [
            ("night_out", night.place_id, pool, use.out),
            ("night_back", pool, night.place_id, use.back),
            ("handed_out", pool, OUTSIDE, use.handed),
        ]
        for kind, source, target, counts in ways:
            for lot, count in counts.items():
                if count:
                    yield Line(kind, night.item_id, lot, source, target, count)


def use_of(night: NightStock, expiry: dict[UUID, dt.date | None]) -> rules.NightUse:
    held = [rules.Holding(UUID(lot), expiry.get(UUID(lot)), count) for lot, count in night.lots.items()]
    return rules.night_use(held, taken=night.taken_out, back=night.came_back, handed=night.handed_out)


def balances(item: int | None = None) -> Counter[Key]:
    """How many lie where: (place, item, lot). Zeros are left out; less than none says that a count is due."""
    sums: Counter[Key] = Counter()
    for line in ledger(item):
        if line.target is not None:
            sums[line.target, line.item, line.lot] += line.count
        if line.source is not None:
            sums[line.source, line.item, line.lot] -= line.count
    return Counter({key: count for key, count in sums.items() if count})


def holdings(place_id: UUID, item: int) -> list[rules.Holding]:
    """The lots of an item at a place that may go out: a recalled lot is set aside by being recalled."""
    lots = {lot.id: lot for lot in Lot.objects.filter(recalled_on=None)}
    return [
        rules.Holding(lot, lots[lot].expires_on, count)
        for (place, _item, lot), count in balances(item).items()
        if place == place_id and lot in lots and count > 0
    ]


def balance(place_id: UUID, item: int, lot_id: UUID | None) -> int:
    return balances(item)[place_id, item, lot_id]


def usable(place_id: UUID, item: int) -> int:
    """Everything of an item at a place but what a recall sets aside."""
    aside = set(Lot.objects.exclude(recalled_on=None).values_list("id", flat=True))
    held = balances(item).items()
    return sum(count for (place, _item, lot), count in held if place == place_id and lot not in aside)


def still_at(place_id: UUID) -> dict[tuple[int, UUID | None], int]:
    """(item, lot) -> how many of what lies there or is short there."""
    return {(item, lot): count for (place, item, lot), count in balances().items() if place == place_id}


def on_the_way_to(place_id: UUID) -> bool:
    return Transfer.objects.filter(target_id=place_id, received_on=None).exists()


def is_lot_of(lot_id: UUID, item: int) -> bool:
    """A lot is one item's; kits that hold it carry it, too."""
    made = Movement.objects.filter(lot_id=lot_id, item_id=item)
    return Lot.objects.filter(pk=lot_id, item_id=item).exists() or made.exists()


def on_the_way(transfer_id: UUID) -> list[tuple[int, UUID | None, int]]:
    """(item, lot, count) of what was sent and has not been counted in."""
    rows = Movement.objects.filter(transfer_id=transfer_id).order_by("line")
    sums: Counter[tuple[int, UUID | None]] = Counter()
    signs = {Movement.Kind.SENT: 1, Movement.Kind.FOUND_ON_WAY: 1}
    for row in rows:
        sums[row.item_id, row.lot_id] += signs.get(Movement.Kind(row.kind), -1) * row.count
    return [(item, lot, count) for (item, lot), count in sums.items() if count]


@dataclass(frozen=True)
class Books:
    """Everything of one item there ever was, by where it went. `adds_up` is what the ledger promises."""

    came: int
    at_places: int
    on_the_way: int
    handed_out: int
    gone: int
    in_kits: int

    @property
    def adds_up(self) -> bool:
        return self.came == self.at_places + self.on_the_way + self.handed_out + self.gone + self.in_kits


CAME = ("received", "found", "found_on_way", "made")
GONE = ("lost", "missing", "lost_on_way", "recalled")


def books(item: int) -> Books:
    by_kind: Counter[str] = Counter()
    for line in ledger(item):
        by_kind[line.kind] += line.count
        if line.kind in ("night_out", "night_back") and None in (line.source, line.target):
            by_kind["uncounted"] += line.count if line.source is None else -line.count
    return Books(
        came=sum(by_kind[kind] for kind in CAME) + by_kind["uncounted"],
        at_places=sum(balances(item).values()),
        on_the_way=by_kind["sent"] + by_kind["found_on_way"] - by_kind["arrived"] - by_kind["lost_on_way"],
        handed_out=by_kind["handed_out"],
        gone=sum(by_kind[kind] for kind in GONE),
        in_kits=by_kind["used"],
    )
