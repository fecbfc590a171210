"""A phone gets in by a code, once; a known one vouches for itself; an ended one hears of it."""

import base64
import datetime as dt
import json

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from tests.organizing.canvass.conftest import Evening
from waymeet.accounts import enrolment, services
from waymeet.accounts.models import Device
from waymeet.accounts.people import OPERATOR
from waymeet.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db(databases=["default", "organizing", "consent"])


def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def sign_in(evening: Evening, new: Ed25519PrivateKey, **brought: str):
    public = base64.b64encode(new.public_key().public_bytes_raw()).decode()
    told = {"name": "cal", "passphrase": evening.cal.words, "device_public_key": public, **brought}
    return Client().post("/field/organizing/sign-in", json.dumps(told), content_type="application/json")


def code_of(evening: Evening, **more) -> str:
    return enrolment.new_code(account_id=evening.cal.person.id, by=OPERATOR, **more)


def vouch(device: str, old: Ed25519PrivateKey, new: Ed25519PrivateKey) -> dict[str, str]:
    signed = old.sign(b"waymeet voucher v1 " + new.public_key().public_bytes_raw())
    return {"vouched_by": device, "voucher": base64.b64encode(signed).decode()}


def test_a_passphrase_alone_lets_no_phone_in(evening: Evening) -> None:
    answer = sign_in(evening, key())
    assert (answer.status_code, answer.json()["reason"]) == (403, "not_enrolled")
    assert "Scan the code" in answer.json()["sentence"]


def test_a_code_lets_one_phone_in_once(evening: Evening) -> None:
    code = code_of(evening)
    assert sign_in(evening, key(), enrolment=f"{code[:4]}-{code[4:].lower()}").status_code == 200
    again = sign_in(evening, key(), enrolment=code)
    assert (again.status_code, again.json()["reason"]) == (403, "not_enrolled")


@pytest.mark.parametrize(("lasts", "minutes"), [(enrolment.LASTS, 15), (enrolment.LASTS_ON_A_CARD, 3 * 24 * 60)])
def test_a_code_runs_out(evening: Evening, lasts: dt.timedelta, minutes: int) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC), tick=False) as clock:
        code = code_of(evening, lasts=lasts)
        clock.shift(dt.timedelta(minutes=minutes))
        assert sign_in(evening, key(), enrolment=code).status_code == 403


def test_a_code_is_for_its_own_person(evening: Evening) -> None:
    code = enrolment.new_code(account_id=evening.rosa.person.id, by=OPERATOR)
    assert sign_in(evening, key(), enrolment=code).status_code == 403


def test_a_known_phone_vouches_for_its_next_key_and_only_with_the_key_it_had(evening: Evening) -> None:
    old, new = key(), key()
    device = sign_in(evening, old, enrolment=code_of(evening)).json()["device"]
    assert sign_in(evening, new, **vouch(device, key(), new)).status_code == 403
    assert sign_in(evening, new, **vouch(device, old, key())).status_code == 403
    assert sign_in(evening, new, **vouch("no id", old, new)).status_code == 403
    assert sign_in(evening, new, **vouch(device, old, new)).status_code == 200


def test_ending_a_phone_ends_every_sign_in_of_it_and_it_hears_so(evening: Evening) -> None:
    old, new, third = key(), key(), key()
    first = sign_in(evening, old, enrolment=code_of(evening)).json()["device"]
    second = sign_in(evening, new, **vouch(first, old, new)).json()["device"]
    hello = Client().get("/field/organizing/hello", headers={"Waymeet-Device": second})
    assert hello.json()["ended"] is False
    services.revoke_device(device_id=first, by=evening.cal.person)
    for device, had in ((first, old), (second, new)):
        assert Client().get("/field/organizing/hello", headers={"Waymeet-Device": device}).json()["ended"] is True
        assert sign_in(evening, third, **vouch(device, had, third)).status_code == 403
    assert Device.objects.filter(account_id=evening.cal.person.id, first=None).count() == 2  # the fixture's, and this


def test_only_who_hands_out_turf_or_manages_accounts_makes_a_code_for_somebody_else(evening: Evening) -> None:
    assert enrolment.new_code(account_id=evening.cal.person.id, by=evening.rosa.person)
    assert enrolment.new_code(account_id=evening.cal.person.id, by=evening.cal.person)
    with pytest.raises(NotAllowed):
        enrolment.new_code(account_id=evening.rosa.person.id, by=evening.cal.person)
