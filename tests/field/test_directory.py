"""Finding a service with a phone in the hand: one tap, then again without a signal, and nothing of it is kept."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.field.bench import Bench
from tests.field.directory_screens import at_directory

pytestmark = pytest.mark.browser


def names(page: Page) -> list[str]:
    return page.locator(".services h3").all_text_contents()


def test_one_tap_is_near_open_now_no_id_and_it_works_without_a_signal(hand: Page, bench: Bench):
    asked = []
    hand.on("request", lambda one: asked.append(one) if one.url.endswith("/field/care/directory") else None)
    at_directory(hand, bench)
    hand.locator(".tap-map").click()
    expect(hand.locator(".services h3")).to_have_text(["Soup at noon"])
    expect(hand.locator(".notice", has_text="1 more would fit")).to_be_visible()
    assert "cookie" not in asked[0].headers
    hand.unroute("**/field/care/directory")
    hand.route("**/field/care/directory", lambda route: route.abort())
    hand.goto(bench.address(session="signed_out", turf=False))
    hand.locator(".button:has(svg)").last.click()
    hand.get_by_role("button", name="Near, open now, no ID").click()
    expect(hand.locator(".services h3")).to_have_text(["Soup at noon"])


def test_every_choice_narrows(hand: Page, bench: Bench):
    at_directory(hand, bench)
    hand.get_by_label("Words").fill("pantry")
    expect(hand.locator(".services h3")).to_have_text(["Pantry nobody told of"])
    hand.get_by_label("Words").fill("")
    hand.get_by_label("Kind of help").select_option("food")
    expect(hand.locator(".services h3")).to_have_count(2)
    hand.get_by_role("button", name="walk in").click()
    assert names(hand) == ["Soup at noon"]
    hand.get_by_label("Kind of help").select_option("wound_care")
    expect(hand.locator(".services h3")).to_have_count(0)


def test_an_area_does_the_same_as_a_tap(hand: Page, bench: Bench):
    at_directory(hand, bench)
    hand.get_by_label("Or choose an area").select_option(label="South End")
    expect(hand.locator(".services h3")).to_have_text(["Soup at noon"])
    expect(hand.locator(".services li p", has_text="miles")).to_be_visible()


def test_where_somebody_tapped_is_kept_nowhere(hand: Page, bench: Bench):
    at_directory(hand, bench)
    hand.locator(".tap-map").click()
    expect(hand.locator(".services h3")).to_have_count(1)
    kept = hand.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, location.href])")
    assert not re.search(r"42[._]?6\d\d", kept)
    tables = hand.evaluate(
        """async () => (await new Promise((done) => {
          const asked = indexedDB.open("waymeet-directory");
          asked.onsuccess = () => {
            const all = asked.result.transaction("package").objectStore("package").getAllKeys();
            all.onsuccess = () => done(all.result);
          };
        }))"""
    )
    assert tables == ["now"]
