"""Why kits were taken and for whom: kept with each visit, in sums once the visits go, on a page and for funders."""

import datetime as dt

import pytest

from tests.desk import care_made
from tests.desk.conftest import people  # noqa: F401 - a fixture
from waymeet.care.funders.measures import MEASURES
from waymeet.care.funders.rules import quarter_of
from waymeet.care.naloxone import paper, queries_reasons, rules, services
from waymeet.care.naloxone.models import KitHandout
from waymeet.care.supplies.models import Program
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
BEFORE = quarter_of(clock.today()).before
DAY = BEFORE.first + dt.timedelta(days=20)


@pytest.fixture
def team(people):  # noqa: F811
    care_made.evening(people)
    return people


def put_down(team, visits: int, reason: int, *, day: dt.date = DAY, reached: int = 0) -> None:
    tally = paper.Tally(
        area=2, people=visits, items={1: visits}, reason=reason, secondary=bool(reached), reached=reached
    )
    paper.put_down(program_id=Program.objects.first().pk, day=day, tally=tally, by=team["Wanda"])


def values(name: str) -> dict[str, float]:
    return {str(one.of): one.number for one in MEASURES[name].count(BEFORE).values}


def test_refills_are_counted_by_reason_and_a_first_kit_is_none(team):
    put_down(team, 14, rules.FIRST_KIT)
    put_down(team, 12, 2)
    put_down(team, 3, 3)
    put_down(team, 9, 0)
    put_down(team, 40, 2, day=clock.today())
    assert values("refills") == {
        "the last one was used": 12,
        "the last one was lost": 3,
        "the last one expired": 0,
        "gave the last one away": 0,
    }
    assert str(MEASURES["refills"].count(BEFORE).note) == "Nobody said why at 9 visits."


def test_for_themselves_or_for_others(team):
    put_down(team, 12, 2, reached=80)
    put_down(team, 20, 0)
    assert values("self_or_others") == {"for themselves": 20, "for others": 12}
    assert "80" in str(MEASURES["self_or_others"].count(BEFORE).note)


def test_the_sums_are_the_same_once_the_visits_are_gone(team):
    put_down(team, 12, 2, reached=80)
    put_down(team, 15, 3)
    kept = [values(name) for name in ("refills", "self_or_others")]
    services.roll_up(before=clock.today(), but=frozenset())
    assert not KitHandout.objects.filter(iso_week=clock.iso_week(DAY)).exists()
    assert [values(name) for name in ("refills", "self_or_others")] == kept
    assert queries_reasons.reached([clock.iso_week(DAY)]) == 80


def test_the_page_shows_a_quarter_that_is_over_in_bands_and_never_a_small_number(team):
    put_down(team, 30, 2, reached=80)
    put_down(team, 10, 3)
    put_down(team, 44, 4, day=clock.today())
    found = [(one.quarter, str(one.what), one.band) for one in queries_reasons.quarters()]
    quarter = clock.quarter_of(clock.iso_week(DAY))
    assert found == [(quarter, "the last one was used", 2), (quarter, "taken to be handed on to others", 2)]
    page = team.at_desk("Wanda").get("/care/handouts/settings").content.decode()
    assert "the last one was used" in page
    assert "the last one was lost" not in page
    lines = team.at_desk("Wanda").get("/care/handouts/settings?format=reasons").content.decode("utf-8-sig").splitlines()
    assert lines[1] == f"{quarter},the last one was used,26 to 50"


def test_what_came_back_is_counted_and_weighed_apart(team):
    from decimal import Decimal

    from waymeet.care.supplies import services as supplies

    by = team["Wanda"]
    store = supplies.add_place(name_en="Store", name_es="", kind="site", by=by)
    supplies.assume_weight(grams_each=Decimal("1.6"), off_by=Decimal(0), scale_step=Decimal(0), by=by)
    supplies.take_returns(place_id=store.id, day=DAY, count=120, by=by)
    supplies.take_returns_by_weight(place_id=store.id, day=DAY, grams=Decimal(360), container=Decimal(40), by=by)
    assert values("returned") == {"counted": 120, "by weight, an estimate: 200 to 200": 200}
