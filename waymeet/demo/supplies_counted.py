"""What was counted in place of everything: two weeks, two counts of strips, syringes back; and a lot called back."""

import datetime as dt
from decimal import Decimal
from uuid import UUID, uuid4

from waymeet.care.codes import services as codes
from waymeet.care.codes.models import Holder
from waymeet.care.naloxone import paper
from waymeet.care.supplies import services
from waymeet.care.supplies.models import CountingWeek, Lot
from waymeet.care.supplies.services.moving import LotTold
from waymeet.demo.people import Invited
from waymeet.kernel import clock


def count(people: dict[str, Invited], program: UUID, store: UUID, kit: int, strips: int) -> None:
    by, today = people["dee"].person, clock.today()
    for weeks, many in ((9, 190), (4, 233)):
        day = today - dt.timedelta(weeks=weeks)
        services.choose_week(day=day, items=[strips], by=by)
        week = CountingWeek.objects.get(iso_week=clock.iso_week(day), item_id=strips)
        services.write_week(week_id=week.id, place_id=store, count=many, by=by)
    for days, left in ((70, 4000), (3, 2300)):
        services.write_on_hand(item=strips, day=today - dt.timedelta(days=days), count=left, box=100, came=0, by=by)
    services.assume_weight(grams_each=Decimal("1.61"), off_by=Decimal("0.10"), scale_step=Decimal(10), by=by)
    services.take_returns(place_id=store, day=today - dt.timedelta(days=20), count=64, by=by)
    weighed = {"grams": Decimal(1480), "container": Decimal(350)}
    services.take_returns_by_weight(place_id=store, day=today - dt.timedelta(days=6), **weighed, by=by)
    elsewhere(people, program, kit)
    called_back(people, store, kit)
    for holder in Holder.objects.all()[:1]:
        codes.set_notices(holder_id=holder.pk, wanted=True, by=by)


def elsewhere(people: dict[str, Invited], program: UUID, kit: int) -> None:
    """Kits for people leaving jail and for their households, and what a congregation handed out."""
    by, then = people["dee"].person, clock.today() - dt.timedelta(weeks=6)
    for setting, many in (("release", 34), ("household", 18)):
        tally = paper.Tally(items={kit: many}, setting=setting)
        paper.put_down(program_id=program, day=then, tally=tally, by=by)
    church = services.add_place(name_en="A congregation", name_es="Una congregación", kind="faith", by=by)
    services.receive(act=uuid4(), place_id=church.id, item=kit, count=40, by=by)
    services.hand_out(act=uuid4(), place_id=church.id, item=kit, count=28, by=by)


def called_back(people: dict[str, Invited], store: UUID, kit: int) -> None:
    """A small lot that never left the storeroom."""
    by = people["dee"].person
    lot = LotTold("T3902", clock.today() + dt.timedelta(days=200), product="Nasal naloxone", funder="The state")
    services.receive(act=uuid4(), place_id=store, item=kit, count=12, lot=lot, by=by)
    services.recall(lot_id=Lot.objects.get(number="T3902").id, by=by)
