"""A whole town cut at the desk, and a large addresses file: one sees how far it is, and can stop it, in a browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk.conftest import Filled
from tests.desk.test_by_keyboard import tab_to
from tests.desk.test_in_the_browser import found_by_axe, runs_off
from tests.desk_browser import SignIns
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.deep]

ALBANY = Path(__file__).resolve().parents[2] / "waymeet/organizing/turf/data/albany.osm.pbf"
PEOPLE = """
import django, json; django.setup()
from tests.builders import app_of
from tests.desk.conftest import People
people = People()
words = people.words_of("Olga")
made = {"name": people["Olga"].name, "words": words, "app": app_of(people["Olga"].name, words)}
print(json.dumps(made))
"""
PATIENCE = 240_000  # milliseconds; only a bound on waiting
COUNT = "import django; django.setup(); from waymeet.organizing.turf.models import {0} as M; print(M.objects.count())"


@pytest.fixture(scope="module")
def albany(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Filled]]:
    server = Server(tmp_path_factory.mktemp("albany"))
    server.waymeet("town", "import", str(ALBANY))
    made = json.loads(server.python(PEOPLE))
    server.start()
    sign_ins = SignIns(server.address, {made["name"]: (made["words"], made["app"])})
    yield server, Filled(server.address, {"names": {"Olga": made["name"]}}, sign_ins)
    server.stop()


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(
    chromium: Browser, filled: Filled, *, language: str = "en", script: bool = True
) -> tuple[BrowserContext, Page]:
    context = chromium.new_context(locale="en-US", bypass_csp=True, java_script_enabled=script)
    context.add_cookies([{"name": "waymeet_language", "value": language, "url": filled.address}])
    return context, filled.sign_in(context, "Olga")


def ask_for_the_whole_town(page: Page, filled: Filled) -> None:
    page.goto(f"{filled.address}/organizing/turf/cut")
    page.check("[name=where][value=town]")
    page.press("[name=size]", "Enter")
    page.wait_for_url(re.compile("/organizing/turf/cut/at/"))


def test_a_large_cut_shows_how_far_it_is_and_stops_by_keyboard(chromium, albany, language):
    _server, filled = albany
    context, page = opened(chromium, filled, language=language)
    ask_for_the_whole_town(page, filled)
    assert page.locator("progress").count() == 1
    assert page.locator("html").get_attribute("lang") == language
    assert found_by_axe(page) == []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert runs_off(page) <= 0
    tab_to(page, {"en": "Stop it", "es": "Detenerlo"}[language])
    page.keyboard.press("Enter")
    said = {"en": "Stopped, as you asked.", "es": "Se detuvo, como pediste."}[language]
    expect(page.get_by_text(said)).to_be_visible(timeout=PATIENCE)
    assert page.locator("[name=where][value=town]").is_checked()
    context.close()


def test_a_large_cut_comes_to_its_plan_by_itself_and_the_plan_can_be_made(chromium, albany):
    server, filled = albany
    context, page = opened(chromium, filled)
    ask_for_the_whole_town(page, filled)
    expect(page.locator("#plan-heading")).to_contain_text(re.compile(r"turfs, 15\d{3} doors"), timeout=PATIENCE)
    page.get_by_role("button", name=re.compile("Cut these")).click()
    page.wait_for_url(re.compile("/organizing/turf.pass="))
    assert int(server.python(COUNT.format("Turf"))) > 250
    context.close()


def test_without_script_one_looks_again(chromium, albany, tmp_path):
    server, filled = albany
    context, page = opened(chromium, filled, script=False)
    path = tmp_path / "addresses.csv"
    rows = [f"-73.76{n:04d},42.66{n % 77:02d}11,{n},Clinton Avenue {n}\n" for n in range(1, 8000)]
    path.write_text("LON,LAT,NUMBER,STREET\n" + "".join(rows))
    page.goto(f"{filled.address}/organizing/town/addresses")
    page.set_input_files("[name=file]", path)
    page.get_by_role("button", name="Look at the file").click()
    before = int(server.python(COUNT.format("Door")))
    page.get_by_role("button", name="Try it without writing").click()
    look_until(page, "Nothing has been written yet")
    assert int(server.python(COUNT.format("Door"))) == before
    page.get_by_role("button", name="Bring the addresses in").click()
    look_until(page, "The addresses are in")
    assert int(server.python(COUNT.format("Door"))) > before + 5000
    context.close()


def look_until(page: Page, words: str) -> None:
    for _look in range(PATIENCE // 500):
        done, again = page.get_by_text(words), page.get_by_role("link", name="Look again")
        expect(done.or_(again).first).to_be_attached()  # a page on its way has neither yet
        if done.count():
            return
        page.wait_for_timeout(500)
        again.click()
    raise AssertionError(words)
