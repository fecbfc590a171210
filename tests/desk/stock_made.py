"""Stock for tests of pages: two places, a lot, an order that came in part, boxes on their way, and a recall."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from waymeet.accounts.people import Person
from waymeet.care.naloxone import paper
from waymeet.care.supplies import services
from waymeet.care.supplies.models import CountingWeek, Lot, Order, PieceWeight, Place, Program
from waymeet.care.supplies.services.moving import LotTold
from waymeet.kernel import clock


@dataclass(frozen=True)
class Made:
    """What lies where: 90 kits of lot A1 in the store, 10 on their way to the barber, 100 still ordered."""

    store: Place
    barber: Place
    lot: Lot
    order: Order
    transfer: str

    @property
    def addresses(self) -> dict[str, str]:
        return {"stock_place": str(self.store.id), "stock_lot": str(self.lot.id), "stock_transfer": self.transfer}


def stock(by: Person, item: int = 1, lot: str = "A1") -> Made:
    store = services.add_place(name_en="Clinton Avenue store", name_es="Bodega de Clinton", kind="site", by=by)
    barber = services.add_place(name_en="A barber shop", name_es="Una barbería", kind="barber", by=by)
    order = services.order(item=item, count=200, day=clock.today(), source="The state", by=by)
    told = LotTold(lot, clock.today() + dt.timedelta(days=30), product="Nasal spray")
    services.receive(act=uuid4(), place_id=store.id, item=item, count=100, lot=told, order=order.id, by=by)
    services.set_level(place_id=store.id, item=item, least=500, by=by)
    act = uuid4()
    services.send(act=act, source_id=store.id, target_id=barber.id, item=item, count=10, by=by)
    return Made(store, barber, Lot.objects.get(number=lot), order, str(act))


def estimated(made: Made, by: Person, item: int = 1, count: int = 120) -> None:
    """Two counting weeks, two counts of all there is, syringes that came back counted and weighed, and a setting."""
    today = clock.today()
    for weeks, more in ((5, 0), (3, 18)):
        day = today - dt.timedelta(weeks=weeks)
        services.choose_week(day=day, items=[item], by=by)
        week = CountingWeek.objects.get(iso_week=clock.iso_week(day), item_id=item)
        services.write_week(week_id=week.id, place_id=made.store.id, count=count + more, by=by)
    for day, left in ((today - dt.timedelta(days=40), 5 * count), (today, count)):
        services.write_on_hand(item=item, day=day, count=left, box=10, came=None, by=by)
    if not PieceWeight.objects.exists():
        services.assume_weight(grams_each=Decimal("1.61"), off_by=Decimal("0.1"), scale_step=Decimal(5), by=by)
    services.take_returns(place_id=made.store.id, day=today, count=count, by=by)
    grams = {"grams": Decimal(count * 10), "container": Decimal(300)}
    services.take_returns_by_weight(place_id=made.barber.id, day=today, **grams, by=by)
    then = today - dt.timedelta(weeks=6)
    tally = paper.Tally(items={item: count}, setting="release")
    paper.put_down(program_id=Program.objects.first().id, day=then, tally=tally, by=by)
