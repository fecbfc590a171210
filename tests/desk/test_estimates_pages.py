"""Counting weeks, counts of what is left, and returns at the desk: estimates say how they came about and stay apart."""

import csv
import datetime as dt
import io
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from tests.desk import care_made, stock_made
from tests.desk.test_stock_pages import done, text
from waymeet.care.supplies import queries_stock, services
from waymeet.care.supplies.models import CountingWeek, OnHandCount, PieceWeight, Returned, WeekCounted
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
ESTIMATES, RETURNS = "/care/supplies/estimates", "/care/supplies/returns"


@pytest.fixture
def made(people):
    care_made.evening(people)
    return stock_made.stock(people["Wanda"])


@pytest.fixture
def desk(people, made):
    return people.at_desk("Wanda")


def rows(desk, address: str) -> list[dict[str, str]]:
    answer = desk.get(address)
    assert answer["Content-Type"].startswith("text/csv")
    body = answer.content.decode("utf-8-sig").split("\r\n\r\n")[0]
    return list(csv.DictReader(io.StringIO(body)))


@pytest.mark.parametrize("who", ["Ada", "Olga", "Cam", "Rita", "Charlie", "Pia"])
def test_only_the_outreach_team_sees_what_was_counted(people, made, who):
    close = f"/care/supplies/places/{made.store.id}/close"
    for address in (ESTIMATES, RETURNS, close):
        assert people.at_desk(who).get(address).status_code == 403
    assert people.at_desk(who).post(close).status_code == 403


def counted(desk, place, day: dt.date, count: int) -> str:
    done(desk, ESTIMATES, {"form": "choose", "choose-day": day.isoformat(), "choose-items": ["2"]})
    week = CountingWeek.objects.get(iso_week=clock.iso_week(day), item_id=2)
    told = {"form": "week", "week-week": str(week.id), "week-place": str(place.id), "week-count": str(count)}
    return done(desk, ESTIMATES, told)


def test_one_week_of_2000_and_3000_is_a_year_of_260_000_for_39_000_dollars(desk, made):
    day = dt.date(2026, 3, 11)
    counted(desk, made.store, day, 2_000)
    page = counted(desk, made.barber, day, 3_000)
    assert "2026 Fentanyl strips 260,000 cannot be said cannot be said Estimate: 5000 in 1 counted week" in page
    assert "From one week no error can be given" in page
    assert "39000.00" in text(desk.get(f"{ESTIMATES}?price=150"))
    [row] = rows(desk, f"{ESTIMATES}?format=years&price=150")
    assert (row["In the year, about"], row["Dollars a year"], row["At least"]) == (
        "260000",
        "39000.00",
        "cannot be said",
    )
    assert row["How it came about"].startswith("Estimate:")


def test_every_field_of_a_counting_week_is_kept_and_two_weeks_have_an_error(desk, made):
    counted(desk, made.store, dt.date(2026, 3, 11), 90)
    counted(desk, made.store, dt.date(2026, 6, 10), 999)
    page = counted(desk, made.store, dt.date(2026, 6, 10), 110)
    assert sorted(WeekCounted.objects.values_list("week__iso_week", "place", "count")) == [
        ("2026-W11", made.store.id, 90),
        ("2026-W24", made.store.id, 110),
    ]
    [row] = rows(desk, f"{ESTIMATES}?format=years")
    assert row["In the year, about"] == "5200"
    assert int(row["At least"]) < 5200 < int(row["At most"])
    assert "t-interval of 95 percent with the finite population correction" in page
    assert "Not the same places" not in page
    assert "Not the same places" in counted(desk, made.barber, dt.date(2026, 6, 10), 1)


def test_a_chosen_week_that_nobody_counted_is_not_taken_for_nothing(desk, made):
    done(desk, ESTIMATES, {"form": "choose", "choose-day": "2026-03-11", "choose-items": ["1", "2"]})
    assert rows(desk, f"{ESTIMATES}?format=years") == []
    assert [row["Counted"] for row in rows(desk, f"{ESTIMATES}?format=weeks")] == ["not yet", "not yet"]


def on_hand(desk, day: dt.date, count: int, box: int, came: str = "") -> str:
    told = {"day": day.isoformat(), "item": "1", "count": str(count), "box": str(box), "came": came}
    return done(desk, ESTIMATES, {"form": "on_hand"} | {f"on_hand-{name}": value for name, value in told.items()})


def test_what_went_out_between_two_counts_is_shown_with_its_doubt_and_never_recorded(people, desk, made):
    books, before = queries_stock.books(1), clock.today() - dt.timedelta(days=30)
    on_hand(desk, before, 500, 100)
    services.lose(act=uuid4(), place_id=made.store.id, item=1, count=5, by=people["Wanda"])
    page = on_hand(desk, clock.today(), 240, 10)
    assert (
        f"Nasal naloxone {before} {clock.today()} 355 247 463 Estimate: there were 500, 100 came (received here), "
        in page
    )
    assert "5 left another way, there are 240; counted to boxes of 100 and of 10." in page
    assert queries_stock.books(1).handed_out == books.handed_out == 0
    page = on_hand(desk, clock.today(), 240, 1, came="300")
    assert OnHandCount.objects.filter(day=clock.today()).values_list("count", "box", "came").get() == (240, 1, 300)
    assert "555 456 654 Estimate: there were 500, 300 came (typed in), 5 left another way, there are 240;" in page


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("box", "0", "Counted to boxes of"), ("day", "2099-01-01", "still to come"), ("count", "", "There were")],
)
def test_a_slip_in_a_count_is_said(desk, made, name, value, said):
    told = {"on_hand-day": "2026-11-02", "on_hand-item": "1", "on_hand-count": "3", "on_hand-box": "1"}
    answer = desk.post(ESTIMATES, told | {"form": "on_hand", f"on_hand-{name}": value})
    assert answer.status_code == 422
    assert said in text(answer)


def test_returns_are_counted_or_weighed_and_the_weight_says_what_it_assumes(desk, made):
    where = {"form": "take", "take-place": str(made.store.id), "take-day": "2026-11-02"}
    done(desk, RETURNS, where | {"take-count": "41"})
    weighed = where | {"take-grams": "1110", "take-container": "300"}
    refused = desk.post(RETURNS, weighed)
    assert "Nothing says yet what one syringe weighs" in text(refused)
    assume = {"form": "assume", "assume-grams_each": "1.62", "assume-off_by": "0.12", "assume-scale_step": "10"}
    done(desk, RETURNS, assume)
    weight = PieceWeight.objects.get()
    assert (weight.grams_each, weight.off_by, weight.scale_step) == (Decimal("1.62"), Decimal("0.12"), 10)
    page = done(desk, RETURNS, weighed)
    assert "2026-W45 Clinton Avenue store 500 459 547 Estimate: 1110.0 grams less 300.0 for the container" in page
    assert f"(assumed on {clock.today()})" in page
    assert [row["Counted"] for row in rows(desk, f"{RETURNS}?format=years")] == ["41"]
    assert rows(desk, f"{RETURNS}?format=years")[0]["By weight, about"] == "500"
    late = desk.post(RETURNS, assume | {"assume-grams_each": "2"})
    assert "Change it from tomorrow on" in text(late)
    row = Returned.objects.get(count=41)
    assert row.iso_week == "2026-W45"
    done(desk, RETURNS, {"form": "undo", "undo-returned": str(row.id)})
    assert not Returned.objects.filter(count=41).exists()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "a count or a weight"),
        ({"take-count": "3", "take-grams": "5", "take-container": "1"}, "a count or a weight"),
        ({"take-grams": "5"}, "Weigh the empty container"),
        ({"take-grams": "5", "take-container": "9"}, "weighs more than the empty one"),
        ({"take-count": "3", "take-day": "2099-01-01"}, "still to come"),
    ],
)
def test_a_slip_in_returns_is_said(desk, made, told, said):
    answer = desk.post(RETURNS, {"form": "take", "take-place": str(made.store.id), "take-day": "2026-11-02"} | told)
    assert answer.status_code == 422
    assert said in text(answer)


def test_a_place_is_closed_once_nothing_lies_there_and_opened_again(people, desk, made):
    close = f"/care/supplies/places/{made.barber.id}/close"
    assert "on their way here" in text(desk.get(close))
    assert "Something still lies here" in text(desk.post(close))
    services.confirm(transfer_id=UUID(made.transfer), arrived={}, by=people["Wanda"])
    page = text(desk.get(close))
    assert "A barber shop Nasal naloxone A1" in page
    assert desk.post(close).status_code == 422
    services.lose(act=uuid4(), place_id=made.barber.id, item=1, count=10, by=people["Wanda"])
    done(desk, close, {})
    made.barber.refresh_from_db()
    assert made.barber.closed_on == clock.today()
    page = text(desk.get(f"/care/supplies/places/{made.barber.id}"))
    assert "Closed on" in page
    assert "Boxes came" not in page
    done(desk, f"/care/supplies/places/{made.barber.id}/open", {})
    made.barber.refresh_from_db()
    assert made.barber.closed_on is None


def test_a_pool_is_not_closed(people, made):
    pool = services.pool_of(care_made.evening(people).program)
    answer = people.at_desk("Wanda").post(f"/care/supplies/places/{pool.id}/close")
    assert "belongs to its program" in text(answer)


@pytest.mark.parametrize("what", ["hand_out", "lose", "count"])
def test_a_lot_is_of_its_item(desk, made, what):
    here = f"/care/supplies/places/{made.store.id}"
    told = {"form": "move", "move-act": str(uuid4()), "move-what": what, "move-item": "2", "move-count": "7"}
    answer = desk.post(here, told | {"move-lot": str(made.lot.id)})
    assert answer.status_code == 422
    assert "This lot is of another item." in text(answer)
