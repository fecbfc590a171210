"""One record nobody can use never costs the others, and what a coordinator lets count does what it says, once."""

import base64
import datetime as dt
import json
import os
import uuid
from typing import Any

import pytest

from tests.organizing.canvass.conftest import Evening
from tests.phone import outcomes, reasons
from waymeet.accounts import services as accounts
from waymeet.accounts.keyring import ORGANIZING, sealing_key
from waymeet.accounts.people import OPERATOR
from waymeet.consent import gate
from waymeet.kernel import sealing
from waymeet.kernel.errors import Conflict
from waymeet.organizing.canvass import rules
from waymeet.organizing.canvass.models import Entry, PutAside
from waymeet.organizing.canvass.queries import desk, results
from waymeet.organizing.canvass.services import bundles, put_aside
from waymeet.organizing.contacts.models import Introduction
from waymeet.organizing.turf.models import Door, TurfTaking

pytestmark = pytest.mark.django_db(databases=["default", "organizing", "consent"])


@pytest.mark.parametrize("seq", [0, -5, 2**31, 2**63 - 1, 2**64 - 1, 2**70])
def test_a_number_no_database_holds_costs_only_its_own_record(evening: Evening, seq: int) -> None:
    body = {"door": str(evening.doors[0]), "outcome": "refused"}
    odd = evening.phone.record("visit", body, evening.turf.id, seq=seq)
    good = evening.phone.visit(evening.turf.id, evening.doors[1])
    receipt = evening.phone.hand_in()
    assert outcomes(receipt) == ["quarantined", "new"]
    assert [bytes(row.raw) for row in PutAside.objects.all()] == [odd]
    assert [bytes(row.raw) for row in Entry.objects.all()] == [good]


@pytest.mark.parametrize(
    "body",
    [
        {"unit": "4\u0000B"},
        {"unit": "x" * 4000, "floor": "y" * 4000},
        {"unit": "\U0001f6aa" * 30},
    ],
)
def test_a_unit_with_a_name_no_database_holds_costs_only_its_own_record(evening: Evening, body: dict[str, Any]) -> None:
    building = Door.objects.get(pk=evening.doors[0]).building_id
    told = {"door": str(uuid.uuid4()), "building": str(building), **body}
    evening.phone.record("unit", told, evening.turf.id)
    evening.phone.visit(evening.turf.id, evening.doors[1])
    assert outcomes(evening.phone.hand_in())[1] == "new"


def introduced(evening: Evening, **changed: Any) -> bytes:
    """Somebody who asked to be called, as the phone seals it."""
    key, record = sealing_key(ORGANIZING), uuid.uuid4()
    plain = sealing.pad(json.dumps({"name": "Luz", "contact_point": "555 0100"}).encode(), 512)
    place = sealing.bind("introduction", str(record), "1", key.epoch)
    body = {
        "wants": "call",
        "language": "es",
        "sentence": gate.sentences_for(gate.BEING_CALLED)["es"].hash,
        "epoch": key.epoch,
        "sealed": base64.b64encode(
            sealing.seal(key.public, plain, info=b"waymeet introduction v1", aad=place)
        ).decode(),
    }
    return evening.phone.record("introduction", body | changed, evening.turf.id, id=str(record))


def end_cal(evening: Evening) -> None:
    accounts.end_account(account_id=evening.cal.person.id, by=OPERATOR)


def take_all_in(evening: Evening) -> None:
    for row in PutAside.objects.filter(state=PutAside.State.WAITING):
        put_aside.take_in_after_all(put_aside_id=row.id, by=evening.rosa.person)


def test_what_an_ended_account_was_told_reaches_the_organizers_once_it_counts(evening: Evening) -> None:
    building, door = Door.objects.get(pk=evening.doors[0]).building_id, uuid.uuid4()
    evening.phone.record("unit", {"door": str(door), "building": str(building), "unit": "2"}, evening.turf.id)
    evening.phone.visit(evening.turf.id, door, "answered")
    introduced(evening)
    evening.phone.record("returned", {"turf": str(evening.turf.id)}, evening.turf.id)
    end_cal(evening)
    assert reasons(evening.phone.hand_in()) == ["revoked"] * 4
    assert not Introduction.objects.exists()
    take_all_in(evening)
    assert Introduction.objects.count() == 1
    assert Door.objects.filter(pk=door).exists()
    assert not TurfTaking.objects.filter(given_back_at=None).exists()
    assert results.last_outcomes() == {door: "answered"}


def test_what_cannot_be_carried_out_says_why_and_goes_on_waiting(evening: Evening) -> None:
    introduced(evening, sentence="0" * 64)
    end_cal(evening)
    evening.phone.hand_in()
    with pytest.raises(Conflict, match="carried out"):
        take_all_in(evening)
    assert PutAside.objects.get().state == PutAside.State.WAITING
    assert not Entry.objects.exists()


def test_what_came_in_meanwhile_does_not_count_twice(evening: Evening) -> None:
    evening.phone.visit(evening.turf.id, evening.doors[0], "answered")
    evening.phone.hand_in(signature=bytes(64))
    assert outcomes(evening.phone.hand_in()) == ["new"]
    take_all_in(evening)
    (row,) = results.results_by("turf")
    assert (row.attempts, Entry.objects.count()) == (1, 1)
    assert PutAside.objects.get().state == PutAside.State.TAKEN_IN


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_clock_at_the_end_of_time_does_not_close_the_screen_for_everybody(evening: Evening, moment: str) -> None:
    body = {"door": str(evening.doors[0]), "outcome": "refused"}
    evening.phone.record("visit", body, evening.turf.id, at=moment)
    end_cal(evening)
    evening.phone.hand_in()
    (card,) = desk.aside_cards()
    assert dt.date.fromisoformat(str(card.came_on))
    take_all_in(evening)
    assert Entry.objects.get().odd_clock


def test_a_bundle_sealed_to_a_key_nobody_has_keeps_no_other_waiting(evening: Evening) -> None:
    device, key = str(evening.phone.device.id), os.urandom(32)
    evening.phone.visit(evening.turf.id, evening.doors[0])
    team = sealing_key(ORGANIZING)
    sealed_key = sealing.seal(team.public, key, info=bundles.SEALED_AS, aad=sealing.bind("bundle", device))
    good = {
        "version": 1,
        "device": device,
        "epoch": team.epoch,
        "sealed_key": base64.b64encode(sealed_key).decode(),
        "records": [base64.b64encode(sealing.wrap(key, evening.phone.records[0], aad=device.encode())).decode()],
    }
    bundles.keep_bundle(raw=json.dumps([good | {"epoch": "1999"}, good]).encode())
    assert bundles.open_bundles(by=evening.rosa.person, keyring=evening.rosa.keyring) == {"new": 1}
    assert Entry.objects.count() == 1
    assert bundles.bundles_waiting() == 1


def test_fifty_of_one_phone_are_decided_on_together_and_the_odd_one_stays(evening: Evening) -> None:
    for index in range(50):
        evening.phone.visit(evening.turf.id, evening.doors[index % len(evening.doors)], "answered")
    introduced(evening, sentence="0" * 64)
    evening.phone.record("dance", {}, evening.turf.id)
    end_cal(evening)
    evening.phone.hand_in()
    first = PutAside.objects.order_by("seq").first()
    assert first is not None
    assert {card.alike for card in desk.aside_cards()} == {52}
    assert put_aside.take_in_alike(put_aside_id=first.id, by=evening.rosa.person) == (50, 2)
    assert Entry.objects.count() == 50
    (left, _other) = PutAside.objects.filter(state=PutAside.State.WAITING)
    assert put_aside.leave_out_alike(put_aside_id=left.id, by=evening.rosa.person) == 2
    assert not PutAside.objects.filter(state=PutAside.State.WAITING).exists()
    assert PutAside.objects.filter(state=PutAside.State.LEFT_OUT).count() == 2


def test_what_nobody_signed_is_looked_at_one_by_one(evening: Evening) -> None:
    for door in evening.doors[:3]:
        evening.phone.visit(evening.turf.id, door, "answered")
    evening.phone.hand_in(signature=bytes(64))
    first = PutAside.objects.all()[0]
    with pytest.raises(Conflict, match="Nobody signed"):
        put_aside.take_in_alike(put_aside_id=first.id, by=evening.rosa.person)
    assert not Entry.objects.exists()
    assert put_aside.leave_out_alike(put_aside_id=first.id, by=evening.rosa.person) == 3


def test_every_reason_says_what_to_do(evening: Evening) -> None:
    evening.phone.visit(uuid.uuid4(), evening.doors[0])
    evening.phone.hand_in()
    (card,) = desk.aside_cards()
    assert str(card.remedy) == "If they walked it for somebody else, take it in."
    assert all(str(why) and str(remedy) for why, remedy in rules.REASONS.values())
