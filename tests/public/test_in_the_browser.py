"""Numbers in a real browser, public and at the desk: axe finds nothing, nothing runs off, nothing leaves, no script needed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.desk_browser import SignIns
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.deep]

AXE = Path(__file__).resolve().parents[2] / "field" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = [(360, 640), (1280, 800)]
PUBLIC = [
    "/public/{language}/",
    "/public/{language}/{late}/",
    "/public/{language}/{early}/",
    "/public/{language}/{none}/",
]
DESK = ["/reports/", "/reports/propose", "/reports/{waits}", "/reports/{late}", "/reports/{early}"]


@dataclass(frozen=True)
class Filled:
    """A server with releases, and the ids and passphrases it printed."""

    server: Server
    made: dict[str, str]
    sign_ins: SignIns

    def address(self, path: str, language: str) -> str:
        none = "0b5d2f6e-3a51-4e7e-9a59-6a1f1d0c1aff"
        return self.server.address + path.format(language=language, none=none, **self.made)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    server = Server(tmp_path_factory.mktemp("numbers") / "data")
    server.waymeet("migrate")
    made = json.loads(server.python("from tests.reports.release import fill; fill.fill()").splitlines()[-1])
    server.start()
    people = {name: (made[name], made[f"{name}_app"]) for name in ("dee", "ivo")}
    yield Filled(server, made, SignIns(server.address, people))
    server.stop()


def signed_in(context: BrowserContext, filled: Filled, name: str, language: str) -> Page:
    page = filled.sign_ins.page(context, name)
    context.add_cookies([{"name": "waymeet_language", "value": language, "url": filled.server.address}])
    return page


def troubles(page: Page) -> list[str]:
    """What axe finds, and how far the page runs off to the side."""
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    said = [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*said, f"runs off by {over}"] if over > 0 else said


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", SIZES)
def test_the_public_pages(filled: Filled, chromium: Browser, size: tuple[int, int], language: str):
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    page = context.new_page()
    for path in PUBLIC:
        page.goto(filled.address(path, language))
        assert page.locator("html").get_attribute("lang") == language
        assert troubles(page) == [], path
    context.close()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", SIZES)
def test_the_pages_at_the_desk(filled: Filled, chromium: Browser, size: tuple[int, int], language: str):
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    page = signed_in(context, filled, "dee", language)
    for path in DESK:
        page.goto(filled.address(path, language))
        assert troubles(page) == [], path
    context.close()


def test_the_public_pages_work_without_script_and_ask_no_other_host(filled: Filled, chromium: Browser):
    context = chromium.new_context(java_script_enabled=False)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for path in PUBLIC[:3]:
        page.goto(filled.address(path, "en"))
        assert page.locator("h1").is_visible()
    page.goto(filled.address(PUBLIC[1], "en"))
    assert page.locator("figure img").evaluate("img => img.naturalWidth") > 300
    page.get_by_role("link", name="Español").click()
    assert "Kits de naloxona" in page.locator("h1").inner_text()
    assert all(url.startswith(filled.server.address) for url in asked)
    assert context.cookies() == []
    context.close()


def test_a_reviewer_approves_with_the_keyboard_alone(filled: Filled, chromium: Browser):
    context = chromium.new_context()
    page = signed_in(context, filled, "ivo", "en")
    page.goto(filled.address("/reports/{waits}", "en"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Approve this table":
            break
    page.keyboard.press("Enter")
    page.get_by_text("approved, not yet published").wait_for()
    context.close()


def test_the_whole_table_fits_on_paper(filled: Filled, chromium: Browser):
    """A4 with the margins of our print style is 182 mm wide, 688 CSS pixels."""
    context = chromium.new_context(viewport={"width": 688, "height": 1000})
    page = context.new_page()
    page.emulate_media(media="print")
    for language in ("en", "es"):
        page.goto(filled.address(PUBLIC[1], language))
        assert page.evaluate("document.documentElement.scrollWidth") <= 688
        assert not page.locator("header").is_visible()
    context.close()
