"""Work of a locked phone waits sealed and comes in by an organizer's sign-in."""

import base64
import json
import os
import uuid
from typing import Any

import pytest

from tests.organizing.canvass.conftest import Evening
from waymeet.accounts.keyring import ORGANIZING, sealing_key
from waymeet.kernel import sealing
from waymeet.kernel.errors import BadInput, CannotOpen, NotAllowed
from waymeet.organizing.canvass.models import Entry, PutAside, SealedBundle
from waymeet.organizing.canvass.services import bundles

pytestmark = pytest.mark.django_db(databases=["default", "organizing", "consent"])


def bundle(evening: Evening, device: str, damaged: bool = False) -> dict[str, Any]:
    """The phone's records as they lie on it, and their key sealed to the organizers."""
    team, key = sealing_key(ORGANIZING), os.urandom(32)
    sealed = [sealing.wrap(key, raw, aad=device.encode()) for raw in evening.phone.records]
    if damaged:
        sealed[0] = sealed[0][:-1] + bytes([sealed[0][-1] ^ 1])
    place = sealing.bind("bundle", device)
    return {
        "version": 1,
        "device": device,
        "epoch": team.epoch,
        "sealed_key": base64.b64encode(sealing.seal(team.public, key, info=bundles.SEALED_AS, aad=place)).decode(),
        "records": [base64.b64encode(one).decode() for one in sealed],
    }


@pytest.fixture
def worked(evening: Evening) -> Evening:
    for door in evening.doors[:3]:
        evening.phone.visit(evening.turf.id, door, "answered")
    return evening


def test_a_bundle_comes_in_once_however_often_it_is_brought(worked: Evening) -> None:
    raw = json.dumps(bundle(worked, str(worked.phone.device.id))).encode()
    assert bundles.keep_bundle(raw=raw) == bundles.keep_bundle(raw=raw) == 3
    assert SealedBundle.objects.count() == 1
    assert bundles.open_bundles(by=worked.luz.person, keyring=worked.luz.keyring) == {"new": 3}
    assert [bytes(row.raw) for row in Entry.objects.order_by("seq")] == worked.phone.records
    assert bundles.bundles_waiting() == 0


def test_several_sign_ins_of_one_phone_come_as_a_list(worked: Evening) -> None:
    device = str(worked.phone.device.id)
    assert bundles.keep_bundle(raw=json.dumps([bundle(worked, device), bundle(worked, device)]).encode()) == 6
    assert bundles.open_bundles(by=worked.rosa.person, keyring=worked.rosa.keyring) == {"new": 3, "same": 3}


def test_an_unknown_phones_work_is_kept_and_put_aside(worked: Evening) -> None:
    bundles.keep_bundle(raw=json.dumps(bundle(worked, str(uuid.uuid4()))).encode())
    bundles.open_bundles(by=worked.rosa.person, keyring=worked.rosa.keyring)
    assert sorted(bytes(row.raw) for row in PutAside.objects.all()) == sorted(worked.phone.records)


def test_a_damaged_record_is_put_aside_and_the_others_come_in(worked: Evening) -> None:
    bundles.keep_bundle(raw=json.dumps(bundle(worked, str(worked.phone.device.id), damaged=True)).encode())
    counts = bundles.open_bundles(by=worked.rosa.person, keyring=worked.rosa.keyring)
    assert counts == {"quarantined": 1, "new": 2}


def test_a_strangers_bundle_keeps_no_other_waiting(worked: Evening) -> None:
    device = str(worked.phone.device.id)
    strange = bundle(worked, device) | {"sealed_key": base64.b64encode(os.urandom(80)).decode()}
    bundles.keep_bundle(raw=json.dumps([strange, bundle(worked, device)]).encode())
    counts = bundles.open_bundles(by=worked.rosa.person, keyring=worked.rosa.keyring)
    assert counts == {"quarantined": 3, "new": 3}


def test_only_an_organizer_opens_it(worked: Evening) -> None:
    bundles.keep_bundle(raw=json.dumps(bundle(worked, str(worked.phone.device.id))).encode())
    with pytest.raises(NotAllowed):
        bundles.open_bundles(by=worked.cal.person, keyring=worked.cal.keyring)
    with pytest.raises(CannotOpen):
        bundles.open_bundles(by=worked.rosa.person, keyring=worked.cal.keyring)
    assert bundles.bundles_waiting() == 1


@pytest.mark.parametrize("raw", [b"", b"[1]", b'{"version": 1}', b"\xff"])
def test_what_is_no_bundle_gets_a_sentence(raw: bytes) -> None:
    with pytest.raises(BadInput, match="not a bundle"):
        bundles.keep_bundle(raw=raw)
