"""A person's own page on a phone: scanned, it opens; axe finds nothing, and no address holds the code."""

import pytest
from playwright.sync_api import Browser

from tests.desk.conftest import Filled
from tests.desk.test_in_the_browser import found_by_axe, runs_off

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "heading"), [("en", "Hello, Rosa Muñoz"), ("es", "Hola, Rosa Muñoz")])
def test_scanned_it_opens_and_fits_a_phone(chromium: Browser, filled: Filled, language: str, heading: str):
    context = chromium.new_context(locale=language, bypass_csp=True, viewport={"width": 360, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{filled.address}/organizing/own#{filled.made['own_code']}")
    page.wait_for_function("location.hash === ''")
    page.click("main form.panel button")
    page.get_by_role("heading", name=heading).wait_for()
    assert page.get_by_role("heading", level=1).count() == 1
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert runs_off(page) <= 0
        assert found_by_axe(page) == []
    assert [one for one in asked if filled.made["own_code"] in one] == []
    assert context.cookies() == []
    page.get_by_role("button", name="I want to leave" if language == "en" else "Quiero irme").click()
    assert found_by_axe(page) == []
    context.close()
