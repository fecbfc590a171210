"""The ledger: decisions, also not to offer; judged by the rules of their day; corrected by adding."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from tests.builders import Worker, worker
from tests.diversion.incidents.made import adopted_rules, facts, incident, june
from waymeet.accounts.roles import Role
from waymeet.diversion.incidents import queries, services
from waymeet.diversion.incidents.models import Charged, Entry, RuleVersion
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, NotAllowed

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def keeper() -> Worker:
    return june()


def test_an_offer_that_was_not_made_is_a_decision_with_its_reason(keeper: Worker):
    adopted_rules(keeper, most=50)
    key = incident(keeper, offer="not_offered", why_not="officer", response="accepted", instead="arrest")
    row = queries.newest_of(key)
    assert (row.offer, row.why_not, row.response, row.instead) == ("not_offered", "officer", "", "arrest")
    assert row.eligible == "yes"
    assert row.results["charge"] == row.results["amount"] == "met"


def test_only_the_week_is_kept_and_no_day(keeper: Worker):
    row = queries.newest_of(incident(keeper, day=dt.date(2026, 11, 18)))
    assert row.iso_week == "2026-W47"
    days = [field.name for field in Entry._meta.fields if field.get_internal_type() in ("DateField", "DateTimeField")]
    assert days == []


def test_race_is_written_twice_and_what_was_not_said_is_no_answer(keeper: Worker):
    row = queries.newest_of(incident(keeper, races_said=["white", "hispanic"], races_seen=[]))
    assert row.races_said == ["hispanic", "white"]
    assert row.races_seen == ["not_asked"]
    for unsaid in ("not_asked", "does_not_know", "rather_not_say"):
        assert queries.newest_of(incident(keeper, races_said=[unsaid])).races_said == [unsaid]
    for said in (["black", "rather_not_say"], ["not_asked", "does_not_know"], ["blue"]):
        with pytest.raises(BadInput, match="rather not say"):
            incident(keeper, races_said=said)


def test_a_correction_is_added_and_what_was_written_stays(keeper: Worker):
    key = incident(keeper, offer="not_offered", why_not="officer")
    services.correct(
        incident_id=key, why="agency_says", said=facts(offer="offered", response="accepted"), by=keeper.person
    )
    told = queries.one_incident(incident_id=key, by=keeper.person)
    assert [(one.row.number, one.row.offer, one.newest) for one in told] == [
        (2, "offered", True),
        (1, "not_offered", False),
    ]
    assert queries.newest_entries().count() == 1
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(using="diversion"):
        Entry.objects.filter(incident=key).update(number=F("number") + 5)


def test_a_correction_keeps_the_rules_of_the_day_unless_the_day_is_corrected(keeper: Worker):
    adopted_rules(keeper, most=30, day=dt.date(2026, 1, 1))
    key = incident(keeper, day=clock.today(), tenths=40)
    assert queries.newest_of(key).eligible == "no"
    adopted_rules(keeper, most=50, day=clock.today() + dt.timedelta(days=1))
    services.correct(incident_id=key, why="typed_wrong", said=facts(tenths=40, day=None), by=keeper.person)
    assert queries.newest_of(key).rules == RuleVersion.objects.get(number=1)
    assert queries.newest_of(key).eligible == "no"


def test_a_charge_is_gone_on_the_day_the_law_seals_it(keeper: Worker, settings):
    import time_machine

    adopted_rules(keeper, most=50)
    sealed = clock.today().replace(day=1) + dt.timedelta(days=40)
    key = incident(keeper, seals_on=sealed)
    first = sealed.replace(day=1)
    with time_machine.travel(dt.datetime.combine(first - dt.timedelta(days=1), dt.time(12), dt.UTC), tick=False):
        assert len(queries.one_incident(incident_id=key, by=keeper.person)[0].charges) == 1
    with time_machine.travel(dt.datetime.combine(first, dt.time(12), dt.UTC), tick=False):
        from waymeet.diversion.incidents.letting_go import sealed_charges
        from waymeet.kernel.holds import Held

        assert queries.one_incident(incident_id=key, by=keeper.person)[0].charges == []
        assert next(queries.judged_incidents()).facts.charges == ()
        assert Charged.objects.count() == 1
        assert sealed_charges(Charged, clock.today(), Held(everything=True, ids=frozenset())) == 1
        assert Charged.objects.count() == 0


def test_three_doors_have_three_tables_or_columns_and_no_sum(keeper: Worker):
    incident(keeper)
    said = {"door": "social", "referrer": "officer", "day": clock.today(), "races_said": ["black"]}
    services.refer(said=said, by=keeper.person)
    services.refer(said=said | {"door": "community", "referrer": "family"}, by=keeper.person)
    with pytest.raises(BadInput):
        services.refer(said=said | {"door": "arrest"}, by=keeper.person)
    assert queries.newest_entries().count() == 1
    assert sorted(row.door for row in queries.referrals(by=keeper.person)) == ["community", "social"]


def test_what_cannot_be_is_refused_with_the_field(keeper: Worker):
    for name, value in (
        ("day", clock.today() + dt.timedelta(days=1)),
        ("day", dt.date(1946, 3, 2)),
        ("offer", "perhaps"),
        ("officer", 77),
        ("complainant", "who"),
    ):
        with pytest.raises(BadInput) as refused:
            incident(keeper, **{name: value})
        assert refused.value.column == name
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.COORDINATOR, Role.ORGANIZER, Role.OFFICER, Role.REVIEWER])
def test_nobody_else_reads_the_ledger(keeper: Worker, role: Role):
    key = incident(keeper)
    other = worker("other", role)
    with pytest.raises(NotAllowed):
        queries.ledger(by=other.person)
    with pytest.raises(NotAllowed):
        queries.one_incident(incident_id=key, by=other.person)
    with pytest.raises(NotAllowed):
        services.correct(incident_id=key, why="typed_wrong", said=facts(), by=other.person)
