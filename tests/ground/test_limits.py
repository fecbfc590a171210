"""How often strangers may ask: enough for a whole team in one office, not for a flood, and nothing is kept of who."""

import json
import pickle

import pytest
from django.test import Client, RequestFactory

from waymeet.config import limits
from waymeet.kernel.errors import Conflict
from waymeet.organizing.canvass.models import SealedBundle
from waymeet.organizing.canvass.services import bundles

pytestmark = pytest.mark.django_db(databases="__all__")

TWO_A_MINUTE = limits.Limit(burst=3, a_minute=2)
SIGN_IN = {"name": "nobody", "passphrase": "six words that nobody has here"}


class Clock:
    """Seconds, moved by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_place_may_ask_a_few_times_at_once_and_then_now_and_again():
    clock = Clock()
    counts = limits.Counts(clock)
    assert [counts.seconds_to_wait("x", TWO_A_MINUTE, "here") for _ in range(4)] == [0, 0, 0, 30]
    assert counts.seconds_to_wait("x", TWO_A_MINUTE, "elsewhere") == 0
    clock.now += 29
    assert counts.seconds_to_wait("x", TWO_A_MINUTE, "here") == 1
    clock.now += 1
    assert counts.seconds_to_wait("x", TWO_A_MINUTE, "here") == 0


def test_all_places_together_have_a_limit_too():
    counts = limits.Counts(Clock())
    waits = [counts.seconds_to_wait("x", TWO_A_MINUTE, f"place {number}") for number in range(16)]
    assert waits == [0] * 15 + [6]


def test_nothing_that_is_kept_names_a_place_and_after_an_hour_even_that_is_gone():
    clock = Clock()
    counts = limits.Counts(clock)
    counts.seconds_to_wait("x", TWO_A_MINUTE, "203.0.113.77")
    first_key, held = counts._key, pickle.dumps(counts._left)
    assert b"203.0.113.77" not in held
    clock.now += limits.HOUR + 1
    counts.seconds_to_wait("x", TWO_A_MINUTE, "203.0.113.78")
    assert counts._key != first_key
    assert len(counts._left) == 2


def test_a_flood_of_made_up_places_fills_no_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MOST_NAMES", 20)
    counts = limits.Counts(Clock())
    for number in range(100):
        counts.seconds_to_wait("x", limits.Limit(1000, 1000), f"place {number}")
    assert len(counts._left) <= 22


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "198.51.100.1", "192.0.2.9"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "made up, 198.51.100.1", "198.51.100.1"),
        (2, "made up, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (1, "", "192.0.2.9"),
    ],
)
def test_only_what_our_own_proxies_say_is_believed(settings, proxies: int, header: str, expected: str):
    settings.PROXIES = proxies
    request = RequestFactory().post("/sign-in", REMOTE_ADDR="192.0.2.9", HTTP_X_FORWARDED_FOR=header)
    assert limits.where_from(request) == expected


def test_asvs_6_3_1_a_flood_at_the_desks_sign_in_is_told_to_wait_in_one_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(limits.LIMITS, "/sign-in", ("sign-in", TWO_A_MINUTE, limits.where_from))
    desk = Client(SERVER_NAME="localhost")
    answers = [desk.post("/sign-in", SIGN_IN) for _ in range(4)]
    assert 429 not in [answer.status_code for answer in answers[:3]]
    assert answers[3].status_code == 429
    assert answers[3]["Retry-After"] == "30"
    assert "wait a moment" in answers[3].content.decode()
    assert desk.get("/sign-in").status_code == 200


def test_a_phone_is_told_the_same_in_json(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(limits.LIMITS, "/field/organizing/bundle", ("bundle", TWO_A_MINUTE, limits.where_from))
    phone = Client(SERVER_NAME="localhost")
    answers = [phone.post("/field/organizing/bundle", b"{}", "application/json") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert answers[3].json()["sentence"].startswith("Too many at once. Nothing is lost.")


def test_one_office_hands_in_for_a_whole_team_without_being_told_to_wait():
    """Thirty phones behind one address, each signing in and sending a bundle within the same minute."""
    counts = limits.Counts(Clock())
    for _phone in range(30):
        for path in ("/field/organizing/sign-in", "/field/organizing/bundle", "/field/care/slots"):
            kind, limit, _who = limits.LIMITS[path]
            assert counts.seconds_to_wait(kind, limit, "the office") == 0


def bundle(number: int) -> bytes:
    told = {"version": 1, "device": f"00000000-0000-4000-8000-{number:012}", "epoch": "1"}
    return json.dumps({**told, "sealed_key": "AAAA", "records": ["AAAA" * 100]}).encode()


@pytest.mark.parametrize(("name", "most"), [("MOST_WAITING", 2), ("MOST_BYTES", 900)])
def test_a_full_shelf_refuses_with_a_sentence_and_keeps_what_lies_there(
    monkeypatch: pytest.MonkeyPatch, name: str, most: int
):
    monkeypatch.setattr(bundles, name, most)
    for number in (1, 2):
        assert bundles.keep_bundle(raw=bundle(number)) == 1
    with pytest.raises(Conflict, match="stays on the phone"):
        bundles.keep_bundle(raw=bundle(3))
    assert bundles.keep_bundle(raw=bundle(2)) == 1
    assert SealedBundle.objects.count() == 2
