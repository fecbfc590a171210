"""Signing in: what it opens, what it refuses, and what a copy of the session row is worth."""

import base64
import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from tests.builders import two_organizers, worker
from waymeet.accounts import keys, services, sign_in
from waymeet.accounts.models import Account
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotAllowed

pytestmark = pytest.mark.django_db(databases=["default"])


def at_the_desk(name: str, words: str) -> HttpRequest:
    """A request of a browser that signed in as `name`."""
    client = Client()
    request = RequestFactory().get("/")
    request.session = client.session
    account, private = sign_in.recognize(name, words)
    secret = sign_in.open_session(request, account, private)
    request.session.save()
    response = HttpResponse()
    sign_in.set_opening_cookie(response, secret, secure=False)
    request.COOKIES[sign_in.OPENING_COOKIE] = response.cookies[sign_in.OPENING_COOKIE].value
    return request


def test_wrong_words_and_unknown_names_get_the_same_sentence() -> None:
    rosa = worker("rosa", Role.ORGANIZER)
    sentences = set()
    for name, words in (("rosa", "not these words"), ("nobody", rosa.words)):
        with pytest.raises(NotAllowed) as refused:
            sign_in.recognize(name, words)
        sentences.add(str(refused.value))
    assert len(sentences) == 1


def test_six_wrong_tries_close_the_door_for_ten_minutes_even_to_the_right_words() -> None:
    rosa = worker("rosa", Role.ORGANIZER)
    with time_machine.travel(dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC), tick=False) as clock:
        for _try in range(sign_in.TRIES):
            with pytest.raises(NotAllowed):
                sign_in.recognize("rosa", "wrong")
        with pytest.raises(NotAllowed, match="ten minutes"):
            sign_in.recognize("rosa", rosa.words)
        clock.shift(dt.timedelta(minutes=11))
        assert sign_in.recognize("rosa", rosa.words)


def test_a_session_opens_team_keys_only_with_the_cookie_of_its_own_browser() -> None:
    rosa, _luz = two_organizers()
    key = keys.sealing_key(keys.ORGANIZING)
    request = at_the_desk("rosa", rosa.words)
    assert sign_in.person_at_desk(request) == rosa.person
    assert sign_in.keyring_at_desk(request).open_team_key(keys.ORGANIZING, key.epoch)
    del request.COOKIES[sign_in.OPENING_COOKIE]
    with pytest.raises(CannotOpen):
        sign_in.keyring_at_desk(request)


def test_the_stored_session_does_not_hold_the_private_key() -> None:
    rosa = worker("rosa", Role.ORGANIZER)
    at_the_desk("rosa", rosa.words)
    stored = Session.objects.get().get_decoded()
    assert rosa.keyring.private_key not in base64.b64decode(stored["wrapped"])
    assert set(stored) == {"account", "verifier", "wrapped"}


def test_a_new_passphrase_ends_older_sessions() -> None:
    ada, rosa = worker("ada", Role.ADMINISTRATOR), worker("rosa", Role.ORGANIZER)
    request = at_the_desk("rosa", rosa.words)
    services.new_passphrase(account_id=rosa.person.id, by=ada.person)
    assert sign_in.person_at_desk(request) is None


def test_an_ended_account_is_nobody_at_once() -> None:
    ada, rosa = worker("ada", Role.ADMINISTRATOR), worker("rosa", Role.ORGANIZER)
    request = at_the_desk("rosa", rosa.words)
    services.end_account(account_id=rosa.person.id, by=ada.person)
    assert sign_in.person_at_desk(request) is None
    with pytest.raises(NotAllowed):
        sign_in.recognize("rosa", rosa.words)


def test_whoever_holds_a_team_key_has_six_generated_words() -> None:
    assert len(worker("rosa", Role.ORGANIZER).words.split()) == 6
    assert len(worker("cal", Role.CANVASSER).words.split()) == 4


@pytest.mark.parametrize("name", ["", "x", "has space", "ümlaut", "a" * 40])
def test_a_name_that_cannot_be_typed_is_refused_with_a_remedy(name: str) -> None:
    with pytest.raises(BadInput, match="Choose another"):
        worker(name, Role.CANVASSER)


def test_two_people_cannot_have_one_name() -> None:
    worker("rosa", Role.CANVASSER)
    with pytest.raises(Conflict, match="taken"):
        worker("Rosa", Role.CANVASSER)


def test_the_last_administrator_cannot_leave() -> None:
    ada = worker("ada", Role.ADMINISTRATOR)
    with pytest.raises(Conflict, match="last administrator"):
        services.end_account(account_id=ada.person.id, by=ada.person)


def test_only_an_administrator_invites() -> None:
    rosa = worker("rosa", Role.ORGANIZER)
    with pytest.raises(NotAllowed):
        worker("cal", Role.CANVASSER, by=rosa.person)
    assert Account.objects.count() == 1
