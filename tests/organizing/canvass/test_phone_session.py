"""The phone's own sign-in: how it ends, and what a phone hears that the server does not know."""

import base64
import gzip
import json

import pytest
from django.test import Client

from tests.organizing.canvass.conftest import Evening
from waymeet.accounts import enrolment, server_keys
from waymeet.accounts.models import PhoneSession
from waymeet.kernel import incarnation
from waymeet.organizing.models import Incarnation
from waymeet.organizing.turf.services import handout

pytestmark = pytest.mark.django_db(databases=["default", "organizing", "consent"])

TAKE, SIGN_OUT, HELLO = "/field/organizing/take", "/field/organizing/sign-out", "/field/organizing/hello"


def known(evening: Evening) -> dict[str, str]:
    """What a phone that was let in before sends: a key, and a voucher for it."""
    key = evening.phone.key.public_key().public_bytes_raw()
    return {
        "device_public_key": base64.b64encode(key).decode(),
        "vouched_by": str(evening.phone.device.id),
        "voucher": base64.b64encode(evening.phone.key.sign(enrolment.VOUCHED + key)).decode(),
    }


def _signed_in(evening: Evening) -> Client:
    browser = Client()
    told = {"name": "cal", "passphrase": evening.cal.words} | known(evening)
    answer = browser.post("/field/organizing/sign-in", json.dumps(told), content_type="application/json")
    assert answer.status_code == 200
    return browser


def test_signing_out_ends_the_phones_session(evening: Evening) -> None:
    browser = _signed_in(evening)
    cookie = browser.cookies["waymeet_phone"].value
    assert browser.post(SIGN_OUT, "{}", content_type="application/json").status_code == 200
    assert PhoneSession.objects.count() == 0
    browser.cookies["waymeet_phone"] = cookie
    refused = browser.post(TAKE, '{"code": "BCDFGHJK"}', content_type="application/json")
    assert refused.status_code == 403
    assert refused.json()["sentence"]


def test_signing_out_twice_or_without_a_session_is_harmless(evening: Evening) -> None:
    browser = _signed_in(evening)
    for _time in range(2):
        assert browser.post(SIGN_OUT, "{}", content_type="application/json").status_code == 200
    assert Client().post(SIGN_OUT, "{}", content_type="application/json").status_code == 200


def test_an_unknown_phone_still_hears_how_receipts_are_signed(evening: Evening) -> None:
    answer = Client().get(HELLO, headers={"Waymeet-Device": "00000000-0000-4000-8000-000000000000"})
    assert answer.status_code == 404
    told = answer.json()
    assert told["sentence"]
    assert told["held_through"] == 0
    assert told["incarnation"] == incarnation.current(Incarnation)
    assert told["keys"] == server_keys.all_keys()


def test_the_turf_package_travels_compressed(evening: Evening) -> None:
    browser = _signed_in(evening)
    handout.call_back(turf_id=evening.turf.id, by=evening.rosa.person)
    _made, code = handout.hand_out(turf_id=evening.turf.id, by=evening.rosa.person)
    told = json.dumps({"code": code})
    sent = browser.post(TAKE, told, content_type="application/json", headers={"Accept-Encoding": "gzip"})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(sent.content))["doors"]) == len(evening.doors)
