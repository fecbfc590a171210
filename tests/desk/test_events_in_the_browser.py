"""Events at a door, in a real browser: one tap a person, the place on the page is kept, and a sheet without a mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.conftest import Filled

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, filled: Filled) -> Iterator[Page]:
    context = chromium.new_context(locale="en-US", viewport={"width": 360, "height": 800})
    yield filled.sign_in(context, "Olga")
    context.close()


def test_one_tap_signs_somebody_in_and_one_takes_it_back_without_a_new_page(page: Page, filled: Filled):
    page.goto(filled.path("/organizing/events/{event}/sign-in"))
    page.evaluate("window.same = true")
    before = int(page.locator("#here").inner_text().split()[0])
    page.locator("#expected button", has_text="Is here").first.click()
    expect(page.locator("#here")).to_have_text(f"{before + 1} here")
    page.locator("#expected button", has_text="tap if that was a mistake").first.click()
    expect(page.locator("#here")).to_have_text(f"{before} here")
    assert page.evaluate("window.same") is True


def test_a_sheet_is_typed_in_by_keyboard_alone(page: Page, filled: Filled):
    page.goto(filled.path("/organizing/events/{event}/paper"))
    page.focus("[name=numbers]")
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("Lou Reyes, 518 555 0188")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("The sheet is typed in.")
    assert page.locator("ol li", has_text="here").count() == 1
