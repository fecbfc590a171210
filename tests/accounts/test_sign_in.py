"""Signing in: what it opens, what it refuses, and what a copy of the session row is worth."""

import base64
import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tests.builders import two_organizers, worker
from waymeet.accounts import desk_sessions, keys, services, sign_in
from waymeet.accounts.desk_sessions import SecondStep
from waymeet.accounts.models import Account, DeskSession
from waymeet.accounts.people import Person
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotAllowed

pytestmark = pytest.mark.django_db(databases=["default"])


def at_the_desk(name: str, words: str) -> HttpRequest:
    """A request of a browser that signed in as `name`."""
    request, response = RequestFactory().get("/"), HttpResponse()
    account, private = sign_in.recognize(name, words)
    desk_sessions.set_opening_cookie(response, desk_sessions.begin(account, private, shown=SecondStep.SHOWN))
    request.COOKIES[settings.OPENING_COOKIE_NAME] = response.cookies[settings.OPENING_COOKIE_NAME].value
    return request


def person_at(request: HttpRequest) -> Person | None:
    found = desk_sessions.at_desk(request)
    return found.person if found else None


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
    assert person_at(request) == rosa.person
    row = DeskSession.objects.get()
    assert desk_sessions.keyring(request, row).open_team_key(keys.ORGANIZING, key.epoch)
    del request.COOKIES[settings.OPENING_COOKIE_NAME]
    assert person_at(request) is None
    with pytest.raises(CannotOpen):
        desk_sessions.keyring(request, row)


def test_the_stored_session_neither_opens_anything_nor_signs_anybody_in() -> None:
    """Whatever lies in the row, put into the cookie as it is or as it would be sent."""
    rosa = worker("rosa", Role.ORGANIZER)
    at_the_desk("rosa", rosa.words)
    row = DeskSession.objects.get()
    for stolen in (bytes(row.token_hash), bytes(row.wrapped_private_key)[:32]):
        assert rosa.keyring.private_key not in bytes(row.wrapped_private_key)
        request = RequestFactory().get("/")
        request.COOKIES[settings.OPENING_COOKIE_NAME] = base64.urlsafe_b64encode(stolen).decode()
        assert person_at(request) is None
        with pytest.raises(CannotOpen):
            desk_sessions.keyring(request, row)


def test_a_new_passphrase_ends_older_sessions() -> None:
    ada, rosa = worker("ada", Role.ADMINISTRATOR), worker("rosa", Role.ORGANIZER)
    request = at_the_desk("rosa", rosa.words)
    services.new_passphrase(account_id=rosa.person.id, by=ada.person)
    assert person_at(request) is None


def test_an_ended_account_is_nobody_at_once() -> None:
    ada, rosa = worker("ada", Role.ADMINISTRATOR), worker("rosa", Role.ORGANIZER)
    request = at_the_desk("rosa", rosa.words)
    services.end_account(account_id=rosa.person.id, by=ada.person)
    assert person_at(request) is None
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
