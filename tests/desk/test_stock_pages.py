"""Stock at the desk: what is typed is kept and shown again, and a lot called back is found and set aside."""

import datetime as dt
import re
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.desk import care_made, stock_made
from waymeet.care.supplies import queries_stock, services
from waymeet.care.supplies.models import Item, Level, Lot, Movement, NightStock, Order, Part, Place, Transfer
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
HOME = "/care/supplies/on-hand"


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def made(people):
    care_made.evening(people)
    return stock_made.stock(people["Wanda"])


@pytest.fixture
def desk(people, made):
    return people.at_desk("Wanda")


def here(made) -> str:
    return f"/care/supplies/places/{made.store.id}"


def done(desk, address: str, told: dict) -> str:
    answer = desk.post(address, told, follow=True)
    assert answer.status_code == 200, text(answer)
    return text(answer)


@pytest.mark.parametrize("who", ["Ada", "Olga", "Cam", "Rita", "Charlie"])
def test_only_the_outreach_team_sees_stock(people, made, who):
    for address in (HOME, here(made), "/care/supplies/orders", f"/care/supplies/recalls/{made.lot.id}"):
        assert people.at_desk(who).get(address).status_code == 403


def test_every_field_of_a_place_is_kept_and_shown(desk):
    page = done(desk, "/care/supplies/places", {"place-name_en": "Van", "place-name_es": "Camión", "place-kind": "van"})
    place = Place.objects.get(name_en="Van")
    assert (place.name_es, place.kind) == ("Camión", "van")
    assert "Van (van)" in page


def test_every_field_of_a_recipe_and_a_level_is_kept(desk, made):
    done(desk, "/care/supplies/parts", {"part-kit": "1", "part-item": "2", "part-count": "4"})
    assert Part.objects.values_list("kit", "item", "count").get() == (1, 2, 4)
    told = {"level-place": str(made.barber.id), "level-item": "2", "level-least": "33"}
    done(desk, "/care/supplies/levels", told)
    assert Level.objects.get(place=made.barber).least == 33
    assert "33" in text(desk.get("/care/supplies/orders"))


def test_every_field_of_boxes_that_came_is_kept_and_shown(desk, made):
    told = {
        "form": "receive",
        "receive-act": str(uuid4()),
        "receive-item": "1",
        "receive-count": "24",
        "receive-order": str(made.order.id),
        "receive-number": "lot b-77",
        "receive-expires_on": "2026-01-31",
        "receive-product": "Spray X",
        "receive-mg_per_dose": "4.00",
        "receive-doses": "3",
        "receive-funder": "The county",
    }
    page = done(desk, here(made), told)
    lot = Lot.objects.get(number="B-77")
    assert (lot.expires_on, lot.product, lot.mg_per_dose) == (dt.date(2026, 1, 31), "Spray X", Decimal("4.00"))
    assert (lot.doses, lot.funder) == (3, "The county")
    assert Movement.objects.get(lot=lot).order == made.order
    assert "B-77 2026-01-31 24 72 expired: better than none" in page
    assert "124" in text(desk.get("/care/supplies/orders"))
    done(desk, here(made), told)
    assert Movement.objects.filter(lot=lot).count() == 1


@pytest.mark.parametrize(("what", "left"), [("hand_out", 83), ("lose", 83), ("count", 7)])
def test_what_happened_at_a_place_is_kept_and_shown(desk, made, what, left):
    told = {"form": "move", "move-act": str(uuid4()), "move-what": what, "move-item": "1", "move-count": "7"}
    page = done(desk, here(made), told | {"move-lot": str(made.lot.id)})
    assert queries_stock.balance(made.store.id, 1, made.lot.id) == left
    assert f" {left} {left * 2} expires within 90 days" in page


def test_kits_are_put_together_from_the_page_and_what_is_missing_is_said(people, desk, made):
    told = {"form": "move", "move-act": str(uuid4()), "move-what": "assemble", "move-item": "1", "move-count": "5"}
    refused = desk.post(here(made), told)
    assert refused.status_code == 422
    assert "Write down its parts first" in text(refused)
    services.set_part(kit=1, item=2, count=4, by=people["Wanda"])
    done(desk, here(made), told)
    assert queries_stock.usable(made.store.id, 2) == -20


def test_what_is_sent_lies_nowhere_until_the_other_end_counted_it_in(desk, made):
    told = {"form": "send", "send-act": str(uuid4()), "send-item": "1", "send-count": "20"}
    done(desk, here(made), told | {"send-target": str(made.barber.id)})
    sent = Transfer.objects.get(pk=told["send-act"])
    assert (queries_stock.usable(made.store.id, 1), queries_stock.usable(made.barber.id, 1)) == (70, 0)
    address = f"/care/supplies/transfers/{sent.id}"
    assert 'value="20"' in desk.get(address).content.decode()
    done(desk, address, {f"1-{made.lot.id}": "18"})
    assert queries_stock.usable(made.barber.id, 1) == 18
    assert queries_stock.books(1).gone == 2
    assert desk.get(address).status_code == 404


def test_what_was_written_by_mistake_is_taken_back(desk, made):
    act = Movement.objects.get(kind="received").act
    page = done(desk, here(made), {"form": "undo", "undo-act": str(act)})
    assert queries_stock.usable(made.store.id, 1) == -10
    assert "-100" in page
    assert str(act) not in desk.get(here(made)).content.decode()


def test_every_field_of_an_order_is_kept_and_shown_and_its_rest_called_off(desk, made):
    done(desk, "/care/supplies/orders", {"item": "2", "count": "750", "day": "2026-11-02", "source": "A maker"})
    order = Order.objects.get(item_id=2)
    assert (order.count, order.day, order.source) == (750, dt.date(2026, 11, 2), "A maker")
    assert "2026-11-02 Fentanyl strips A maker 750 0 0 ordered" in text(desk.get("/care/supplies/orders"))
    page = done(desk, f"/care/supplies/orders/{made.order.id}/cancel", {})
    assert "The state 200 400 100 cancelled" in page


def test_a_night_is_taken_from_where_it_says_and_comes_back_there(people, desk, made):
    evening = care_made.evening(people)
    address = f"/care/supplies/night/{evening.program.id}/{evening.night.day}"
    assert f'value="{made.store.id}" selected' in desk.get(address).content.decode()
    told = {"counted": "taken_out", "taken_out-1": "40", "taken_out-2": "0", "taken_out-place": str(made.store.id)}
    done(desk, address, told)
    row = NightStock.objects.get(item_id=1)
    assert (row.place, row.lots) == (made.store, {str(made.lot.id): 40})
    assert queries_stock.usable(made.store.id, 1) == 50
    done(desk, address, {"counted": "came_back", "came_back-1": "15", "came_back-2": "0"})
    assert queries_stock.usable(made.store.id, 1) == 65
    done(desk, address, told | {"taken_out-place": ""})
    assert NightStock.objects.get(item_id=1).place is None


def test_a_lot_recalled_is_found_everywhere_set_aside_and_seen_to(people, desk, made):
    then = clock.today() - dt.timedelta(weeks=3)
    evening = care_made.evening(people, then)
    services.take_out(
        program_id=evening.program.id, day=then, counts={1: 60}, place_id=made.store.id, by=people["Wanda"]
    )
    care_made.handed_in(evening.night, {1: 40, 2: 3})
    desk.post("/care/nights/pool", {"day": then.isoformat()})
    answer = desk.post("/care/supplies/recalls", {"lot": str(made.lot.id)})
    page = text(desk.get(answer["Location"]))
    assert "Clinton Avenue store 100 30 not yet" in page
    assert "Doors with naloxone 60 17 not yet" in page
    assert "43 of it were handed out" in page
    assert "The maker has called back Nasal naloxone, lot A1" in page
    assert "El fabricante retiró Naloxona nasal, lote A1" in page
    assert "1 Arbor Hill" in text(desk.get(f"/care/handouts/lots/{made.lot.id}"))
    assert queries_stock.usable(made.store.id, 1) == 0
    assert "recalled: set aside" in text(desk.get(HOME))
    page = done(desk, f"/care/supplies/recalls/{made.lot.id}/{made.store.id}/done", {})
    assert f"Clinton Avenue store 100 0 {clock.today()}" in page
    desk.post(f"/care/supplies/transfers/{made.transfer}", {f"1-{made.lot.id}": "10"})
    assert "A barber shop 10 10 not yet" in text(desk.get(f"/care/supplies/recalls/{made.lot.id}"))
    done(desk, f"/care/supplies/recalls/{made.lot.id}/call-off", {})
    assert queries_stock.usable(made.barber.id, 1) == 10
    assert queries_stock.books(1).adds_up


def test_every_table_is_a_file_too(desk, made):
    files = {
        HOME: ["stock"],
        here(made): ["stock", "ledger"],
        "/care/supplies/orders": ["low", "orders"],
        f"/care/supplies/recalls/{made.lot.id}": ["reached"],
        f"/care/handouts/lots/{made.lot.id}": ["areas-of-a-lot"],
    }
    for address, names in files.items():
        for one in names:
            answer = desk.get(f"{address}?format={one}")
            assert answer["Content-Type"].startswith("text/csv")
            assert Item.objects.get(number=1).shown_as in answer.content.decode() or one in (
                "reached",
                "areas-of-a-lot",
            )
