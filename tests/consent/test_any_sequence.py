"""No sequence of grants, narrowings, withdrawals, clocks, late phones and restores lets a field through after withdrawal."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.consent import made
from tests.desk.conftest import People
from tests.properties import tried_on
from waymeet.commands import ledger as restore
from waymeet.consent import gate, handles
from waymeet.consent.models import Disclosure, Document, Event
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound, Plain
from waymeet.organizing.contacts import consented, services
from waymeet.organizing.contacts.models import GateMark, Introduction

pytestmark = pytest.mark.django_db(databases="__all__")
LEDGER = (Event, Disclosure, Document)
CLASSES = ["name", "contact_point", "best_time", "wish"]
START = dt.date(2026, 11, 26)


class Consents(RuleBasedStateMachine):
    """Somebody's hand-offs to organizing, and what organizing holds; the model is the few facts kept in plain here."""

    secrets: Any = Bundle("secrets")

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic(using="consent"), transaction.atomic(using="organizing")
        for each in self.outer:
            each.__enter__()
        self.day = START
        self.asked: dict[str, gate.Scope] = {}
        self.most: dict[str, frozenset[str]] = {}
        self.over: set[str] = set()
        self.backups: list[Any] = []

    def teardown(self) -> None:
        for each in reversed(self.outer):
            transaction.set_rollback(True, using=each.using)
            each.__exit__(None, None, None)

    @rule(target=secrets, classes=st.sets(st.sampled_from(CLASSES), min_size=1), days=st.integers(0, 40))
    def is_offered(self, classes: set[str], days: int) -> str:
        asked = gate.Scope("organizing", frozenset(classes), "being_called", self.day + dt.timedelta(days=days))
        offer = gate.offer(giving="care", scope=asked, language="en", read_aloud=False)
        self.asked[offer.secret], self.most[offer.secret] = asked, frozenset()
        return offer.secret

    @rule(secret=secrets, told=st.sets(st.sampled_from(CLASSES), min_size=1))
    def says_yes(self, secret: str, told: set[str]) -> None:
        asked = self.asked[secret]
        signed = made.signed(asked, gate.Offer(secret, "", gate.standing(secret).text_hash))
        if self._done(lambda: gate.grant(secret=secret, signed=signed, fields={name: name for name in told})):
            assert secret not in self.over
            self.most[secret] = asked.classes

    @rule(secret=secrets, told=st.sets(st.sampled_from(CLASSES), min_size=1))
    def is_told_more(self, secret: str, told: set[str]) -> None:
        if self._done(lambda: gate.disclose(secret=secret, fields={name: name for name in told})):
            assert told <= self.most[secret]

    @rule(secret=secrets, kept=st.sets(st.sampled_from(CLASSES), min_size=1), days=st.integers(0, 40))
    def is_narrowed(self, secret: str, kept: set[str], days: int) -> None:
        until = min(self.asked[secret].until, self.day + dt.timedelta(days=days))
        if self._done(lambda: gate.narrow(secret=secret, classes=kept, until=until)):
            self.most[secret] &= kept

    @rule(secret=secrets)
    def is_taken_back(self, secret: str) -> None:
        gate.withdraw(secret=secret)
        self.over.add(secret)

    @rule(secret=secrets)
    def says_no(self, secret: str) -> None:
        if self._done(lambda: gate.decline(secret=secret)):
            self.over.add(secret)

    @rule(days=st.integers(-60, 60))
    def the_clock_jumps(self, days: int) -> None:
        self.day += dt.timedelta(days=days)

    @rule(secret=secrets)
    def a_late_phone_brings_it(self, secret: str) -> None:
        words = gate.sentences_for(gate.BEING_CALLED)["en"].hash
        record = self._handle(secret)
        services.receive_introduction(
            record=record, wants="call", language="en", door=None, epoch="1", sealed=b"late", sentence=words
        )

    @rule()
    def a_backup_is_made(self) -> None:
        rows = {model: list(model.objects.values()) for model in LEDGER}
        mark = GateMark.objects.values_list("mark", flat=True).first() or ""
        self.backups.append((rows, list(Introduction.objects.all()), mark))

    @precondition(lambda self: self.backups)
    @rule(which=st.integers(0, 9))
    def a_backup_is_put_back(self, which: int) -> None:
        """Consent's ledger is added to; organizing's rows are as they were, with the mark of then."""
        rows, introductions, mark = self.backups[which % len(self.backups)]
        for model, held in rows.items():
            restore.add_missing(model, iter(held))
        Introduction.objects.all().delete()
        Introduction.objects.bulk_create(introductions)
        GateMark.objects.update_or_create(pk=1, defaults={"mark": mark})

    @invariant()
    def nothing_goes_through_that_should_not(self) -> None:
        for secret, asked in self.asked.items():
            if self.day > asked.until:
                self.over.add(secret)
        here = {row.record for row in consented.current()}
        arrived = {one.handle: one for one in gate.arrivals("organizing")}
        for secret in self.asked:
            handle = self._handle(secret)
            if secret in self.over:
                assert handle not in here | set(arrived)
                with pytest.raises(NotFound):
                    gate.open_arrival(handle, KEYRING[0])
            assert (handle in here) == (handle in arrived)
            if handle in arrived:
                opened = gate.open_arrival(handle, KEYRING[0])
                assert set(opened.fields) <= opened.scope.classes <= self.most[secret]
                row = Introduction.objects.get(record=handle)
                assert bytes(row.sealed) == arrived[handle].sealed

    def _handle(self, secret: str) -> UUID:
        return handles.handle_of(handles.read(secret))

    def _done(self, verb: Any) -> bool:
        try:
            with transaction.atomic(using="consent"):
                verb()
        except Plain:
            return False
        return True


KEYRING: list[Any] = []


def test_no_sequence_lets_a_field_through_after_it_was_taken_back(people: People, monkeypatch: pytest.MonkeyPatch):
    """Law R05, in every order hypothesis can think of."""
    people["Olga"]
    KEYRING[:] = [made.keyring(people, "Olga")]
    now = {"machine": None}

    class Watched(Consents):
        def __init__(self) -> None:
            now["machine"] = self
            super().__init__()

    monkeypatch.setattr(clock, "today", lambda: getattr(now["machine"], "day", START))
    few = tried_on(12)
    run_state_machine_as_test(
        Watched,
        settings=settings(
            few,
            stateful_step_count=14,
            derandomize=few.max_examples < 100,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
