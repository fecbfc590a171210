"""No order of what is done in care ever comes to ask who somebody is: each act needs the least it needs, whatever was
done before, and what is kept afterwards holds nobody in plain.
"""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk import care_made
from tests.desk.conftest import people  # noqa: F401 - a fixture
from waymeet.accounts.trainings.models import Course
from waymeet.care.alerts import services as alerts
from waymeet.care.naloxone import paper
from waymeet.care.naloxone.models import BarrierHeard, KitHandout
from waymeet.care.referrals import services as referrals
from waymeet.care.referrals.models import Referral
from waymeet.care.reversals import services as reversals
from waymeet.care.reversals.models import Report
from waymeet.care.supplies.models import Program
from waymeet.care.teaching import services as teaching
from waymeet.care.teaching.models import Taught
from waymeet.kernel import clock
from waymeet.kernel.privacy import CONTACT_POINT, PERSON

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def team(people):  # noqa: F811
    care_made.evening(people)
    Course.objects.get_or_create(name_en="Reversing an overdose", gives="overdose")
    return people


def hand_out(team) -> None:
    """Only date and one item."""
    tally = paper.Tally(items={1: 1})
    paper.put_down(program_id=Program.objects.first().pk, day=clock.today(), tally=tally, by=team["Wanda"])


def barrier(team) -> None:
    tally = paper.Tally(people=1, barriers={4: 1})
    day = clock.today() - dt.timedelta(days=1)
    paper.put_down(program_id=Program.objects.first().pk, day=day, tally=tally, by=team["Wanda"])


def reversal(team) -> None:
    code = reversals.poster(by=team["Wanda"])[1]
    reversals.tell(code=code, said={"happened": "week"})


def refer(team) -> None:
    said = {"kind": "food", "program": Program.objects.first().pk}
    referrals.offer(said=said, by=team["Wanda"])


def went(team) -> None:
    """Whoever holds a slip: the code is on it, and it is nobody's name."""
    row = Referral.objects.filter(state="offer").first()
    if row is not None:
        referrals.tell(code=referrals.code_of(row.pk), said={"state": "no_connect", "reason": "id"})


def hear(team) -> None:
    alerts.hear(told="stronger", sold_as="", area_number=0, by=team["Wanda"])


def teach(team) -> None:
    course, week = Course.objects.first().pk, clock.iso_week(clock.today())
    teaching.write_down(course=course, iso_week=week, setting="release", people=1, certificates=0, by=team["Wanda"])


ACTS = (hand_out, barrier, reversal, refer, went, hear, teach)


@given(st.lists(st.sampled_from(ACTS), max_size=14))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_acts_makes_an_identity_needed(team, acts):
    for act in acts:
        act(team)
    for model in (KitHandout, BarrierHeard, Report, Referral, Taught):
        assert not {PERSON, CONTACT_POINT} & set(model.Privacy.fields.values()), model
