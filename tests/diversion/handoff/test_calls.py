"""From an officer's decision to the hand-over: who is called, what an officer learns, what is left of it."""

import datetime as dt
import uuid
from uuid import UUID

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import Worker, worker
from tests.diversion.incidents.made import adopted_rules, charges, facts
from waymeet.accounts.roles import Role
from waymeet.diversion.handoff import queries, rules, services
from waymeet.diversion.handoff.models import Call, HandOver, Received
from waymeet.diversion.incidents.models import Entry, Officer, Referral
from waymeet.kernel import clock
from waymeet.kernel.errors import Conflict, NotAllowed

MONDAY = dt.datetime(2026, 11, 23, 12, 0)  # noqa: DTZ001 - as the clock on the wall shows it
NELL, TEO, KIM = (UUID(int=number) for number in (1, 2, 3))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.datetimes(dt.datetime(2026, 11, 1), dt.datetime(2026, 12, 31))  # noqa: DTZ001
DUTIES = st.lists(
    st.builds(rules.Duty, TIMES, TIMES, st.just(NELL), st.none() | st.just(TEO), st.integers(0, 6)), max_size=6
)


@given(DUTIES, MOMENTS)
def test_whoever_is_on_call_has_a_duty_then(duties: list[rules.Duty], moment: dt.datetime):
    first, second = rules.on_call(duties, moment)
    yesterday = (moment - dt.timedelta(days=1)).weekday()
    covering = [
        one
        for one in duties
        if (one.weekday == moment.weekday() and one.begins <= moment.time() and _open_until(one, moment))
        or (one.weekday == yesterday and dt.time(0) != one.ends <= one.begins and moment.time() < one.ends)
    ]
    assert (first is None) == (covering == [])
    assert second is None or first is not None


def _open_until(one: rules.Duty, moment: dt.datetime) -> bool:
    return one.ends == dt.time(0) or one.ends <= one.begins or moment.time() < one.ends


def test_one_day_goes_before_its_weekday_and_a_night_into_the_next_day():
    weekly = rules.Duty(dt.time(8), dt.time(20), NELL, None, weekday=0)
    night = rules.Duty(dt.time(20), dt.time(8), TEO, None, weekday=0)
    once = rules.Duty(dt.time(8), dt.time(20), KIM, NELL, day=MONDAY.date())
    assert rules.on_call([weekly, night], MONDAY) == (NELL, None)
    assert rules.on_call([weekly, night, once], MONDAY) == (KIM, NELL)
    assert rules.on_call([weekly, night], MONDAY.replace(day=24, hour=3)) == (TEO, None)
    assert rules.on_call([weekly, night], MONDAY.replace(day=24, hour=9)) == (None, None)
    assert (
        rules.on_call([rules.Duty(dt.time(8), dt.time(0), NELL, None, weekday=0)], MONDAY.replace(hour=23))[0] == NELL
    )


PAGED = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


@given(st.integers(0, 90), st.integers(0, 90), st.booleans(), st.booleans())
def test_whoever_was_called_stays_called_and_after_ten_minutes_everybody_is(one, other, has_first, has_second):
    early, late = sorted((one, other))
    first, second = NELL if has_first else None, TEO if has_second else None

    def called(person: UUID, after: int) -> bool:
        now = PAGED + dt.timedelta(minutes=after)
        return rules.is_called(person, paged_at=PAGED, now=now, first=first, second=second)

    for person in (NELL, TEO, KIM):
        assert called(person, late) or not called(person, early)
        assert called(person, 10)
    assert any(called(person, 0) for person in (NELL, TEO, KIM)), "somebody is called at once"


@given(st.lists(st.sampled_from(list(rules.State)), max_size=8))
def test_a_call_that_ended_never_changes_again(wishes: list[rules.State]):
    state, ended = rules.State.SENT, None
    for wish in wishes:
        if rules.may_become(state, wish):
            state = wish
        if state in rules.ENDS:
            ended = ended or state
    assert ended is None or state == ended


@pytest.mark.django_db(databases="__all__")
class TestCalls:
    @pytest.fixture(autouse=True)
    def everybody(self) -> None:
        self.june = worker("june", Role.PROJECT_MANAGER)
        self.otto, self.olli = worker("otto", Role.OFFICER), worker("olli", Role.OFFICER)
        self.nell, self.teo = worker("nell", Role.CASE_MANAGER), worker("teo", Role.CASE_MANAGER)
        charges(self.june)

    def send(self, by: Worker | None = None, key: UUID | None = None, **of) -> services.Sent:
        return services.send(key=key or uuid.uuid4(), said=facts(**of), by=(by or self.otto).person)

    def test_a_yes_calls_a_case_manager_and_a_no_goes_into_the_ledger(self):
        assert self.send(response="accepted").called
        assert not self.send(response="declined").called
        assert not self.send(offer="not_offered").called
        assert (Entry.objects.count(), Call.objects.count()) == (3, 1)
        assert Entry.objects.values_list("officer__number", flat=True).distinct().get() == 1
        assert Officer.objects.get().account == self.otto.person.id

    def test_the_same_sent_twice_is_taken_once_and_other_words_under_it_are_refused(self):
        key, said = uuid.uuid4(), facts()
        assert services.send(key=key, said=said, by=self.otto.person).outcome == "new"
        assert services.send(key=key, said=said, by=self.otto.person).outcome == "same"
        with pytest.raises(Conflict):
            services.send(key=key, said=said | {"response": "declined"}, by=self.otto.person)
        with pytest.raises(Conflict):
            services.send(key=key, said=said, by=self.olli.person)
        assert (Entry.objects.count(), Call.objects.count()) == (1, 1)
        assert not Received.objects.filter(pk=key).exists(), "the number itself is kept nowhere"

    def test_somebody_is_called_then_the_second_then_everybody(self):
        duty = {"weekday": clock.today().weekday(), "day": None, "begins": dt.time(0), "ends": dt.time(0)}
        services.put_on_call(**duty, first=self.nell.person.id, second=self.teo.person.id, by=self.nell.person)
        kim = worker("kim", Role.CASE_MANAGER)
        noon = clock.now().replace(hour=17, minute=0, second=0, microsecond=0)
        with time_machine.travel(noon, tick=False):
            self.send()
        seen = []
        for minutes in (0, 5, 10):
            with time_machine.travel(noon + dt.timedelta(minutes=minutes), tick=False):
                seen.append([queries.open_calls(by=one.person)[0].called for one in (self.nell, self.teo, kim)])
        assert seen == [[True, False, False], [True, True, False], [True, True, True]]

    def test_minutes_are_left_and_no_moment_no_officer_and_no_incident(self):
        adopted_rules(self.june, most=50)
        start = clock.now().replace(microsecond=0)
        with time_machine.travel(start, tick=False):
            self.send()
        call = Call.objects.get()
        with time_machine.travel(start + dt.timedelta(minutes=2), tick=False):
            services.answer(call_id=call.pk, by=self.nell.person)
        with time_machine.travel(start + dt.timedelta(minutes=26), tick=False):
            services.arrive(call_id=call.pk, by=self.nell.person)
            more = {"kit": True, "needs_met": True, "police_left": True}
            handed = services.hand_over(call_id=call.pk, **more, by=self.nell.person)
        assert (handed.incident, handed.in_time, handed.intake_days) == (Entry.objects.get().incident_id, True, 30)
        left = HandOver.objects.get()
        assert (left.minutes_to_answer, left.minutes_to_arrive, left.in_time, left.kit) == (2, 26, True, True)
        call.refresh_from_db()
        assert [getattr(call, name) for name in services.EMPTY] == [None] * len(services.EMPTY)
        names = {field.name for field in HandOver._meta.fields}
        assert not names & {"sender", "incident", "officer", "call", "area_number"}

    def test_two_colleagues_answer_and_the_first_goes(self):
        self.send()
        call = Call.objects.get()
        services.answer(call_id=call.pk, by=self.nell.person)
        with pytest.raises(Conflict, match="A colleague was first"):
            services.answer(call_id=call.pk, by=self.teo.person)
        assert queries.open_calls(by=self.teo.person)[0].by == "Nell"

    def test_an_officer_sees_a_week_and_a_word_of_their_own_and_nothing_of_others(self):
        self.send()
        self.send(by=self.olli)
        assert [row.state for row in queries.own_calls(by=self.otto.person)] == ["sent"]
        assert queries.own_calls(by=self.otto.person)[0].get_deferred_fields() >= {
            "incident",
            "answered_by",
            "paged_at",
        }
        for refused in (queries.open_calls, queries.rota, queries.handed_over, queries.now_on_call):
            with pytest.raises(NotAllowed):
                refused(by=self.otto.person)

    def test_what_is_forgotten_ends_by_itself_and_lets_its_moments_go(self):
        with time_machine.travel(clock.now() - dt.timedelta(hours=30), tick=False):
            self.send()
        self.send(by=self.olli)
        assert services.end_forgotten() == 1
        assert services.end_forgotten() == 0
        old = queries.own_calls(by=self.otto.person)[0]
        assert (old.state, Call.objects.get(pk=old.pk).incident) == ("nobody", None)
        assert HandOver.objects.get().minutes_to_arrive is None

    def test_on_paper_and_by_phone_somebody_else_writes_it_down(self):
        number = services.ledger.number_officer(by=self.june.person).number
        for by in (self.june, self.nell):
            said = facts(officer=number)
            assert services.enter(key=uuid.uuid4(), said=said, by=by.person).called
        assert set(Call.objects.values_list("sender", flat=True)) == {None}
        assert queries.own_calls(by=self.otto.person) == []
        with pytest.raises(NotAllowed):
            services.enter(key=uuid.uuid4(), said=facts(), by=self.otto.person)

    def test_somebody_an_officer_knows_comes_through_the_second_door(self):
        said = {"door": "social", "referrer": "officer", "day": clock.today(), "response": "accepted", "area_number": 0}
        assert services.send(key=uuid.uuid4(), said=said, by=self.otto.person).called
        assert (Referral.objects.get().door, Call.objects.get().door, Call.objects.get().incident) == (
            "social",
        ) * 2 + (None,)
        assert Entry.objects.count() == 0

    def test_leaving_later_changes_nothing_an_officer_sees(self):
        self.send()
        call = Call.objects.get()
        services.arrive(call_id=call.pk, by=self.nell.person)
        services.hand_over(call_id=call.pk, kit=False, needs_met=False, police_left=False, by=self.nell.person)
        before = list(Call.objects.values())
        for act in (services.answer, services.arrive):
            with pytest.raises(Conflict):
                act(call_id=call.pk, by=self.nell.person)
        with pytest.raises(Conflict):
            services.close(call_id=call.pk, nobody=True, by=self.nell.person)
        assert list(Call.objects.values()) == before
