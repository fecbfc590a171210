"""Whatever order, whatever is sent twice, wherever it stops: each record is held once, or put aside, and never lost."""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import two_organizers, two_outreach_workers, worker
from tests.care.phones import sealed_slot
from tests.phone import Phone
from tests.properties import tried_on
from tests.town import a_street, a_turf
from waymeet.accounts.roles import Role
from waymeet.care.naloxone import rules
from waymeet.care.naloxone import services as care
from waymeet.care.naloxone.models import Arrival
from waymeet.care.supplies import services as supplies
from waymeet.organizing.canvass.models import Entry, PutAside
from waymeet.organizing.canvass.queries.entries import held_through
from waymeet.organizing.turf.services import handout

pytestmark = pytest.mark.django_db(databases=["default", "organizing", "consent", "care"])
KNOCKS = 12


class PowerCut(Exception):
    """The process died here."""


@pytest.fixture
def out(tmp_path: Path) -> Phone:
    """A phone with a turf and twelve saved records, two of which no server can use."""
    rosa, _luz = two_organizers()
    doors = a_street(tmp_path)
    turf = a_turf(doors, rosa.person)
    _made, code = handout.hand_out(turf_id=turf.id, by=rosa.person)
    phone = Phone.of(worker("cal", Role.CANVASSER).person)
    phone.take(code)
    for index in range(KNOCKS):
        if index in (3, 8):
            phone.record("visit", {"door": "?", "outcome": "answered"}, turf.id)
        else:
            phone.visit(turf.id, doors[index], "no_answer")
    return phone


def forget_everything() -> None:
    """Between examples of one test: the same phone meets a server that holds nothing of it."""
    from waymeet.organizing.canvass.models import DeviceMark

    for model in (Entry, PutAside, DeviceMark):
        model.objects.all().delete()


CRASHES = ("before the rows", "after the rows", "after the mark", "after the commit")


def crash_at(point: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Die at one of three places inside the transaction, or after the commit and before the answer."""
    from waymeet.kernel import audit
    from waymeet.organizing.canvass.services import entering, hand_in

    places = [(entering, "append"), (entering, "advance"), (audit, "write"), (hand_in, "_receipt")]
    module, name = places[CRASHES.index(point)]

    def die(*_arguments: Any, **_named: Any) -> None:
        raise PowerCut

    monkeypatch.setattr(module, name, die)


steps = st.lists(
    st.tuples(
        st.lists(st.integers(0, KNOCKS - 1), min_size=1, max_size=8),
        st.sampled_from(["", "", "", "", *CRASHES]),
    ),
    max_size=10,
)


@tried_on(25)
@given(steps)
def test_every_record_is_held_exactly_once(out: Phone, steps: list[tuple[list[int], str]]) -> None:
    forget_everything()
    acknowledged: set[bytes] = set()
    for picked, crash in steps:
        sent = [out.records[index] for index in picked]
        with pytest.MonkeyPatch.context() as patch:
            if crash:
                crash_at(crash, patch)
                with suppress(PowerCut):  # nothing is written where all of it is held: then only the answer can be lost
                    out.hand_in(sent)
            else:
                out.hand_in(sent)
                acknowledged |= set(sent)
        check(out, acknowledged)
    receipt = out.hand_in()
    check(out, set(out.records))
    assert receipt["held_through"] == KNOCKS
    assert len(held()) == KNOCKS


def held() -> list[bytes]:
    entries = [bytes(raw) for raw in Entry.objects.values_list("raw", flat=True)]
    return entries + [bytes(raw) for raw in PutAside.objects.values_list("raw", flat=True)]


def check(phone: Phone, acknowledged: set[bytes]) -> None:
    """What was acknowledged is held; nothing is held twice; the mark never claims a record that is not held."""
    now = held()
    assert acknowledged <= set(now)
    assert len(now) == len(set(now))
    assert set(phone.records[: held_through(phone.device.number)]) <= set(now)


@tried_on(25)
@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=6), max_size=8), st.booleans())
def test_every_slot_is_kept_exactly_once(steps: list[list[int]], opened_between: bool) -> None:
    dee, sol = workers()
    night, slots = a_night(dee)
    kept: set[int] = set()
    for picked in steps:
        sent = [slots[index] for index in picked]
        answer = care.receive_slots(night=night, slots=sent)
        assert answer.set_hash == rules.set_hash({hashlib.sha256(slot).digest() for slot in sent})
        if opened_between and set(picked) - kept:
            care.open_pool(day=night.day, by=sol.person, keyring=sol.keyring)
            assert not Arrival.objects.exists()
        kept |= set(picked)
    assert care.receive_slots(night=night, slots=slots).count == len(slots)
    waiting = Arrival.objects.count()
    assert waiting == (len(slots) - len(kept) if opened_between else len(slots))


def workers() -> tuple[Any, Any]:
    """Examples share a database; each begins with an outreach team and no night."""
    from waymeet.accounts.models import Account, TeamKey
    from waymeet.care.naloxone.models import KitHandout, Night, SeenSlot
    from waymeet.care.supplies.models import NightStock

    for model in (Arrival, SeenSlot, KitHandout, Night, NightStock, TeamKey, Account):
        model.objects.all().delete()
    return two_outreach_workers()


def a_night(dee: Any) -> tuple[Any, list[bytes]]:
    from waymeet.care.supplies.models import Item

    program = supplies.add_program(name_en="Doors", name_es="Puertas", by=dee.person)
    if not Item.objects.exists():
        supplies.add_item(name_en="Kit", name_es="Kit", kind="kit", by=dee.person)
    night, _code = care.open_night(program_id=program.id, by=dee.person)
    full = {"kind": rules.Kind.HANDED_OUT, "area": 1, "items": {1: 1}}
    return night, [sealed_slot(night, **(full if index % 2 else {})) for index in range(10)]


def test_the_server_writes_with_full_synchronization() -> None:
    """An acknowledged record is on the disk, not in a cache that a power cut empties."""
    for alias in ("organizing", "care"):
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                assert cursor.execute("PRAGMA synchronous").fetchone()[0] == 2
