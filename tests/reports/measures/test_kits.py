"""Kits by area and month: from hand-outs, through care's one exit, to the full table."""

import datetime as dt

import pytest

from tests.desk.care_made import AREAS
from waymeet.accounts.people import OPERATOR, Person
from waymeet.accounts.roles import Role
from waymeet.care import counts
from waymeet.care.naloxone import services
from waymeet.care.naloxone.models import KitHandout
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Program
from waymeet.kernel import sealing
from waymeet.reports.measures import kits_by_area_and_month
from waymeet.reports.measures.measure import Counted, Place
from waymeet.reports.measures.tabulate import full_table

pytestmark = pytest.mark.django_db(databases=["default", "care"])
WANDA = Person(OPERATOR.id, "wanda", "Wanda", frozenset({Role.OUTREACH_WORKER}))


@pytest.fixture
def program() -> Program:
    """Item 1 and item 3 are kits, item 2 is strips; three areas."""
    made = supplies.add_program(name_en="Doors", name_es="Puertas", by=WANDA)
    supplies.add_item(name_en="Nasal", name_es="Nasal", kind="kit", doses=2, by=WANDA)
    supplies.add_item(name_en="Strips", name_es="Tiras", kind="strip", by=WANDA)
    supplies.add_item(name_en="Injection", name_es="Inyectable", kind="kit", doses=2, by=WANDA)
    services.fix_areas(areas=AREAS, by=OPERATOR)
    return made


def handed_out(program: Program, week: str, area: int, items: dict[str, int], *, taken_back: bool = False) -> None:
    KitHandout.objects.create(
        program=program,
        iso_week=week,
        area_number=area,
        items=items,
        taken_back=taken_back,
        key_epoch="2026-10",
        note=sealing.received(b""),
    )


def test_only_kits_count_and_what_was_taken_back_does_not(program: Program):
    handed_out(program, "2026-W41", 1, {"1": 2, "2": 5})
    handed_out(program, "2026-W41", 1, {"1": 1, "3": 1})
    handed_out(program, "2026-W41", 1, {"1": 1, "3": 1}, taken_back=True)
    handed_out(program, "2026-W41", 2, {"2": 9})
    found = {(row.iso_week, row.area_number): (row.kits, row.handouts) for row in counts.kits_by_area_and_week()}
    assert found[("2026-W41", 1)] == (2, 1)
    assert found.get(("2026-W41", 2), (0, 0)) == (0, 0)


def test_rows_that_were_rolled_up_count_as_before(program: Program):
    for week, area in (("2026-W20", 1), ("2026-W20", 1), ("2026-W21", 2)):
        handed_out(program, week, area, {"1": 2, "3": 1})
    handed_out(program, "2026-W20", 1, {"1": 1}, taken_back=True)
    before = counts.kits_by_area_and_week()
    assert services.roll_up(before=dt.date(2026, 12, 1)) == 4
    assert KitHandout.objects.count() == 0
    after = counts.kits_by_area_and_week()
    assert [(row.area_number, row.iso_week, row.kits) for row in after] == [
        (row.area_number, row.iso_week, row.kits) for row in before
    ]
    assert all(late.handouts <= early.handouts + 1 for late, early in zip(after, before, strict=True))


def test_weeks_become_months_by_their_thursday(program: Program):
    handed_out(program, "2026-W40", 1, {"1": 3})  # Thursday, 1 October
    handed_out(program, "2026-W44", 1, {"1": 4})  # Thursday, 29 October
    handed_out(program, "2026-W45", 1, {"1": 5})  # Thursday, 5 November
    handed_out(program, "2026-W45", 3, {"3": 7})
    handed_out(program, "9999-W53", 3, {"3": 7})  # a week of no calendar
    assert kits_by_area_and_month.count() == [
        Counted(1, "2026-10", 7, 2),
        Counted(1, "2026-11", 5, 1),
        Counted(3, "2026-11", 7, 1),
    ]


def test_more_taken_back_than_handed_out_is_nought(program: Program):
    handed_out(program, "2026-W40", 1, {"1": 3}, taken_back=True)
    assert kits_by_area_and_month.count() == [Counted(1, "2026-10", 0, 0)]


def test_nothing_handed_out_is_an_empty_count(program: Program):
    assert kits_by_area_and_month.count() == []


def test_every_area_has_its_row(program: Program):
    rows = [Counted(1, "2026-10", 30, 9), Counted(0, "2026-11", 12, 4), Counted(1, "2026-08", 9, 9)]
    made = full_table(rows, kits_by_area_and_month.places(), ["2026-10", "2026-11"])
    assert made.areas == (0, 1, 2, 3)
    assert made.counts == ((0, 12), (30, 0), (0, 0), (0, 0))
    assert made.acts[1] == (9, 0)
    assert kits_by_area_and_month.places()[0] == Place(1, "Arbor Hill")
