"""Nothing is made and nothing is lost: whatever is done, in whatever order, the books of every item add up."""

import datetime as dt
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import worker
from waymeet.accounts.people import Person
from waymeet.accounts.roles import Role
from waymeet.care.supplies import letting_go, queries_stock, services
from waymeet.care.supplies.models import Lot, Movement, NightStock, Place, Transfer
from waymeet.care.supplies.services.moving import LotTold
from waymeet.kernel.errors import Conflict
from waymeet.kernel.holds import Held

pytestmark = pytest.mark.django_db(databases=["default", "care"])

VIAL, SYRINGE, KIT = 1, 2, 3
DAYS = [dt.date(2026, 11, day) for day in (3, 10, 17)]
LOTS = [None, LotTold("A1", dt.date(2026, 12, 1)), LotTold("B2", dt.date(2028, 1, 1)), LotTold("C3")]
small = st.integers(1, 40)
site = st.integers(0, 2)
item = st.sampled_from([VIAL, SYRINGE, KIT])

ACTS = st.one_of(
    st.tuples(st.just("receive"), site, item, small, st.integers(0, 3)),
    st.tuples(st.just("send"), site, site, item, small),
    st.tuples(st.just("confirm"), st.integers(0, 5), st.integers(-9, 9)),
    st.tuples(st.just("hand_out"), site, item, small),
    st.tuples(st.just("lose"), site, item, small),
    st.tuples(st.just("count"), site, item, st.integers(0, 60)),
    st.tuples(st.just("assemble"), site, small),
    st.tuples(st.just("undo"), st.integers(0, 30)),
    st.tuples(st.just("take_out"), st.integers(0, 2), st.one_of(st.none(), site), item, st.integers(0, 60)),
    st.tuples(st.just("count_back"), st.integers(0, 2), item, st.integers(0, 60)),
    st.tuples(st.just("late_pool"), st.integers(0, 2), item, st.integers(-5, 30)),
    st.tuples(st.just("recall"), st.integers(0, 2)),
    st.tuples(st.just("recalled_here"), st.integers(0, 2), st.integers(0, 3)),
    st.tuples(st.just("let_go"), st.integers(0, 2)),
)


@dataclass
class House:
    """Three places, one program, and what was done so far."""

    by: Person
    places: list[Place]
    program: Any
    acts: list[uuid.UUID] = field(default_factory=list)

    def act(self) -> uuid.UUID:
        self.acts.append(uuid.uuid4())
        return self.acts[-1]

    def do(self, what: str, *told: Any, twice: bool = False) -> None:
        before = len(self.acts)
        run = getattr(self, what)
        run(*told)
        if twice and len(self.acts) > before:
            again, books = self.acts[-1], all_books()
            self.act = lambda: again  # type: ignore[method-assign]
            run(*told)
            del self.act
            assert all_books() == books

    def receive(self, place: int, item: int, count: int, lot: int) -> None:
        told = LOTS[lot] if item != KIT else None
        services.receive(act=self.act(), place_id=self.places[place].id, item=item, count=count, lot=told, by=self.by)

    def send(self, source: int, target: int, item: int, count: int) -> None:
        if source != target:
            ends = {"source_id": self.places[source].id, "target_id": self.places[target].id}
            services.send(act=self.act(), item=item, count=count, by=self.by, **ends)

    def confirm(self, which: int, differs: int) -> None:
        for transfer in Transfer.objects.order_by("id")[which : which + 1]:
            sent = queries_stock.on_the_way(transfer.id)
            told = {(item, lot): max(count + differs, 0) for item, lot, count in sent}
            for _again in range(2):
                services.confirm(transfer_id=transfer.id, arrived=told, by=self.by)
            assert queries_stock.on_the_way(transfer.id) == []

    def hand_out(self, place: int, item: int, count: int) -> None:
        services.hand_out(act=self.act(), place_id=self.places[place].id, item=item, count=count, by=self.by)

    def lose(self, place: int, item: int, count: int) -> None:
        services.lose(act=self.act(), place_id=self.places[place].id, item=item, count=count, by=self.by)

    def count(self, place: int, item: int, counted: int) -> None:
        services.count(act=self.act(), place_id=self.places[place].id, item=item, counted=counted, by=self.by)
        assert queries_stock.usable(self.places[place].id, item) == counted

    def assemble(self, place: int, count: int) -> None:
        services.assemble(act=self.act(), place_id=self.places[place].id, kit=KIT, count=count, by=self.by)

    def undo(self, which: int) -> None:
        if which < len(self.acts) and Movement.objects.filter(act=self.acts[which]).exists():
            with suppress(Conflict):
                services.undo(act=self.acts[which], by=self.by)
                services.undo(act=self.acts[which], by=self.by)

    def take_out(self, day: int, place: int | None, item: int, count: int) -> None:
        told = {"place_id": None if place is None else self.places[place].id, "counts": {item: count}}
        for _again in range(2):
            services.take_out(program_id=self.program.id, day=DAYS[day], by=self.by, **told)

    def count_back(self, day: int, item: int, count: int) -> None:
        services.count_back(program_id=self.program.id, day=DAYS[day], counts={item: count}, by=self.by)

    def late_pool(self, day: int, item: int, count: int) -> None:
        services.deduct(program_id=self.program.id, day=DAYS[day], counts={item: count})

    def recall(self, which: int) -> None:
        for lot in Lot.objects.order_by("number")[which : which + 1]:
            services.recall(lot_id=lot.id, by=self.by)

    def recalled_here(self, which: int, place: int) -> None:
        for lot in Lot.objects.exclude(recalled_on=None).order_by("number")[which : which + 1]:
            here = self.places[place] if place < 3 else services.pool_of(self.program)
            services.recalled_here(lot_id=lot.id, place_id=here.id, by=self.by)

    def let_go(self, day: int) -> None:
        before = queries_stock.balances()
        letting_go.into_the_ledger(NightStock, DAYS[day], Held(everything=False, ids=frozenset()))
        assert queries_stock.balances() == before


def all_books() -> list[queries_stock.Books]:
    return [queries_stock.books(item) for item in (VIAL, SYRINGE, KIT)]


@pytest.fixture
def house() -> House:
    by = worker("dee", Role.OUTREACH_WORKER).person
    for name, kind, doses in (("Vial", "other", 1), ("Syringe", "other", 0), ("Kit", "kit", 2)):
        services.add_item(name_en=name, name_es="", kind=kind, doses=doses, by=by)
    services.set_part(kit=KIT, item=VIAL, count=2, by=by)
    services.set_part(kit=KIT, item=SYRINGE, count=3, by=by)
    places = [
        services.add_place(name_en=name, name_es="", kind=name.lower(), by=by) for name in ("Site", "Van", "Backpack")
    ]
    return House(by, places, services.add_program(name_en="Doors", name_es="", by=by))


@given(acts=st.lists(st.tuples(ACTS, st.booleans()), max_size=25))
def test_the_books_of_every_item_add_up_after_every_act(house: House, acts: list[Any]) -> None:
    with transaction.atomic(using="care"):
        house.acts = []
        for (what, *told), twice in acts:
            house.do(what, *told, twice=twice)
            assert [one for one in all_books() if not one.adds_up] == []
        transaction.set_rollback(True, using="care")


orders = st.lists(st.integers(-3, 20), min_size=1, max_size=8).flatmap(
    lambda parts: st.tuples(st.just(parts), st.permutations(parts))
)


@given(two=orders)
def test_a_night_is_the_same_in_whatever_order_its_phones_hand_in(house: House, two: Any) -> None:
    def after(counts: list[int]) -> Counter[Any]:
        with transaction.atomic(using="care"):
            house.receive(0, VIAL, 40, 1)
            house.receive(0, VIAL, 40, 2)
            lots = dict(Lot.objects.values_list("id", "number"))
            for number, count in enumerate(counts):
                house.late_pool(0, VIAL, count)
                if number == len(counts) // 2:
                    house.take_out(0, 0, VIAL, 60)
            house.count_back(0, VIAL, 7)
            sums = queries_stock.balances()
            transaction.set_rollback(True, using="care")
        return Counter({(place, item, lots.get(lot)): count for (place, item, lot), count in sums.items()})

    assert after(two[0]) == after(two[1])


def test_first_expired_goes_first_and_what_comes_back_is_the_last(house: House) -> None:
    house.receive(0, VIAL, 10, 2)
    house.receive(0, VIAL, 10, 1)
    house.take_out(0, 0, VIAL, 15)
    house.late_pool(0, VIAL, 8)
    house.count_back(0, VIAL, 5)
    a1, b2 = (Lot.objects.get(number=number).id for number in ("A1", "B2"))
    pool, store = services.pool_of(house.program).id, house.places[0].id
    assert queries_stock.balances(VIAL) == {(pool, VIAL, a1): 2, (store, VIAL, b2): 10}


def test_kits_carry_the_lot_of_their_dose_and_are_found_by_a_recall(house: House) -> None:
    house.receive(0, VIAL, 7, 1)
    house.receive(0, VIAL, 7, 2)
    house.assemble(0, 5)
    a1 = Lot.objects.get(number="A1")
    assert queries_stock.balance(house.places[0].id, KIT, a1.id) == 3
    services.recall(lot_id=a1.id, by=house.by)
    assert queries_stock.usable(house.places[0].id, KIT) == 2
    services.recalled_here(lot_id=a1.id, place_id=house.places[0].id, by=house.by)
    assert queries_stock.books(KIT).gone == 3
