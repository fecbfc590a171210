"""Barriers by area and month: heard at doors and with referrals, each for itself, small numbers hidden on the way out."""

import datetime as dt

import pytest

from tests.desk.care_made import AREAS
from tests.reports.measures.test_kits import program  # noqa: F401 - a fixture
from waymeet.care.naloxone import paper, rules
from waymeet.care.naloxone.models import BarrierHeard
from waymeet.kernel.ids import random_number
from waymeet.reports.measures import barriers_by_area_and_month as measures
from waymeet.reports.measures.measure import Counted
from waymeet.reports.measures.register import MEASURES

pytestmark = pytest.mark.django_db(databases=["default", "care"])


def heard(program, week: str, area: int, barrier: int, times: int) -> None:  # noqa: F811
    for _time in range(times):
        BarrierHeard.objects.create(
            id=random_number(), program=program, iso_week=week, area_number=area, barrier=barrier
        )


def test_there_is_one_for_every_barrier_that_care_knows_and_it_says_the_same():
    assert {number: str(words) for number, (_code, words) in measures.BARRIERS.items()} == {
        number: str(words) for number, words in rules.BARRIERS.items()
    }
    names = [one.name for one in measures.MEASURES]
    assert len(set(names)) == len(rules.BARRIERS)
    assert set(names) <= set(MEASURES)


def test_each_counts_its_own_barrier_by_the_month_of_the_thursday(program):  # noqa: F811
    heard(program, "2026-W44", 1, 4, 3)  # Thursday 29 October
    heard(program, "2026-W45", 1, 4, 2)
    heard(program, "2026-W45", 2, 4, 1)
    heard(program, "2026-W45", 1, 2, 7)
    assert measures.count(4) == [
        *(Counted(1, "2026-10", 3, 3), Counted(1, "2026-11", 2, 2), Counted(2, "2026-11", 1, 1))
    ]
    assert measures.count(2) == [Counted(1, "2026-11", 7, 7)]
    assert measures.count(5) == []


def test_what_a_referral_met_counts_with_what_doors_told(program):  # noqa: F811
    heard(program, "2026-W45", 2, 4, 1)
    paper.hear_barrier(program_id=program.pk, day=dt.date(2026, 11, 5), area_number=2, barrier=4)
    assert measures.count(4) == [Counted(2, "2026-11", 2, 2)]
    assert [place.number for place in MEASURES["barrier_id_by_area_and_month"].places()] == [one[0] for one in AREAS]
