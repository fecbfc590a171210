"""Rules as data: criteria, versions by their day, examples, and history under another rule."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.builders import worker
from tests.diversion.incidents.made import DRUG, THEFT, adopted_rules, facts, incident, june
from waymeet.accounts.roles import Role
from waymeet.diversion.incidents import forms, people, queries, queries_sums, replaying, rules
from waymeet.diversion.incidents import services_rules as services
from waymeet.diversion.incidents.models import RuleVersion
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed

LIMITS = st.lists(st.sampled_from([DRUG, THEFT, "PL 140.05"]), unique=True, min_size=1).flatmap(
    lambda codes: st.tuples(*(st.builds(rules.Limit, st.just(code), st.none() | st.integers(1, 500)) for code in codes))
)
SOME = st.frozensets(st.sampled_from([one.value for one in rules.Exclusion]))
DOCUMENTS = st.builds(
    rules.Document,
    charges=LIMITS,
    age_least=st.none() | st.sampled_from(rules.AGES),
    complainant=st.booleans(),
    exclusions=SOME,
    intake_days=st.integers(1, 90),
    minutes=st.integers(1, 240),
)
CHARGED = st.builds(
    rules.Charged, st.sampled_from([DRUG, THEFT, "PL 140.05", "PL 240.20"]), st.none() | st.integers(0, 600)
)
COMPLAINANTS = st.sampled_from(["none", "agrees", "declines", "not_asked"])


@st.composite
def some_facts(draw: st.DrawFn) -> rules.Facts:
    present = draw(SOME)
    return rules.Facts(
        charges=tuple(draw(st.lists(CHARGED, max_size=3))),
        age=draw(st.none() | st.sampled_from(people.AGES)),
        complainant=draw(COMPLAINANTS),
        present=present,
        absent=draw(SOME) - present,
    )


@given(DOCUMENTS)
def test_a_document_is_kept_and_read_back_whole(document: rules.Document):
    assert rules.from_json(rules.to_json(document)) == document
    assert rules.troubles(document) == []


@given(DOCUMENTS, some_facts())
def test_what_is_learned_later_never_turns_a_no_into_a_yes(document: rules.Document, known: rules.Facts):
    """A criterion that is not met stays so; only what nobody could tell is decided by more facts."""
    more = replace(
        known,
        age=18 if known.age is None else known.age,
        absent=frozenset(rules.Exclusion) - known.present,
        complainant="agrees" if known.complainant == "not_asked" else known.complainant,
        charges=tuple(replace(one, tenths=0) if one.tenths is None else one for one in known.charges),
    )
    before, after = rules.judged(document, known), rules.judged(document, more)
    if before != rules.CANNOT_TELL:
        assert after == before


@given(DOCUMENTS, some_facts(), st.integers(1, 500))
def test_a_higher_limit_takes_nobody_out(document: rules.Document, known: rules.Facts, more: int):
    raised = tuple(replace(one, most=None if one.most is None else one.most + more) for one in document.charges)
    wide = replace(document, charges=raised)
    if rules.judged(document, known) == rules.YES:
        assert rules.judged(wide, known) == rules.YES


@given(st.integers(0, 110))
def test_a_band_decides_an_age_as_the_age_itself_does(age: int):
    for least in rules.AGES:
        assert (int(people.band_of(age)) >= least) == (age >= least)


@pytest.mark.parametrize(
    ("known", "result"),
    [
        (rules.Facts(charges=(rules.Charged(DRUG, 30),), age=25, complainant="none"), "yes"),
        (rules.Facts(charges=(rules.Charged(DRUG, 31),), age=25, complainant="none"), "no"),
        (rules.Facts(charges=(rules.Charged(DRUG),), age=25, complainant="none"), "cannot_tell"),
        (rules.Facts(charges=(rules.Charged(DRUG, 30),), complainant="none"), "cannot_tell"),
        (rules.Facts(charges=(rules.Charged(DRUG, 30),), age=16, complainant="none"), "no"),
        (rules.Facts(charges=(rules.Charged(DRUG, 30),), age=25, complainant="declines"), "no"),
        (rules.Facts(charges=(rules.Charged(DRUG, 30),), age=25, complainant="not_asked"), "cannot_tell"),
        (rules.Facts(charges=(rules.Charged(THEFT, 5),), age=25, complainant="none"), "no"),
        (rules.Facts(charges=(), age=25, complainant="none"), "cannot_tell"),
    ],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_three_grams_eighteen_years_and_a_complainant_who_agrees(known: rules.Facts, result: str):
    document = rules.Document(charges=(rules.Limit(DRUG, 30),), age_least=18, complainant=True)
    assert rules.judged(document, known) == result


# Versions by their day.


@dataclass
class Version:
    number: int
    in_force_from: dt.date | None


@given(st.lists(st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2020, 3, 1)), max_size=6), st.dates())
def test_the_version_in_force_is_the_latest_begun(days: list[dt.date | None], day: dt.date):
    versions = [Version(number, begins) for number, begins in enumerate(days, 1)]
    found = rules.in_force(versions, day)
    begun = [one for one in versions if one.in_force_from and one.in_force_from <= day]
    assert (found is None) == (begun == [])
    for one in begun:
        assert (one.in_force_from, one.number) <= (found.in_force_from, found.number)


@pytest.mark.django_db(databases="__all__")
class TestVersions:
    def test_adopted_rules_never_change(self):
        row = adopted_rules(june(), most=30)
        with pytest.raises(Conflict, match="do not change"):
            services.allow_charge(version_id=row.pk, code=THEFT, most=None, by=worker("ann", Role.COORDINATOR).person)
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic(using="diversion"):
            RuleVersion.objects.filter(pk=row.pk).update(in_force_from=dt.date(2021, 1, 1))

    def test_rules_hold_from_tomorrow_at_the_earliest_once_rules_hold(self):
        keeper = june()
        adopted_rules(keeper, most=30, day=dt.date(2016, 4, 1))
        with pytest.raises(BadInput, match="tomorrow"):
            adopted_rules(keeper, most=50, day=clock.today())
        assert RuleVersion.objects.exclude(adopted_on=None).count() == 1

    def test_an_example_that_comes_out_otherwise_keeps_rules_from_being_adopted(self):
        keeper = june()
        adopted_rules(keeper, most=30)
        row = services.draft(by=keeper.person)
        wrong = rules.Case(rules.Facts(charges=(rules.Charged(DRUG, 300),)), rules.YES)
        services.add_case(version_id=row.pk, case=wrong, by=keeper.person)
        tomorrow = clock.today() + dt.timedelta(days=1)
        with pytest.raises(BadInput, match="otherwise"):
            services.adopt(version_id=row.pk, in_force_from=tomorrow, by=keeper.person)
        services.take_case(version_id=row.pk, place=1, by=keeper.person)
        services.adopt(version_id=row.pk, in_force_from=tomorrow, by=keeper.person)

    def test_a_late_entry_is_judged_by_the_rules_of_its_day(self):
        keeper = june()
        adopted_rules(keeper, most=30, day=dt.date(2026, 1, 1))
        with time_machine.travel(dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC), tick=False):
            adopted_rules(keeper, most=50, day=dt.date(2026, 11, 10))
        judged = {
            day: queries.newest_of(incident(keeper, day=day, tenths=40)).eligible
            for day in (dt.date(2025, 12, 31), dt.date(2026, 11, 9), dt.date(2026, 11, 10), dt.date(2026, 11, 20))
        }
        assert list(judged.values()) == ["cannot_tell", "no", "yes", "yes"]

    @pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland", "Pacific/Pago_Pago"])
    def test_the_day_that_was_typed_decides_in_every_time_zone(self, zone: str, settings):
        settings.TIME_ZONE = zone
        from django.utils import timezone

        with timezone.override(zone):
            keeper = june()
            adopted_rules(keeper, most=30, day=dt.date(2026, 1, 1))
            with time_machine.travel(dt.datetime(2026, 11, 9, 23, 30, tzinfo=dt.UTC), tick=False):
                tomorrow = clock.today() + dt.timedelta(days=1)
                adopted_rules(keeper, most=50, day=tomorrow)
                assert queries.newest_of(incident(keeper, day=clock.today(), tenths=40)).eligible == "no"
            with time_machine.travel(dt.datetime(2026, 11, 12, 23, 30, tzinfo=dt.UTC), tick=False):
                assert queries.newest_of(incident(keeper, day=tomorrow, tenths=40)).eligible == "yes"
                assert (
                    queries.newest_of(incident(keeper, day=tomorrow - dt.timedelta(days=1), tenths=40)).eligible == "no"
                )

    def test_history_under_a_rule_says_who_gains_and_counts_each_once(self):
        keeper = june()
        adopted_rules(keeper, most=30)
        for tenths, said, seen in (
            (20, ["black"], ["black"]),
            (40, ["black", "hispanic"], ["black"]),
            (60, ["white"], []),
        ):
            incident(keeper, tenths=tenths, races_said=said, races_seen=seen)
        wider = rules.Document(charges=(rules.Limit(DRUG, 50),))
        found = queries_sums.replay_of(wider, by=keeper.person)
        assert dict(found.everybody) == {"stays_in": 1, "gains": 1, "stays_out": 1}
        assert found.said["black"]["gains"] == found.said["hispanic"]["gains"] == 1
        assert found.seen["not_asked"]["stays_out"] == 1
        assert queries.newest_entries().filter(eligible="yes").count() == 1, "nothing is written"

    def test_a_replay_asks_the_same_number_of_questions_however_many_there_are(self, django_assert_num_queries):
        keeper = june()
        adopted_rules(keeper, most=30)
        incident(keeper)
        for more in (1, 9):
            for _one in range(more):
                incident(keeper)
            with django_assert_num_queries(2, using="diversion"):
                list(queries.judged_incidents())

    def test_only_the_coordinating_group_and_the_manager_write_rules(self):
        for role in (Role.OFFICER, Role.CASE_MANAGER, Role.DIRECTOR, Role.ORGANIZER):
            with pytest.raises(NotAllowed):
                services.draft(by=worker(f"w{role.value[:6]}".replace("_", "-"), role).person)

    def test_whoever_does_not_keep_the_ledger_sees_no_number_from_one_to_four(self):
        assert queries_sums.least_shown(june().person) == 1
        assert queries_sums.least_shown(worker("abel", Role.COORDINATOR).person) == 5


class VersionsOverTime(RuleBasedStateMachine):
    """Versions are adopted while days pass and incidents are written down late: each is judged by the rules of its day.

    The model remembers, for each day that has begun, which version held when it began.
    """

    def __init__(self) -> None:
        super().__init__()
        self.today = dt.date(2026, 1, 1)
        self.versions: list[Version] = []
        self.held: dict[dt.date, int | None] = {}

    @initialize(begins=st.dates(dt.date(2025, 12, 20), dt.date(2026, 1, 10)))
    def the_first(self, begins: dt.date) -> None:
        assert rules.earliest_effect(first=True, today=self.today) is None
        self.versions.append(Version(1, begins))
        self._remember()

    @rule(ahead=st.integers(-3, 20))
    def adopt(self, ahead: int) -> None:
        day = self.today + dt.timedelta(days=ahead)
        earliest = rules.earliest_effect(first=False, today=self.today)
        if earliest is not None and day >= earliest:
            self.versions.append(Version(len(self.versions) + 1, day))

    @rule(days=st.integers(1, 15))
    def days_pass(self, days: int) -> None:
        for _day in range(days):
            self.today += dt.timedelta(days=1)
            self._remember()

    def _remember(self) -> None:
        found = rules.in_force(self.versions, self.today)
        self.held[self.today] = found.number if found else None

    @invariant()
    def what_held_on_a_day_holds_for_it_for_good(self) -> None:
        for day, number in self.held.items():
            found = rules.in_force(self.versions, day)
            assert (found.number if found else None) == number


TestVersionsOverTime = VersionsOverTime.TestCase


@given(
    st.lists(st.tuples(some_facts(), st.lists(st.sampled_from(["black", "white", "mena"]), min_size=1, unique=True))),
    DOCUMENTS,
)
def test_a_replay_accounts_for_everybody(given_facts: list, document: rules.Document):
    held = rules.Document(charges=(rules.Limit(DRUG, 30),))
    every = [
        queries.Judged(known, rules.judged(held, known), offered=False, races_said=tuple(said), races_seen=("white",))
        for known, said in given_facts
    ]
    found = replaying.replayed(document, every)
    assert sum(found.everybody.values()) == len(every)
    assert sum(found.seen.get("white", {}).values()) == len(every)
    eligible = sum(
        1 for one in every if rules.judged(document, one.facts) == rules.YES and one.eligible != "cannot_tell"
    )
    assert found.everybody[replaying.STAYS_IN] + found.everybody[replaying.GAINS] == eligible


def test_an_amount_is_kept_in_tenths():
    assert [forms.tenths(Decimal(text)) for text in ("0.04", "0.05", "2.5", "200")] == [0, 1, 25, 2000]
    assert forms.tenths(None) is None
    assert facts()["charges"][0][1] == 10
