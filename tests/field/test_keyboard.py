"""Keyboard alone, and what a screen reader is told."""

import pytest
from playwright.sync_api import Page, expect

from tests.field.bench import Bench
from tests.field.saved import visits

pytestmark = pytest.mark.browser


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent"))


def tab_to(page: Page, name: str, most: int = 40) -> None:
    """Tab until the thing with this name has the focus; a person would give up after `most`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            return
    pytest.fail(f"{name!r} cannot be reached by keyboard; the focus is on {focused(page)!r}")


def test_a_door_with_kits_by_keyboard_alone(page: Page, bench: Bench) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(bench.address())
    assert focused(page) == "101 Clinton Avenue"  # the next thing to do, not the top of a list of 85
    tab_to(page, "Someone answered", most=3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, "Kits")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kits and strips")).to_be_focused()
    tab_to(page, "One more: Naloxone kit")
    page.keyboard.press("Space")
    tab_to(page, "Save door")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 85 doors")).to_be_visible()
    assert visits(page)[0]["kits"]["items"] == [{"number": 1, "count": 1}]
    expect(page.get_by_role("heading", name="103 Clinton Avenue")).to_be_focused()


def test_no_answer_keeps_the_focus_where_it_is_and_says_it_is_saved(page: Page, bench: Bench) -> None:
    page.goto(bench.address())
    tab_to(page, "No answer", most=3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved: No answer. 101 Clinton Avenue.")
    assert focused(page) == "No answer"
    page.wait_for_timeout(600)  # past the guard against a second tap
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved: No answer. 103 Clinton Avenue.")


def test_the_button_in_a_row_leaves_the_focus_in_its_row(page: Page, bench: Bench) -> None:
    page.goto(bench.address())
    page.get_by_role("button", name="No answer at 109 Clinton Avenue").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="109").get_by_role("button")).to_be_focused()


def test_escape_closes_a_panel_and_gives_the_focus_back(page: Page, bench: Bench) -> None:
    page.goto(bench.address())
    page.get_by_role("button", name="Someone answered").press("Enter")
    page.get_by_role("button", name="Kits").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Kits")).to_be_focused()


def test_the_list_is_a_list_in_walk_order(page: Page, bench: Bench) -> None:
    page.goto(bench.address())
    doors = page.get_by_role("list").get_by_role("listitem")
    expect(doors).to_have_count(60)  # 57 houses and three buildings
    assert doors.nth(0).inner_text().startswith("101")
    assert doors.nth(1).inner_text().startswith("103")


def test_the_focus_is_never_under_the_dock(page: Page, bench: Bench) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(bench.address(worked=3))
    page.get_by_role("listitem").filter(has_text="107").locator(".row-open").press("Enter")
    covered = """() => { const box = document.activeElement.getBoundingClientRect();
      const dock = document.querySelector('.dock').getBoundingClientRect(), top = document.querySelector('.top').getBoundingClientRect();
      return document.activeElement !== document.body && !document.activeElement.closest('.dock, .top') && (box.bottom > dock.top + 1 || box.top < top.bottom - 1); }"""
    for _ in range(16):
        page.keyboard.press("Tab")
        assert not page.evaluate(covered), focused(page)
