"""A hand-in goes past Django where it is an ordinary one, and is answered the same either way."""

import base64
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from tests.organizing.canvass.conftest import Evening
from waymeet.config import wsgi
from waymeet.organizing.canvass.models import Entry

pytestmark = pytest.mark.django_db(databases=["default", "organizing", "consent"])


def ask(raw: bytes, method: str = "POST", **more: str) -> tuple[int, dict[str, Any]]:
    """Through the application as the server calls it."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": wsgi.HAND_IN,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(raw)),
        "wsgi.input": io.BytesIO(raw),
        "wsgi.url_scheme": "http",
        **more,
    }
    said: list[str] = []
    body = b"".join(wsgi.application(environ, lambda status, _headers: said.append(status)))
    return int(said[0].split()[0]), json.loads(body)


def signed(evening: Evening, raw: bytes) -> dict[str, str]:
    return {"HTTP_WAYMEET_SIGNATURE": base64.b64encode(evening.phone.key.sign(raw)).decode()}


@pytest.fixture(autouse=True)
def in_the_tests_own_transaction() -> Iterator[None]:
    """A request's begin and end would close its connections; Django's own test client leaves them open too."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def batch(evening: Evening) -> bytes:
    return evening.phone.batch([evening.phone.visit(evening.turf.id, evening.doors[0])])


@pytest.fixture
def through_django(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that went the long way."""
    went: list[str] = []
    inner = wsgi.desk_and_phones

    def noted(environ: dict[str, Any], start_response: Any) -> Any:
        went.append(environ["PATH_INFO"])
        return inner(environ, start_response)

    monkeypatch.setattr(wsgi, "desk_and_phones", noted)
    return went


def test_an_ordinary_batch_takes_the_short_way_and_answers_as_the_long_one(evening, batch, through_django, client):
    status, told = ask(batch, **signed(evening, batch))
    assert (status, through_django) == (200, [])
    assert json.loads(told["receipt"])["outcomes"] == [[1, "new", ""]]
    headers = {"Waymeet-Signature": signed(evening, batch)["HTTP_WAYMEET_SIGNATURE"]}
    long_way = client.post(wsgi.HAND_IN, batch, content_type="application/json", headers=headers)
    assert set(long_way.json()) == set(told)
    assert json.loads(long_way.json()["receipt"])["outcomes"] == [[1, "same", ""]]
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("raw", [b"", b"{", b'{"batch":"b","device":"d","records":7}'])
def test_what_is_no_batch_is_answered_with_a_sentence(evening, through_django, raw):
    status, told = ask(raw, **signed(evening, raw), HTTP_ACCEPT_LANGUAGE="es")
    assert (status, through_django) == (422, [wsgi.HAND_IN])
    assert told["sentence"] == "Lo que envió el teléfono no se puede leer. Intenta entregar otra vez."


def test_a_batch_without_a_signature_is_put_aside_by_the_long_way(evening, batch, through_django):
    status, told = ask(batch)
    assert (status, through_django) == (200, [wsgi.HAND_IN])
    assert json.loads(told["receipt"])["outcomes"] == [[1, "quarantined", "signature"]]


def test_a_trouble_on_the_short_way_loses_nothing(evening, batch, through_django, monkeypatch):
    from waymeet.organizing.canvass.services import hand_in

    broken = [True]
    inner = hand_in.hand_in

    def once(**given: Any) -> Any:
        if broken.pop():
            raise OSError
        return inner(**given)

    monkeypatch.setattr(hand_in, "hand_in", once)
    assert ask(batch, **signed(evening, batch))[0] == 200
    assert through_django == [wsgi.HAND_IN]
    assert Entry.objects.count() == 1
