"""Turnout agrees with its rows, whatever is done in whatever order; signing in is safe to repeat."""

import datetime as dt
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events import queries, services
from waymeet.organizing.events.models import Attendance, Event, HeadCount, Slip
from waymeet.organizing.events.services.signing_in import Typed

pytestmark = pytest.mark.django_db(databases="__all__")
PEOPLE = 4
ANSWERS = ("accepted", "tentative", "declined", "cancelled", "needs_action")
STEPS = st.one_of(
    st.tuples(st.just("ask"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("answer"), st.integers(0, PEOPLE - 1), st.sampled_from(ANSWERS)),
    st.tuples(st.just("call"), st.integers(0, PEOPLE - 1), st.sampled_from(["confirmed", "message", "cancelled"])),
    st.tuples(st.just("here"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("not_here"), st.integers(0, PEOPLE - 1)),
    st.tuples(st.just("heads"), st.integers(1, 3)),
    st.tuples(st.just("close"), st.just(0)),
)


def run(step, event, contacts, by) -> None:
    what, number, *more = step
    row = event.attendances.filter(contact=contacts[number]).first() if what not in ("heads", "close") else None
    if what == "ask":
        services.ask(event_id=event.pk, contact_id=contacts[number], by=by)
    elif what == "here":
        one = {"record": uuid.uuid4(), "contact_id": contacts[number], "way": "desk"}
        services.sign_in(event_id=event.pk, by=by, **one)
    elif what == "heads":
        services.count_in(event_id=event.pk, record=uuid.uuid4(), count=number, by=by)
    elif what == "close":
        services.close(event_id=event.pk, by=by)
    elif row is not None:
        verbs = {
            "answer": lambda: services.answer(attendance_id=row.pk, said=more[0], by=by),
            "call": lambda: services.called(attendance_id=row.pk, outcome=more[0], by=by),
            "not_here": lambda: services.not_here(attendance_id=row.pk, by=by),
        }
        verbs[what]()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=14))
def test_for_any_order_of_asking_answering_signing_in_and_closing_the_numbers_agree_with_the_rows(
    rosa, known, planned, steps
):
    event = planned(goal=3)
    contacts = [known(f"P{number}") for number in range(PEOPLE)]
    for step in steps:
        run(step, event, contacts, rosa.person)
    event.refresh_from_db()
    turnout, rows = queries.turnout_of(event), list(event.attendances.all())
    yes = [row for row in rows if row.answer == "accepted"]
    assert turnout.promised == len(yes)
    assert turnout.confirmed == len([row for row in yes if row.confirmed_on])
    assert turnout.came == len([row for row in rows if row.came]) + sum(one.count for one in event.head_counts.all())
    assert turnout.asked == len([row for row in rows if row.organizer])
    assert turnout.walk_ins == len([row for row in rows if row.came and not row.organizer])
    assert turnout.yes + turnout.maybe + turnout.no <= len(rows)
    assert all(row.confirmed_on is None for row in rows if row.answer != "accepted")
    if event.state == "held":  # everybody who said yes was looked for, and came or did not
        assert turnout.kept + turnout.broken == turnout.promised
        assert all(row.came is not False for row in rows if row.answer != "accepted")
    else:
        assert turnout.broken == 0
        assert turnout.flake_rate in (None, 0.0)
    assert [one.pk for one in queries.no_shows(event=event, by=rosa.person)] == [
        row.pk for row in sorted(yes, key=lambda row: row.contact.folded) if row.came is False
    ]


def test_the_same_record_twice_signs_in_once_and_a_mistake_taken_back_is_not_brought_back(rosa, known, planned):
    event, ana, record = planned(), known("Ana"), uuid.uuid4()
    one = {"event_id": event.pk, "record": record, "contact_id": ana, "way": "phone", "by": rosa.person}
    assert services.sign_in(**one)
    services.not_here(attendance_id=event.attendances.get().pk, by=rosa.person)
    assert not services.sign_in(**one)
    assert event.attendances.get().came is None
    heads = {"event_id": event.pk, "record": record, "count": 4, "by": rosa.person}
    assert [services.count_in(**heads), services.count_in(**heads)] == [True, False]
    assert queries.turnout_of(event).came == 4


def test_who_is_known_by_number_came_and_who_is_not_is_for_an_organizer_to_see_to(rosa, known, planned):
    event, ana = planned(), known("Ana Ruiz", "518 555 0142")
    for typed in (Typed("ana", "(518) 555-0142"), Typed("Pilar", "518-555-0142"), Typed("Nobody", "518 555 0199")):
        services.sign_in(event_id=event.pk, record=uuid.uuid4(), typed=typed, way="paper", by=rosa.person)
    assert [row.contact_id for row in event.attendances.all()] == [ana]
    assert queries.turnout_of(event).came == 3
    opened = services.open_slips(event_id=event.pk, by=rosa.person, keyring=rosa.keyring)
    assert sorted(words["name"] for _row, words in opened) == ["Nobody", "Pilar"]
    by_name = {words["name"]: row.pk for row, words in opened}
    seen = {"by": rosa.person, "keyring": rosa.keyring}
    services.see_to(slip_id=by_name["Pilar"], who=None, keep=True, **seen)
    services.see_to(slip_id=by_name["Nobody"], who=None, keep=False, **seen)
    assert Contact.objects.get(name="Pilar").source == "event"
    assert queries.turnout_of(event).came == 3
    assert not Slip.objects.filter(state="new").exists()
    assert all(row.sealed is None for row in Slip.objects.filter(state="done"))


def test_after_closing_who_did_not_come_is_asked_again_and_whoever_moved_them_stays(rosa, known, planned):
    event, again, lead, ana = planned(), planned(7), known("Lead"), known("Ana")
    row = services.ask(event_id=event.pk, contact_id=ana, asked_by=lead, by=rosa.person)
    services.answer(attendance_id=row, said="accepted", by=rosa.person)
    services.close(event_id=event.pk, by=rosa.person)
    assert queries.turnout_of(event).flake_percent == 100
    missed = [one.pk for one in queries.no_shows(event=event, by=rosa.person)]
    assert services.ask_again(attendances=missed, event_id=again.pk, by=rosa.person) == 1
    assert [one.asked_by_id for one in again.attendances.all()] == [lead]
    assert not queries.no_shows(event=event, by=rosa.person)
    one = {"record": uuid.uuid4(), "contact_id": ana, "way": "paper"}
    services.sign_in(event_id=event.pk, by=rosa.person, **one)
    assert queries.turnout_of(event).flake_percent == 0


def test_an_event_to_come_cannot_be_closed_and_one_called_off_takes_nobody_in(rosa, known, planned):
    event, ana = planned(2), known("Ana")
    with pytest.raises(Conflict):
        services.close(event_id=event.pk, by=rosa.person)
    services.call_off(event_id=event.pk, by=rosa.person)
    with pytest.raises(Conflict):
        services.ask(event_id=event.pk, contact_id=ana, by=rosa.person)
    with pytest.raises(Conflict):
        services.count_in(event_id=event.pk, record=uuid.uuid4(), count=1, by=rosa.person)
    assert not HeadCount.objects.exists()


def test_nobody_is_the_one_who_asked_themself(rosa, known, planned):
    ana = known("Ana")
    with pytest.raises(BadInput):
        services.ask(event_id=planned().pk, contact_id=ana, asked_by=ana, by=rosa.person)
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("days", "not_by", "answer", "ways"),
    [
        (1, "", "accepted", ("text", "email")),
        (1, "text", "tentative", ("email",)),
        (1, "text email", "accepted", None),
        (1, "", "declined", None),
        (2, "", "accepted", None),
    ],
)
def test_reminders_go_the_day_before_to_who_said_yes_or_maybe_and_not_by_a_way_they_refused(
    rosa, known, planned, days, not_by, answer, ways
):
    event, ana = planned(days), known("Ana", not_by=not_by)
    row = services.ask(event_id=event.pk, contact_id=ana, by=rosa.person)
    services.answer(attendance_id=row, said=answer, by=rosa.person)
    due = queries.reminders_due(clock.today())
    assert [one.ways for one in due] == ([ways] if ways else [])
    services.reminded(attendances=[one.attendance for one in due], by=rosa.person)
    assert queries.reminders_due(clock.today()) == []


def test_calls_honour_who_wants_none(rosa, known, planned):
    event = planned(4)
    rows = {}
    for name, not_by in (("Ana", ""), ("Bea", "call"), ("Cleo", "")):
        contact = known(name, "518 555 0142" if name != "Cleo" else "", not_by=not_by)
        rows[name] = services.ask(event_id=event.pk, contact_id=contact, by=rosa.person)
        services.answer(attendance_id=rows[name], said="accepted", by=rosa.person)
    due = queries.calls_due(by=rosa.person)
    assert {one.who.name: list(one.phones) for one in due} == {"Ana": ["518 555 0142"], "Bea": [], "Cleo": []}
    assert queries.calls_waiting() == 1
    with pytest.raises(Conflict):
        services.called(attendance_id=rows["Bea"], outcome="confirmed", by=rosa.person)
    services.called(attendance_id=rows["Ana"], outcome="confirmed", by=rosa.person)
    assert queries.calls_waiting() == 0
    assert queries.turnout_of(event).confirmed == 1


def test_a_phone_is_told_of_tonight_and_no_number(rosa, known, planned):
    tonight, _far, circle = planned(), planned(3), planned(kind="circle", title="Circle", sign_in="")
    row = services.ask(event_id=tonight.pk, contact_id=known("Ana", "518 555 0142"), by=rosa.person)
    assert row
    told = {one.id: one for one in queries.tonight(by=rosa.person)}
    assert set(told) == {tonight.pk, circle.pk}
    assert [one.called for one in told[tonight.pk].people] == ["Ana"]
    assert told[circle.pk].sign_in == "count"
    assert "555" not in repr(told)


def test_counting_many_events_takes_as_many_queries_as_one(rosa, planned, django_assert_num_queries):
    events = [planned(days) for days in range(6)]
    assert len(events) == Event.objects.filter(day__gte=clock.today() - dt.timedelta(days=1)).count()
    for some in (events[:1], events):
        with django_assert_num_queries(4, using="organizing"):
            queries.turnouts_of(some)
