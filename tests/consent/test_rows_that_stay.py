"""The database itself refuses to change the ledger, on SQLite and on PostgreSQL; a restore keeps every ending."""

import datetime as dt

import pytest
from django.db import IntegrityError, connections, transaction

from tests.consent import made
from waymeet.commands import ledger as restore
from waymeet.consent import gate, handles
from waymeet.consent.models import Disclosure, Document, Envelope, Event
from waymeet.kernel import clock, sealing

pytestmark = pytest.mark.django_db(databases="__all__")
LEDGER = {"event": Event, "disclosure": Disclosure, "document": Document}


def tried(statement: str) -> None:
    refused = pytest.raises(IntegrityError, match="added to and never changed")
    with refused, transaction.atomic(using="consent"), connections["consent"].cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("name", LEDGER)
def test_a_row_of_the_ledger_is_neither_changed_nor_dropped(people, name: str):
    made.granted(people)
    tried(f"UPDATE consent_{name} SET handle = handle")
    tried(f"DELETE FROM consent_{name}")
    assert LEDGER[name].objects.exists()


def test_after_four_years_a_row_may_go():
    long_ago = clock.today() - dt.timedelta(days=4 * 366)
    handle = handles.handle_of(bytes(16))
    Event.objects.create(handle=handle, kind="offered", day=long_ago, recipient="care")
    Document.objects.create(handle=handle, sealed=sealing.received(b"x"))
    tried("DELETE FROM consent_document")
    Event.objects.all().delete()
    Document.objects.all().delete()
    assert not (Event.objects.exists())
    assert not (Document.objects.exists())


def test_the_tables_that_only_grow():
    growing = {model.__name__ for model in restore.ledger()}
    assert growing == {"Sentence", "Event", "Disclosure", "Document", "Erased"}


def test_a_backup_from_before_a_withdrawal_brings_nothing_back(people):
    """The rows of the copy are added; the ending that is here goes on to win, and envelopes are not in a restore."""
    done = made.granted(people, made.scope("care"))
    copies = {model: list(model.objects.values()) for model in (Event, Disclosure, Document)}
    mark = gate.withdrawn_since("care").mark
    gate.withdraw(secret=done.secret)
    for model, rows in copies.items():
        restore.add_missing(model, iter(rows))
    assert gate.arrivals("care") == []
    assert str(gate.standing(done.secret).state) == "withdrawn"
    assert len(gate.withdrawn_since("care", mark).gone) == 1
    assert Envelope not in restore.ledger()


def test_a_withdrawal_that_a_restore_brings_ends_what_is_live_here_and_moves_the_mark(people):
    done = made.granted(people, made.scope("care"))
    mark = gate.withdrawn_since("care").mark
    handle = handles.handle_of(handles.read(done.secret))
    late = {"handle": handle, "kind": "withdrawn", "day": clock.today(), "recipient": "care"}
    restore.add_missing(Event, iter([late]))
    assert gate.arrivals("care") == []
    assert gate.withdrawn_since("care", mark).gone == {handle}
