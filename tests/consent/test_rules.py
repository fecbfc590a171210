"""What a consent can say and how its events add up, case by case and for every set of events."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.consent import rules
from waymeet.consent.rules import DataClass, Event, Kind, Purpose, Recipient, Refusal, Scope, State

TODAY = dt.date(2026, 11, 26)
LATER = TODAY + dt.timedelta(days=30)
EVERYTHING = frozenset({"name", "contact_point", "needs"})


def scope(recipient="care", classes=EVERYTHING, purpose="getting_help", until=LATER) -> Scope:
    return Scope(recipient, frozenset(classes), purpose, until)


def event(kind: str, of: Scope | None = None, text: str = "t", day: dt.date = TODAY) -> Event:
    return Event(kind, day, of or (scope() if kind in ("offered", "granted", "narrowed") else None), text)


# who can be told what, for what: the whole table, so that a line that moves is noticed
REACH = {"name", "contact_point", "language", "best_time", "wish"}
SUPPORT = REACH | {"needs", "status", "counselling_notes", "hiv"}
LEAD = {"legal", "substance_use", "health", "housing"}
HELP = {"getting_help", "treatment", "housing"}


@pytest.mark.parametrize(
    ("recipient", "classes", "purposes"),
    [
        ("organizing", REACH, {"being_called", "taking_part"}),
        ("care", SUPPORT, {"getting_help"}),
        ("diversion", SUPPORT, {"getting_help", "case_support"}),
        ("outside", SUPPORT | LEAD | {"legal_proceedings"}, HELP | {"legal_proceedings", "around_the_table"}),
        ("intermediary", SUPPORT, HELP),
    ],
)
def test_the_most_each_recipient_can_be_told(recipient: str, classes: set[str], purposes: set[str]):
    assert rules.CLASSES_FOR[recipient] == classes
    assert rules.PURPOSES_FOR[recipient] == purposes


def test_the_lists_are_closed():
    assert set(rules.CLASSES_FOR) == set(rules.PURPOSES_FOR) == set(Recipient)
    assert {"organizing", "care", "diversion"} == rules.SIDES
    assert {"legal_proceedings", "counselling_notes", "hiv"} == rules.OF_ITS_OWN
    assert len(DataClass) == 14
    assert len(Purpose) == 8


@pytest.mark.parametrize(
    ("asked", "reasons"),
    [
        (scope(), []),
        (scope(until=TODAY), []),
        (scope(until=TODAY - dt.timedelta(days=1)), [Refusal.OVER]),
        (scope(until=dt.date(2027, 11, 26)), []),
        (scope(until=dt.date(2027, 11, 27)), [Refusal.TOO_LONG]),
        (scope(recipient="police"), [Refusal.RECIPIENT]),
        (scope(recipient=""), [Refusal.RECIPIENT]),
        (scope(classes=()), [Refusal.CLASSES]),
        (scope(classes={"name", "shoe size"}), [Refusal.CLASSES]),
        (scope("organizing", {"name"}, "being_called"), []),
        (scope("organizing", {"name", "needs"}, "being_called"), [Refusal.CLASSES]),
        (scope("organizing", {"name"}, "getting_help"), [Refusal.PURPOSE]),
        (scope(classes={"legal_proceedings"}), [Refusal.CLASSES, Refusal.PROCEEDINGS]),
        (scope(classes={"hiv"}), []),
        (scope(classes={"hiv", "name"}), []),
        (scope(classes={"hiv", "needs"}), [Refusal.OWN_DOCUMENT]),
        (scope(classes={"hiv", "name", "contact_point"}), [Refusal.OWN_DOCUMENT]),
        (scope(classes={"hiv", "counselling_notes"}), [Refusal.OWN_DOCUMENT]),
        (scope(classes={"counselling_notes"}), []),
        (scope("outside", {"legal_proceedings"}, "legal_proceedings"), []),
        (scope("outside", {"legal_proceedings", "name"}, "legal_proceedings"), []),
        (scope("outside", {"legal_proceedings"}, "housing"), [Refusal.PROCEEDINGS]),
        (scope("outside", {"needs"}, "legal_proceedings"), [Refusal.PROCEEDINGS]),
        (scope("outside", {"legal_proceedings", "hiv"}, "legal_proceedings"), [Refusal.OWN_DOCUMENT]),
        (scope("intermediary", {"legal_proceedings"}, "legal_proceedings"), [Refusal.CLASSES, Refusal.PURPOSE]),
        (scope("outside", {"name", "needs", "status", *LEAD}, "around_the_table"), []),
        (scope("outside", {"legal", "contact_point"}, "around_the_table"), [Refusal.AT_THE_TABLE]),
        (scope("outside", {"hiv"}, "around_the_table"), [Refusal.AT_THE_TABLE]),
        (scope("outside", {"counselling_notes"}, "around_the_table"), [Refusal.AT_THE_TABLE]),
        (
            scope("outside", {"legal_proceedings"}, "around_the_table"),
            [Refusal.AT_THE_TABLE, Refusal.PROCEEDINGS],
        ),
        (scope("care", {"legal"}, "getting_help"), [Refusal.CLASSES]),
        (scope("diversion", {"needs"}, "around_the_table"), [Refusal.PURPOSE]),
        (scope("intermediary", {"needs"}, "around_the_table"), [Refusal.PURPOSE]),
    ],
)
def test_what_can_be_offered(asked: Scope, reasons: list[Refusal]):
    assert rules.refusals(asked, TODAY) == reasons


@pytest.mark.parametrize(
    ("day", "after"),
    [("2026-11-26", "2027-11-26"), ("2028-02-29", "2029-02-28"), ("2027-02-28", "2028-02-28")],
)
def test_a_year_at_most(day: str, after: str):
    assert rules.a_year_after(dt.date.fromisoformat(day)) == dt.date.fromisoformat(after)


OFFERED, GRANTED = event("offered"), event("granted")
FEWER = event("narrowed", scope(classes={"name"}))


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], State.INCOMPLETE),
        ([OFFERED], State.OFFERED),
        ([GRANTED], State.INCOMPLETE),
        ([FEWER], State.INCOMPLETE),
        ([OFFERED, GRANTED], State.GRANTED),
        ([OFFERED, GRANTED, GRANTED], State.GRANTED),
        ([OFFERED, GRANTED, FEWER], State.NARROWED),
        ([OFFERED, FEWER], State.OFFERED),
        ([OFFERED, event("declined")], State.DECLINED),
        ([OFFERED, GRANTED, event("declined")], State.DECLINED),
        ([OFFERED, GRANTED, event("withdrawn")], State.WITHDRAWN),
        ([event("withdrawn")], State.WITHDRAWN),
        ([OFFERED, GRANTED, event("expired")], State.EXPIRED),
        ([OFFERED, GRANTED, event("expired"), event("withdrawn")], State.WITHDRAWN),
        ([OFFERED, event("declined"), event("expired")], State.DECLINED),
        ([OFFERED, event("granted", text="other words")], State.INCOMPLETE),
        ([OFFERED, event("granted", scope("diversion"))], State.INCOMPLETE),
        ([OFFERED, event("granted", scope("diversion", purpose="case_support"))], State.INCOMPLETE),
        ([OFFERED, GRANTED, event("narrowed", scope(purpose="case_support"))], State.INCOMPLETE),
        ([OFFERED, event("granted", scope(until=TODAY))], State.GRANTED),
        ([OFFERED, event("granted", scope(until=TODAY - dt.timedelta(days=1)))], State.EXPIRED),
        ([event("offered", scope(until=TODAY - dt.timedelta(days=1)))], State.EXPIRED),
    ],
)
def test_where_events_have_come_to(events: list[Event], state: State):
    assert rules.state_of(events, TODAY) == state
    assert (rules.live_scope(events, TODAY) is not None) == (state in (State.GRANTED, State.NARROWED))


def test_an_event_of_a_grant_that_lost_its_scope_lets_nothing_through():
    assert rules.state_of([Event("offered", TODAY), Event("granted", TODAY)], TODAY) == State.INCOMPLETE


def test_a_scope_is_what_all_have_in_common():
    sooner = TODAY + dt.timedelta(days=3)
    events = [OFFERED, GRANTED, event("narrowed", scope(until=sooner)), event("narrowed", scope(classes={"name"}))]
    assert rules.live_scope(events, TODAY) == scope(classes={"name"}, until=sooner)


def test_two_narrowings_that_have_nothing_in_common_leave_nothing():
    events = [OFFERED, GRANTED, FEWER, event("narrowed", scope(classes={"needs"}))]
    assert rules.live_scope(events, TODAY).classes == frozenset()
    assert not rules.allowed(events, TODAY, recipient="care", classes={"name"}, purpose="getting_help")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({}, True),
        ({"classes": {"name"}}, True),
        ({"classes": EVERYTHING}, True),
        ({"classes": {"name", "status"}}, False),
        ({"classes": ()}, False),
        ({"recipient": "diversion"}, False),
        ({"purpose": "case_support"}, False),
    ],
)
def test_what_may_be_told(asked: dict, answer: bool):
    said = {"recipient": "care", "classes": {"name"}, "purpose": "getting_help", **asked}
    assert rules.allowed([OFFERED, GRANTED], TODAY, **said) is answer
    assert not rules.allowed([OFFERED], TODAY, **said)
    assert not rules.allowed([OFFERED, GRANTED, event("withdrawn")], TODAY, **said)


@pytest.mark.parametrize(
    ("classes", "until", "left"),
    [
        ({"name"}, None, scope(classes={"name"})),
        (None, TODAY, scope(until=TODAY)),
        ({"name"}, TODAY, scope(classes={"name"}, until=TODAY)),
        (EVERYTHING, LATER, Refusal.NOT_SMALLER),
        (None, None, Refusal.NOT_SMALLER),
        ((), None, Refusal.NOT_SMALLER),
        ((), TODAY, Refusal.NOT_SMALLER),
        ({"name", "status"}, None, Refusal.NOT_SMALLER),
        ({"name", "status"}, TODAY, Refusal.NOT_SMALLER),
        (None, LATER + dt.timedelta(days=1), Refusal.NOT_SMALLER),
        ({"name"}, LATER + dt.timedelta(days=1), Refusal.NOT_SMALLER),
    ],
)
def test_a_narrowing_only_takes_away(classes, until, left):
    assert rules.narrower(scope(), classes, until) == left


def test_a_narrowing_says_nothing_of_recipient_and_purpose():
    left = rules.narrower(scope("diversion", purpose="case_support"), {"name"}, None)
    assert (left.recipient, left.purpose) == ("diversion", "case_support")


SCOPES = st.builds(
    scope,
    recipient=st.sampled_from(["care", "diversion"]),
    classes=st.sets(st.sampled_from(sorted(EVERYTHING))),
    purpose=st.just("getting_help"),
    until=st.dates(TODAY - dt.timedelta(days=3), LATER),
)
EVENTS = st.builds(
    lambda kind, of, text, day: event(kind, of if kind in ("offered", "granted", "narrowed") else None, text, day),
    st.sampled_from([kind.value for kind in Kind]),
    SCOPES,
    st.sampled_from(["t", "u"]),
    st.dates(TODAY - dt.timedelta(days=9), LATER),
)


@given(st.lists(EVENTS, max_size=8), st.randoms(use_true_random=False))
def test_order_and_repeats_never_matter(events: list[Event], chance):
    mixed = [*events, *events[:3]]
    chance.shuffle(mixed)
    assert rules.state_of(mixed, TODAY) == rules.state_of(events, TODAY)
    assert rules.live_scope(mixed, TODAY) == rules.live_scope(events, TODAY)


@given(st.lists(EVENTS, max_size=8), EVENTS)
def test_one_more_event_never_opens_what_was_offered_and_granted(events: list[Event], more: Event):
    """Only a first offer or a first grant can open anything; everything else takes away or changes nothing."""
    before, after = rules.live_scope(events, TODAY), rules.live_scope([*events, more], TODAY)
    if {"offered", "granted"} <= {one.kind for one in events} and before is None:
        assert after is None
    if before is not None and after is not None:
        assert after.classes <= before.classes
        assert after.until <= before.until


@given(st.lists(EVENTS, max_size=8), st.sampled_from(["withdrawn", "declined", "expired"]), st.dates(TODAY, LATER))
def test_what_ended_stays_ended_on_every_day(events: list[Event], ending: str, day: dt.date):
    assert rules.live_scope([event(ending), *events], day) is None
    assert rules.live_scope([event(ending), *events], TODAY - dt.timedelta(days=400)) is None
