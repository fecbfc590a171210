"""No sequence of grants, narrowings, withdrawals, days, seats and meetings shows more than everybody there may hear."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.desk.conftest import People
from tests.diversion.table.made import Case, meeting, on_screen
from tests.properties import tried_on
from waymeet.consent import gate
from waymeet.diversion.table import preparing, services
from waymeet.diversion.table.models import Meeting
from waymeet.kernel import clock
from waymeet.kernel.errors import Plain

pytestmark = pytest.mark.django_db(databases="__all__")
AGENCIES = ["police", "defender", "housing"]
CLASSES = ["name", "legal", "health", "housing"]
NEVER = {"police": {"health"}}
START = dt.date(2026, 11, 26)
WORLD: dict[str, Any] = {}
SOME = st.sets(st.sampled_from(CLASSES), min_size=1)
SEATED = st.sets(st.sampled_from(AGENCIES), min_size=1)


class Table(RuleBasedStateMachine):
    """Two people's cases and one table. The model is the few facts kept in plain here, written without the code's help."""

    releases: Any = Bundle("releases")

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic(using="consent"), transaction.atomic(using="diversion")
        for each in self.outer:
            each.__enter__()
        WORLD["today"] = START
        people = WORLD["people"]
        self.cases = [Case(people, called) for called in ("Marisol", "Teo")]
        self.holds: dict[UUID, tuple[int, str, set[str], dt.date]] = {}
        self.meeting: UUID | None = None
        self.seats: set[str] = set()

    def teardown(self) -> None:
        for each in reversed(self.outer):
            transaction.set_rollback(True, using=each.using)
            each.__exit__(None, None, None)

    @rule(
        target=releases, which=st.integers(0, 1), agency=st.sampled_from(AGENCIES), classes=SOME, days=st.integers(0, 9)
    )
    def somebody_says_yes(self, which: int, agency: str, classes: set[str], days: int) -> Any:
        asked = classes - NEVER.get(agency, set()) or {"legal"}
        record = self.cases[which].released(agency, asked, days)
        self.holds[record] = (which, agency, asked, WORLD["today"] + dt.timedelta(days=days))
        return record

    @rule(record=releases, kept=SOME, days=st.integers(0, 9))
    def it_is_made_smaller(self, record: UUID, kept: set[str], days: int) -> None:
        which, agency, classes, until = self.holds[record]
        last = min(until, WORLD["today"] + dt.timedelta(days=days))
        one = self.cases[which]
        try:
            preparing.narrow(file_id=one.file_id, record=record, classes=kept, until=last, **one.by)
        except Plain:
            return
        self.holds[record] = (which, agency, classes & kept, last)

    @rule(record=releases)
    def it_is_taken_back(self, record: UUID) -> None:
        which, agency, _classes, until = self.holds[record]
        gate.withdraw(secret=self.cases[which].secret(record))
        self.holds[record] = (which, agency, set(), until)

    @rule(days=st.integers(1, 5))
    def days_go_by(self, days: int) -> None:
        WORLD["today"] += dt.timedelta(days=days)

    @rule(seats=SEATED)
    def a_meeting_is_opened(self, seats: set[str]) -> None:
        self.meeting, self.seats = meeting(WORLD["people"], *seats), seats

    @precondition(lambda self: self.meeting)
    @rule(seats=SEATED)
    def somebody_comes_or_leaves(self, seats: set[str]) -> None:
        services.seat(meeting_id=self.meeting, agencies=seats, by=WORLD["people"]["Casey"])
        self.seats = seats

    @rule(which=st.integers(0, 1), name=st.sampled_from(CLASSES[1:]), words=st.sampled_from(["", "something new"]))
    def a_line_is_written_anew(self, which: int, name: str, words: str) -> None:
        one = self.cases[which]
        preparing.say(file_id=one.file_id, lines={name: words}, **one.by)

    @precondition(lambda self: self.meeting)
    @invariant()
    def nobody_sees_more_than_all_may_hear(self) -> None:
        shown = on_screen(WORLD["people"], self.meeting)
        for which, one in enumerate(self.cases):
            fields = set(shown.get(one.file_id, {}))
            assert fields <= self._heard_by_all(which), (fields, self.holds, self.seats)
            assert not fields or fields - {"name"}
            self._is_listed(which, fields)
        assert set(shown) <= {one.file_id for one in self.cases}

    def _heard_by_all(self, which: int) -> set[str]:
        left = set(CLASSES)
        for seat in self.seats:
            mine = [one for one in self.holds.values() if one[0] == which and one[1] == seat]
            left &= {name for _who, _seat, classes, until in mine if WORLD["today"] <= until for name in classes}
        return left

    def _is_listed(self, which: int, fields: set[str]) -> None:
        """Law R09: whatever is on the screen stands in the account of a release to each agency that sits there."""
        for seat in self.seats if fields else ():
            mine = [record for record, one in self.holds.items() if one[:2] == (which, seat)]
            lines = [line for record in mine for line in self.cases[which].account(record)]
            assert fields <= set().union(*lines)


def test_no_sequence_shows_more_than_everybody_there_may_hear(people: People, monkeypatch: pytest.MonkeyPatch):
    people["Casey"]
    WORLD.update(people=people, today=START)
    monkeypatch.setattr(clock, "today", lambda: WORLD["today"])
    few = tried_on(25)
    run_state_machine_as_test(
        Table,
        settings=settings(
            few,
            stateful_step_count=12,
            derandomize=few.max_examples < 100,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert not Meeting.objects.exists()
