"""A participant's own page on a phone: scanned, it opens; axe finds nothing, and no address holds the code."""

import pytest
from playwright.sync_api import Browser

from tests.desk.conftest import Filled
from tests.desk.test_in_the_browser import found_by_axe, runs_off

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "heading"), [("en", "Hello, Marisol"), ("es", "Hola, Marisol")])
def test_scanned_it_opens_and_fits_a_phone(chromium: Browser, filled: Filled, language: str, heading: str):
    context = chromium.new_context(locale=language, bypass_csp=True, viewport={"width": 360, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{filled.address}/care/people/own#{filled.made['file_page_code']}")
    page.wait_for_function("location.hash === ''")
    page.click("main form.panel button")
    page.get_by_role("heading", name=heading).wait_for()
    assert page.get_by_role("heading", level=1).count() == 1
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert runs_off(page) <= 0
        assert found_by_axe(page) == []
    page.fill("#second_second", filled.made["file_second_code"])
    page.keyboard.press("Enter")
    for name in ("Erase everything about me", "Yes, I want it erased"):
        button = page.get_by_role("button", name=name if language == "en" else SPANISH[name])
        button.wait_for()
        assert runs_off(page) <= 0
        assert found_by_axe(page) == []
        button.click()
    page.get_by_role("heading", name="Really erase it?" if language == "en" else "¿Borrarlo de verdad?").wait_for()
    assert found_by_axe(page) == []
    codes = (filled.made["file_page_code"], filled.made["file_second_code"])
    assert [one for one in asked if any(code in one for code in codes)] == []
    assert context.cookies() == []
    context.close()


SPANISH = {"Erase everything about me": "Borrar todo sobre mí", "Yes, I want it erased": "Sí, quiero que se borre"}
