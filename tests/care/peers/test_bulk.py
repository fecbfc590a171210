"""What peers take along and hand on: counted without them, out of the stock once, and shown roughly."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import Worker, two_outreach_workers, worker
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.care import counts
from waymeet.care.models import AuditLine
from waymeet.care.naloxone import services as naloxone
from waymeet.care.naloxone.models import KitHandout
from waymeet.care.peers import bulk, forms, queries, views_bulk
from waymeet.care.peers.bulk import Told
from waymeet.care.peers.models import BulkRecord
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import NightStock, Program
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases=["default", "care"])
AREA = (4, "South End", 700, [1, 2, 3, 4])


@pytest.fixture
def team() -> tuple[Worker, Worker]:
    return two_outreach_workers()


@pytest.fixture
def program(team: tuple[Worker, Worker]) -> Program:
    dee = team[0].person
    supplies.add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee)
    supplies.add_item(name_en="Strips", name_es="Tiras", kind="strip", by=dee)
    naloxone.fix_areas(areas=[AREA], by=OPERATOR)
    return supplies.add_program(name_en="Street", name_es="Calle", by=dee)


@pytest.fixture
def pia() -> Worker:
    return worker("pia", Role.PEER)


def test_what_is_taken_along_leaves_the_stock_and_what_is_handed_on_does_not(program: Program, pia: Worker) -> None:
    put = {"program_id": program.id, "day": clock.today(), "by": pia.person}
    bulk.put_down(told=Told(taken=True, items={1: 50, 2: 0}, area=4, reached=9), **put)
    bulk.put_down(told=Told(taken=False, items={1: 30, 2: 5}, area=4, reached=25), **put)
    week = clock.iso_week(clock.today())
    assert sorted(BulkRecord.objects.values_list("iso_week", "taken", "area_number", "items", "reached"), key=repr) == [
        (week, False, 4, {"1": 30, "2": 5}, 25),
        (week, True, 0, {"1": 50}, 0),
    ]
    assert {row.item_id: row.handed_out for row in NightStock.objects.all()} == {1: 50}
    assert not KitHandout.objects.exists()
    month = clock.month_of_week(week)
    assert counts.kits_handed_on_by_month() == [counts.HandedOnMonth(month, 50, 30, 25)]


@pytest.mark.parametrize(
    "told",
    [
        Told(taken=True),
        Told(taken=True, items={1: 0}),
        Told(taken=True, items={1: -1}),
        Told(taken=True, items={1: 10_001}),
        Told(taken=True, items={9: 1}),
        Told(taken=False, items={1: 1}, area=5),
        Told(taken=False, items={1: 1}, reached=10_001),
        Told(taken=False, items={1: 1}, reached=-1),
    ],
)
def test_what_cannot_be_changes_nothing(program: Program, pia: Worker, told: Told) -> None:
    with pytest.raises((BadInput, NotFound)):
        bulk.put_down(program_id=program.id, day=clock.today(), told=told, by=pia.person)
    assert not BulkRecord.objects.exists()
    assert not NightStock.objects.exists()


def test_nothing_is_taken_along_tomorrow_or_from_a_program_that_is_over(program: Program, pia: Worker) -> None:
    put = {"told": Told(taken=True, items={1: 1}), "by": pia.person}
    with pytest.raises(BadInput):
        bulk.put_down(program_id=program.id, day=clock.today() + dt.timedelta(days=1), **put)
    Program.objects.update(ended_on=clock.today())
    with pytest.raises(NotFound):
        bulk.put_down(program_id=program.id, day=clock.today(), **put)


def test_no_record_and_no_line_says_who_took_things_along(program: Program, pia: Worker) -> None:
    bulk.put_down(program_id=program.id, day=clock.today(), told=Told(taken=True, items={1: 50}), by=pia.person)
    [line] = AuditLine.objects.filter(verb="bulk.put_down")
    assert (line.who, line.subject, line.basis) == ("", str(clock.today()), "")
    assert str(pia.person.id) not in repr(list(BulkRecord.objects.values()))


TYPED = {"item-2": "7", "area": "4", "reached": "8"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(some=st.sets(st.sampled_from(list(TYPED))), what=st.sampled_from(["taken", "handed_on"]))
def test_any_part_of_the_form_with_one_item_is_taken_as_it_was_typed(
    program: Program, some: set[str], what: str
) -> None:
    some -= {"area", "reached"} if what == "taken" else set()
    said = {"item-1": "6", **{name: TYPED[name] for name in some}}
    form = forms.Bulk({"program": str(program.id), "day": "2026-11-20", "what": what, **said})
    assert form.is_valid(), form.errors
    told = form.told()
    found = {"item-1": told.items[1], "item-2": told.items[2], "area": told.area, "reached": told.reached}
    assert {name: str(value) for name, value in found.items() if value} == said
    assert told.taken == (what == "taken")


def test_no_field_asks_who_somebody_is(program: Program) -> None:
    """A later field has to be put here by hand, and whoever does it reads this sentence."""
    assert set(forms.Bulk().fields) == {"program", "what", "day", "item-1", "item-2", "area", "reached"}


def test_months_are_shown_roughly(team: tuple[Worker, Worker], program: Program, pia: Worker) -> None:
    put = {"program_id": program.id, "day": dt.date(2026, 11, 2), "by": pia.person}
    bulk.put_down(told=Told(taken=True, items={1: 50}), **put)
    bulk.put_down(told=Told(taken=False, items={1: 3}, reached=2), **put)
    table = views_bulk.months(queries.bulk_months(by=team[0].person))
    assert [[str(cell) for cell in row] for row in table.rows] == [
        ["2026-11", "26 to 50", "10 or fewer", "10 or fewer"]
    ]
    with pytest.raises(NotAllowed):
        queries.bulk_months(by=pia.person)


def test_only_who_works_with_peers_puts_anything_down(program: Program) -> None:
    put = {"program_id": program.id, "day": clock.today(), "told": Told(taken=True, items={1: 1})}
    for role in (Role.CANVASSER, Role.DIRECTOR):
        with pytest.raises(NotAllowed):
            bulk.put_down(**put, by=worker(role.value[:3], role).person)
