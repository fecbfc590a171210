"""Somebody writes a note: the hint stands below it when they go on, and the note is sent as they wrote it."""

import pytest
from playwright.sync_api import Browser

from tests.desk.conftest import Filled

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "instead"), [("en", "person who uses drugs"), ("es", "persona que usa drogas")])
def test_the_hint_comes_when_the_line_is_left(chromium: Browser, filled: Filled, language: str, instead: str):
    context = chromium.new_context(locale="en-US")
    context.add_cookies([{"name": "waymeet_language", "value": language, "url": filled.address}])
    page = filled.sign_in(context, "Wanda")
    page.goto(filled.path("/care/people/{file}"))
    line = page.locator("#note_words")
    line.fill("met the junkie")
    line.blur()
    hint = page.locator(".field__words li")
    hint.wait_for()
    assert instead in hint.inner_text()
    assert line.input_value() == "met the junkie"
    line.fill("met Ana")
    line.blur()
    hint.wait_for(state="detached")
    context.close()
