"""What leaves diversion: sums, the three doors apart, no officer, no row; and nothing else in the package counts out."""

import dataclasses
import datetime as dt
import inspect
import uuid

import pytest

from tests.builders import worker
from tests.diversion.incidents.made import adopted_rules, facts, incident, june
from waymeet.accounts.roles import Role
from waymeet.diversion import counts
from waymeet.diversion.handoff import services as handoff
from waymeet.diversion.handoff.models import Call
from waymeet.diversion.incidents import services
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")


def test_every_incident_is_counted_once_by_what_counts_now():
    keeper = june()
    adopted_rules(keeper, most=30)
    days = [dt.date(2026, 9, 2), dt.date(2026, 9, 3), dt.date(2026, 10, 7)]
    keys = [incident(keeper, day=day, races_said=["black", "hispanic"]) for day in days]
    services.correct(
        incident_id=keys[0], why="typed_wrong", said=facts(day=days[0], offer="not_offered"), by=keeper.person
    )
    found = counts.decisions()
    assert sum(one.count for one in found) == 3
    assert {(one.month, one.offered, one.count) for one in found} == {
        ("2026-09", False, 1),
        ("2026-09", True, 1),
        ("2026-10", True, 1),
    }
    assert {one.races_said for one in found} == {("black",), ("black", "hispanic")}


def test_the_three_doors_are_counted_apart():
    keeper = june()
    adopted_rules(keeper, most=30)
    incident(keeper)
    for door in ("social", "community"):
        said = {"door": door, "referrer": "officer", "day": clock.today(), "response": "accepted"}
        services.refer(said=said, by=keeper.person)
    assert sum(one.count for one in counts.decisions()) == 1
    assert {(one.door, one.accepted, one.count) for one in counts.referrals()} == {
        ("community", True, 1),
        ("social", True, 1),
    }
    for _name, kind in inspect.getmembers(counts, dataclasses.is_dataclass):
        fields = {field.name for field in dataclasses.fields(kind)}
        assert not fields & {"officer", "incident", "iso_week", "day", "counting", "id", "account"}


def test_calls_that_ended_are_counted_by_how():
    keeper, otto, nell = june(), worker("otto", Role.OFFICER), worker("nell", Role.CASE_MANAGER)
    adopted_rules(keeper, most=30)
    for _twice in range(2):
        handoff.send(key=uuid.uuid4(), said=facts(), by=otto.person)
    first, second = Call.objects.values_list("pk", flat=True)
    handoff.arrive(call_id=first, by=nell.person)
    handoff.hand_over(call_id=first, kit=True, needs_met=False, police_left=False, by=nell.person)
    handoff.close(call_id=second, nobody=True, by=nell.person)
    told = {(one.state, one.in_time, one.kit): one.count for one in counts.hand_overs()}
    assert told == {("handed_over", True, True): 1, ("nobody", None, False): 1}


def test_nothing_is_counted_where_nothing_was_done():
    assert counts.decisions() == counts.referrals() == counts.hand_overs() == counts.stages() == []
    assert counts.coverage() == counts.owed() == counts.gaps() == []
