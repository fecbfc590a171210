"""The desk by keyboard alone, and without script: every step from signing in to a code in somebody's hand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk.conftest import Filled

pytestmark = pytest.mark.browser


@pytest.fixture
def keyboard(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def tab_to(page: Page, name: str, *, most: int = 80) -> None:
    """Press Tab until the thing with this name has the keyboard."""
    for _press in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(
            """() => { const e = document.activeElement;
                 const label = e.labels && e.labels.length ? e.labels[0].innerText : "";
                 const own = ["A", "BUTTON", "SUMMARY"].includes(e.tagName) ? e.innerText : "";
                 return [label, own, e.getAttribute("aria-label"), e.value].join("\\n"); }"""
        )
        if name in said:
            return
    raise AssertionError(f"Tab never reached {name!r}")


def go(page: Page) -> None:
    """Enter on a link or a button that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText"))


def sign_in(page: Page, filled: Filled, who: str) -> None:
    page.goto(f"{filled.address}/sign-in")
    tab_to(page, "Sign-in name")
    page.keyboard.type(filled.made["names"][who])
    tab_to(page, "Passphrase")
    page.keyboard.type(filled.made["words"][who])
    go(page)


def test_from_signing_in_to_a_code_in_somebody_s_hand(filled: Filled, keyboard: BrowserContext):
    page = keyboard.new_page()
    sign_in(page, filled, "Flora")
    tab_to(page, "Turf")
    go(page)
    tab_to(page, "Cut turf")
    go(page)
    tab_to(page, "For a new pass")
    tab_to(page, "one area")
    for _press in range(3):
        page.keyboard.press("ArrowDown")
    tab_to(page, "Look at the turfs")
    go(page)
    expect(page.locator("#plan-heading")).to_be_focused()
    assert focused(page) == "1 turf, 1 door"
    tab_to(page, "Cut this turf")
    go(page)
    expect(page.get_by_text("1 turf was cut.")).to_be_visible()

    tab_to(page, "1-03")
    go(page)
    tab_to(page, "Make a code")
    go(page)
    expect(page.locator(".ticket__code")).to_be_focused()
    assert len(focused(page).replace("-", "")) == 8


def test_drawing_a_shape_with_arrow_keys(filled: Filled, keyboard: BrowserContext):
    page = filled.sign_in(keyboard, "Olga")
    page.goto(f"{filled.address}/organizing/turf/cut?closer=1")
    tab_to(page, "Map to draw a shape on")
    moves = [("ArrowLeft", 15), ("ArrowUp", 15), ("ArrowRight", 30), ("ArrowDown", 30)]
    for key, times in moves:
        for _press in range(times):
            page.keyboard.press(key)
        page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    assert page.locator("[data-drawn]").inner_text() == "3 corners drawn"
    assert len(page.input_value("[data-shape]").split()) == 3


def test_working_through_what_was_put_aside_with_single_keys(filled: Filled, keyboard: BrowserContext):
    page = filled.sign_in(keyboard, "Olga")
    page.goto(f"{filled.address}/organizing/quarantine")
    place = page.locator("#record article p").first
    expect(place).to_contain_text("1 of")
    page.keyboard.press("n")
    expect(place).to_contain_text("2 of")
    expect(page.locator("#record-reason")).to_be_focused()
    page.get_by_label("Work with single keys").uncheck()
    page.locator("#record-reason").focus()
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    expect(place).to_contain_text("2 of")


def test_a_mistake_takes_the_keyboard_to_what_is_wrong(filled: Filled, keyboard: BrowserContext):
    page = filled.sign_in(keyboard, "Ada")
    page.goto(f"{filled.address}/people/invite")
    page.get_by_role("button", name="Make the account").press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    tab_to(page, "Name to show")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#id_shown_as"


def test_the_menu_opens_and_closes_by_keyboard_on_a_phone(filled: Filled, keyboard: BrowserContext):
    page = filled.sign_in(keyboard, "Olga")
    page.set_viewport_size({"width": 360, "height": 740})
    results = page.get_by_role("link", name="Results")
    expect(results).not_to_be_visible()
    page.get_by_role("button", name="Menu").press("Enter")
    expect(results).to_be_visible()
    page.keyboard.press("Escape")
    expect(results).not_to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


@pytest.fixture
def no_script(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="en-US", java_script_enabled=False)
    yield context
    context.close()


def test_everything_works_without_script(filled: Filled, no_script: BrowserContext):
    page = filled.sign_in(no_script, "Omar")
    page.goto(f"{filled.address}/organizing/quarantine")
    waiting = page.locator("#put-aside tbody tr").count()
    page.get_by_role("button", name="Leave it out").click()
    expect(page.locator("#put-aside tbody tr")).to_have_count(waiting - 1)
    page.goto(filled.path("/organizing/introductions/{introduction}"))
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text("Marisol")).to_be_visible()
    page.goto(f"{filled.address}/language")
    page.goto(f"{filled.address}/organizing/results")
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", name="Resultados", exact=True)).to_be_visible()
