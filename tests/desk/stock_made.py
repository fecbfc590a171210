"""Stock for tests of pages: two places, a lot, an order that came in part, boxes on their way, and a recall."""

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from waymeet.accounts.people import Person
from waymeet.care.supplies import services
from waymeet.care.supplies.models import Lot, Order, Place
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


def stock(by: Person, item: int = 1) -> Made:
    store = services.add_place(name_en="Clinton Avenue store", name_es="Bodega de Clinton", kind="site", by=by)
    barber = services.add_place(name_en="A barber shop", name_es="Una barbería", kind="partners", by=by)
    order = services.order(item=item, count=200, day=clock.today(), source="The state", by=by)
    told = LotTold("A1", clock.today() + dt.timedelta(days=30), product="Nasal spray")
    services.receive(act=uuid4(), place_id=store.id, item=item, count=100, lot=told, order=order.id, by=by)
    services.set_level(place_id=store.id, item=item, least=500, by=by)
    act = uuid4()
    services.send(act=act, source_id=store.id, target_id=barber.id, item=item, count=10, by=by)
    return Made(store, barber, Lot.objects.get(number="A1"), order, str(act))
