"""Where somebody is sent who has to show again that it is they, and how they come back."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.utils import translation

from waymeet.accounts.access import ask_to_confirm, safe_address


def asked(method: str, path: str, *, htmx: bool = False, **headers: str) -> Any:
    request: Any = RequestFactory(headers={"host": "localhost", **headers}).generic(method, path)
    request.htmx = htmx
    request._messages = CookieStorage(request)
    return request


def led_to(answer: Any) -> str:
    """The address that comes after the page that asks."""
    parts = urlsplit(answer["Location"])
    assert (answer.status_code, parts.path) == (302, "/confirm")
    return parse_qs(parts.query)["next"][0]


def said(request: Any) -> list[tuple[str, str]]:
    return [(one.level_tag, str(one)) for one in get_messages(request)]


def test_from_a_page_one_comes_back_to_it_with_all_that_was_asked():
    request = asked("GET", "/care/people/?show=all&page=2", referer="http://localhost/elsewhere")
    assert led_to(ask_to_confirm(request)) == "/care/people/?show=all&page=2"
    assert said(request) == []


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://localhost/people/7", "/people/7"),
        ("http://localhost/people/7?show=all", "/people/7?show=all"),
        ("http://elsewhere.example/people/7", "/people/7"),  # only the path of it is ever used
        ("", "/"),
        ("http://localhost", "/"),
        ("http://localhost//elsewhere.example", "/"),
    ],
)
def test_from_a_button_one_comes_back_to_its_page_and_is_told_that_nothing_was_done(referer, back):
    request = asked("POST", "/people/7/end", **({"referer": referer} if referer else {}))
    with translation.override("en"):
        assert led_to(ask_to_confirm(request)) == back
    assert said(request) == [
        ("warning", "Nothing was done yet. Show that it is you, then press the button again."),
    ]


def test_a_part_of_a_page_sends_the_whole_page_there():
    answer = ask_to_confirm(asked("GET", "/people/7", htmx=True))
    assert answer.status_code == 200
    assert answer["HX-Redirect"] == "/confirm?next=%2Fpeople%2F7"
    assert "Location" not in answer


@pytest.mark.parametrize(
    ("address", "secure", "safe"),
    [
        ("/people/7", False, "/people/7"),
        ("http://localhost/people", False, "http://localhost/people"),
        ("http://localhost/people", True, "/"),
        ("https://localhost/people", True, "https://localhost/people"),
        ("https://elsewhere.example/people", False, "/"),
        ("javascript:alert(1)", False, "/"),
        ("//elsewhere.example", False, "/"),
        ("", False, "/"),
    ],
)
def test_nobody_is_led_off_this_site(address, secure, safe):
    here: Any = SimpleNamespace(get_host=lambda: "localhost", is_secure=lambda: secure)
    assert safe_address(here, address) == safe
