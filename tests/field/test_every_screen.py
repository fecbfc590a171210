"""Every screen of the phone, in both languages and on a small and a large screen: nothing in anybody's way."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.field.bench import FIELD, Bench
from tests.field.conftest import LOCALES, SMALL
from tests.field.screens_street import SCREENS

AXE = FIELD / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LARGE = {"width": 1280, "height": 800}
LAID_OUT_ANEW = ["sign_in", "walk", "walk_offline", "talk_in_both_languages", "kits", "somebody", "building", "hand_in"]
SMALLEST_TARGET = 48  # CSS pixels, both ways
# Text 200 %: what a person gets who doubles the letters in the phone's settings.
DOUBLED = "document.documentElement.style.setProperty('font-size', '200%')"

pytestmark = pytest.mark.browser

TARGETS = """(least) => [...document.querySelectorAll('button, a, input, textarea')]
  .filter((one) => one.checkVisibility() && !one.disabled && !(document.querySelector('dialog') && !one.closest('dialog')))
  .map((one) => ({name: one.ariaLabel || one.textContent || one.type, box: one.getBoundingClientRect()}))
  .filter(({box}) => Math.round(box.width) < least || Math.round(box.height) < least)
  .map(({name, box}) => `${name}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
CUT_OFF = """() => [...document.querySelectorAll('main *, dialog *, header *, .dock *')]
  .filter((one) => one.checkVisibility() && !one.closest('.unseen, .map-box, .choice > input'))
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => `${one.getAttribute('class') || one.tagName}: ${one.textContent.slice(0, 30)}`)"""
# What is wider than the box that holds it lies over its neighbour.
SPILT = """() => [...document.querySelectorAll('button, li, p, h1, h2, label, output, .choice-face, .item, .row, .stepper')]
  .filter((one) => one.checkVisibility() && one.clientWidth > 0 && !one.closest('.unseen, .map-box'))
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => `${one.getAttribute('class') || one.tagName}: ${one.textContent.slice(0, 30)}`)"""

# A word that stands on two lines was broken in its middle, where no hyphen was.
BROKEN = r"""() => {
  const broken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.checkVisibility() || node.parentElement.closest('.unseen, .map-box, textarea')) continue;
    for (const word of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (tops.size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""


def faults(page: Page) -> list[str]:
    """What axe finds: rule, and the first place it was found at."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # Our own check of targets is stricter, and does not mind a button that lies half under the dock until one scrolls.
    asked = json.dumps({"runOnly": {"type": "tag", "values": RULES}, "rules": {"target-size": {"enabled": False}}})
    found: dict[str, Any] = page.evaluate(f"axe.run(document, {asked})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]


class Watched:
    """A page that remembers what the browser complained about and which hosts were asked."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))


# Spanish has the longer words; English comes along in the long run.
@pytest.fixture(params=[pytest.param("en", marks=pytest.mark.deep), "es"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def watching(chromium: Browser, language: str, viewport: dict[str, int]) -> Iterator[Watched]:
    small = viewport == SMALL
    context = chromium.new_context(locale=LOCALES[language], viewport=viewport, has_touch=small, is_mobile=small)
    yield Watched(context)
    context.close()


@pytest.fixture
def small(chromium: Browser, language: str) -> Iterator[Watched]:
    yield from watching(chromium, language, SMALL)


@pytest.fixture
def large(chromium: Browser, language: str) -> Iterator[Watched]:
    yield from watching(chromium, language, LARGE)


def nothing_is_in_the_way(watched: Watched, language: str) -> None:
    page = watched.page
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("main h1, main h2, main button").first).to_be_visible()  # nothing is wrong with an empty page
    assert faults(page) == []
    assert page.evaluate(TARGETS, SMALLEST_TARGET) == []
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(SPILT) == []
    assert page.evaluate(BROKEN) == []
    assert watched.complaints == []  # the page policy forbids inline styles and scripts, and would complain here
    assert watched.hosts == {page.url.split("/")[2]}


@pytest.mark.parametrize("name", SCREENS)
def test_small_screen_even_with_text_at_twice_its_size(name: str, small: Watched, bench: Bench, language: str) -> None:
    SCREENS[name](small.page, bench)
    nothing_is_in_the_way(small, language)
    small.page.evaluate(DOUBLED)
    assert small.page.evaluate(CUT_OFF) == []
    assert small.page.evaluate(SPILT) == []
    assert small.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("name", LAID_OUT_ANEW)
@pytest.mark.parametrize("language", ["es"], indirect=True)  # the longer words
def test_large_screen(name: str, large: Watched, bench: Bench, language: str) -> None:
    SCREENS[name](large.page, bench)
    nothing_is_in_the_way(large, language)


@pytest.mark.parametrize("name", ["walk_with_undo", "talk", "door", "disk_full", "hand_in"])
def test_on_its_side_the_dock_stays_in_sight(name: str, small: Watched, bench: Bench, language: str) -> None:
    page = small.page
    SCREENS[name](page, bench)
    page.set_viewport_size({"width": 740, "height": 360})
    for way in (0, 5000):
        page.evaluate(f"scrollTo(0, {way})")
        for button in page.locator(".dock button").all():
            box = button.bounding_box()
            assert box is not None
            assert box["y"] < 360
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(SPILT) == []
    assert page.evaluate(BROKEN) == []
