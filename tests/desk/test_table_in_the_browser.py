"""The screen of a meeting in a real browser: it asks again without a script, and the pages that are posted to fit."""

import pytest
from playwright.sync_api import Browser

from tests.desk.conftest import Filled
from tests.desk.test_in_the_browser import found_by_axe, runs_off

pytestmark = pytest.mark.browser
WITHIN = 15_000  # milliseconds


def test_without_a_script_the_screen_asks_again(chromium: Browser, filled: Filled):
    context = chromium.new_context(java_script_enabled=False)
    page = filled.sign_in(context, "Casey")
    page.goto(filled.path("/diversion/table/{table}"))
    with page.expect_response(lambda answer: answer.url.endswith(filled.made["table"]), timeout=WITHIN) as again:
        pass
    assert again.value.status == 200
    context.close()


@pytest.mark.parametrize(("language", "button"), [("en", "Write down a decision"), ("es", "Anotar una decisión")])
def test_the_page_of_a_decision_fits_and_says_nothing_of_the_case(
    chromium: Browser, filled: Filled, language: str, button: str
):
    context = chromium.new_context(locale="en-US", bypass_csp=True)
    context.add_cookies([{"name": "waymeet_language", "value": language, "url": filled.address}])
    page = filled.sign_in(context, "Casey")
    page.goto(filled.path("/diversion/table/{table}"))
    assert "Nadja" in page.locator("main").inner_text()
    page.get_by_role("button", name=button).click()
    page.locator("[name=decision]").wait_for()
    assert "Nadja" not in page.locator("body").inner_text()
    assert filled.made["table_case"] not in page.url
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert runs_off(page) <= 0
        assert found_by_axe(page) == []
    page.goto(filled.path("/diversion/table/{over_table}"))
    assert page.get_by_role("heading", level=1).count() == 1
    assert found_by_axe(page) == []
    context.close()
