"""The desk in a real browser: axe finds nothing, nothing runs off the edge, nothing leaves for another host."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.desk import fill_diversion, fill_table
from tests.desk.conftest import Filled

pytestmark = pytest.mark.browser

LONG_RUN = os.environ.get("WAYMEET_DEEP") == "1"
AXE = Path(__file__).resolve().parents[2] / "field" / "node_modules" / "axe-core" / "axe.min.js"
PAGES: dict[str, list[str]] = {
    "": [
        "/sign-in",
        "/sign-in/recover",
        "/design",
        "/receipt",
        "/come/{event}/{door}",
        "/ask/{survey}/{survey_code}",
        "/organizing/own",
        "/organizing/unsubscribe/0a1b",
        "/reversal/{reversal}",
        "/reversal/{reversal}/talk",
        "/reversal/NOTACODE",
        "/alerts",
        "/went",
        "/asked-of-agencies",
    ],
    "Ada": ["/", "/account", "/roles", "/people", "/people/invite", "/people/{cam}", "/organizing/town", "/nowhere"],
    "Cam": ["/account", "/account/passphrase", "/account/phones/add", "/confirm", "/second-step", "/second-step/app"],
    "Dora": [
        "/care/peers/stipends",
        "/demands/",
        "/demands/new",
        "/demands/{demand}",
        "/demands/at-the-door",
        "/demands/answer?hiv=1",
        "/who-did-what/",
        "/who-did-what/whole",
    ],
    "Pia": ["/", "/care/peers", "/care/peers/bulk"],
    "Olga": [
        "/",
        "/organizing/town",
        "/organizing/town/areas/1",
        "/organizing/town/imports/{run}",
        "/organizing/town/addresses",
        "/organizing/turf",
        "/organizing/turf/{turf}",
        "/organizing/turf/{waiting}",
        "/organizing/turf/cut",
        "/organizing/turf/cut?closer=1",
        "/organizing/results",
        "/organizing/results?by=team",
        "/organizing/coverage",
        "/organizing/notes",
        "/organizing/quarantine",
        "/organizing/introductions",
        "/organizing/introductions/{introduction}",
        "/organizing/introductions/add",
        "/organizing/contacts",
        "/organizing/contacts/add",
        "/organizing/contacts/{contact}",
        "/organizing/contacts/{contact}/plan",
        "/organizing/one-on-ones",
        "/organizing/one-on-ones/{one_on_one}",
        "/organizing/events",
        "/organizing/events/past",
        "/organizing/events/month/{month}",
        "/organizing/events/plan",
        "/organizing/events/calls",
        "/organizing/events/calendars",
        "/organizing/events/{event}",
        "/organizing/events/{circle}",
        "/organizing/events/{over}",
        "/organizing/events/{event}/change",
        "/organizing/events/{event}/ask",
        "/organizing/events/{event}/shifts",
        "/organizing/events/{event}/sign-in",
        "/organizing/events/{circle}/sign-in",
        "/organizing/events/{event}/sheet",
        "/organizing/events/{event}/paper",
        "/organizing/events/{event}/door",
        "/organizing/events/{event}/new",
        "/organizing/events/{named_circle}",
        "/organizing/events/{named_circle}/new",
        "/organizing/events/{event}/closing",
        "/organizing/events/{over}/closing",
        "/organizing/contacts/{contact}/everything",
        "/organizing/asked",
        "/organizing/messages",
        "/organizing/messages/write",
        "/organizing/messages/{draft}",
        "/organizing/messages/{draft}/send",
        "/organizing/messages/{begun}",
        "/organizing/twice",
        "/organizing/twice/{twice}",
        "/organizing/merged",
        "/organizing/merged/{merged}",
        "/organizing/lists",
        "/organizing/lists/build",
        "/organizing/lists/{list}",
        "/organizing/lists/{list}/change",
        "/organizing/lists/{list}/calls",
        "/organizing/lists/{list}/letters",
        "/organizing/lists/{list}/out",
        "/organizing/lists/{classed}",
        "/organizing/groups",
        "/organizing/groups/{group}",
        "/organizing/guarded",
        "/organizing/guarded/{guarded}",
        "/organizing/lists-in",
        "/organizing/lists-in/{list_in}",
        "/organizing/lists-in/file/{list_file}",
        "/organizing/leaders",
        "/organizing/leaders/map",
        "/organizing/leaders/map?team={contact}",
        "/organizing/leaders/turnout",
        "/organizing/leaders/coverage",
        "/organizing/leaders/coverage?by=workplace",
        "/organizing/leaders/ladder",
        "/organizing/leaders/ladder/change",
        "/organizing/leaders/rungs/following",
        "/organizing/structure-tests",
        "/organizing/structure-tests/plan",
        "/organizing/structure-tests/{structure_test}",
        "/organizing/structure-tests/{structure_test}/people/{contact}/moved",
        "/organizing/structure-tests/units/{unit}",
        "/organizing/tallies",
        "/organizing/tallies?show=commitments&weeks=52",
        "/organizing/hand-offs",
        "/organizing/hand-offs/offer",
        "/organizing/hand-offs/{hand_off}",
        "/organizing/coalitions",
        "/organizing/coalitions/{coalition}",
        "/organizing/coalitions/{coalition}/join",
        "/organizing/coalitions/members/{standing}",
        "/organizing/coalitions/members/{standing}/speaks",
        "/organizing/coalitions/members/{standing}/promise",
        "/organizing/coalitions/demand/{our_demand}",
        "/organizing/coalitions/demand/{our_demand}/number",
        "/organizing/coalitions/demand/{our_demand}/aim",
        "/organizing/coalitions/targets/{target}",
        "/organizing/coalitions/targets/{target}/weigh",
        "/organizing/coalitions/officials",
        "/organizing/coalitions/officials/add",
        "/organizing/coalitions/officials/bring-in",
        "/organizing/coalitions/officials/{official}",
        "/organizing/coalitions/officials/{official}/reach",
        "/organizing/coalitions/officials/{official}/talk",
        "/organizing/coalitions/talks",
        "/trainings",
        "/trainings/sessions",
        "/trainings/courses",
        "/trainings/courses/{course}",
        "/account/trainings",
        "/account/team-keys",
        "/account/team-keys/organizing/sheets",
        "/account/team-keys/organizing/{epoch}/use",
        "/people",
    ],
    "Wanda": [
        "/",
        "/care/nights",
        "/care/nights/paper",
        "/care/handouts",
        "/care/handouts?show=barrier-1",
        "/care/reversals",
        "/care/reversals/paper",
        "/care/reversals/sheet",
        "/care/alerts",
        "/care/taught",
        "/care/referrals",
        "/care/referrals/offer",
        "/care/referrals/{referral}",
        "/care/referrals/{failed_referral}",
        "/care/alerts/heard",
        "/care/alerts/{alert}",
        "/care/alerts/{draft_alert}/change",
        "/care/codes",
        "/care/codes/funder",
        "/care/codes/{holder}",
        "/care/supplies",
        "/care/supplies/night/{program}/{day}",
        "/care/directory",
        "/care/directory/{service}",
        "/care/directory/{service}/change",
        "/care/directory/add",
        "/care/directory/in",
        "/care/directory/in/{directory_in}",
        "/care/directory/in/file/{directory_file}",
        "/care/directory/pocket",
        "/care/questions",
        "/care/surveys",
        "/care/surveys/{survey}",
        "/care/surveys/{survey}/poster",
        "/care/surveys/{survey}/paper",
        "/care/surveys/{closed_survey}",
        "/care/funders",
        "/care/funders/sharp-ssp-2026-11/{quarter}",
        "/care/funders/nysdoh-oop-2026-11/{quarter}",
        "/care/kits-needed?state=New+York&target=80&state_people=20000000&our_people=300000",
        "/care/peers/bulk",
        "/care/supplies/on-hand",
        "/care/supplies/places/{stock_place}",
        "/care/supplies/transfers/{stock_transfer}",
        "/care/supplies/places/{stock_place}/close",
        "/care/supplies/estimates?price=150",
        "/care/supplies/returns",
        "/care/handouts/settings",
        "/care/supplies/orders",
        "/care/supplies/recalls",
        "/care/supplies/recalls/{stock_lot}",
        "/care/handouts/lots/{stock_lot}",
        "/care/people/",
        "/care/people/{file}",
        "/care/people/{file}/offer/organizing",
        "/care/people/hand-offs",
    ],
    "Clio": ["/care/reversals/review", "/care/alerts", "/care/alerts/{draft_alert}"],
    "Vera": ["/", "/care/questions", "/care/surveys", "/care/surveys/{closed_survey}"],
    "Casey": [
        "/diversion/cases/",
        "/diversion/cases/{case}",
        "/diversion/cases/{case}/offer/outside",
        "/diversion/cases/{case}/offer/intermediary",
        "/diversion/cases/{case}/hand-offs/{told}",
        "/diversion/cases/hand-offs",
        *fill_table.PAGES,
        "/diversion/cases/lead/begin",
        "/diversion/cases/{lead_case}",
        "/diversion/cases/{lead_case}/lead",
        "/diversion/cases/{lead_case}/lead/change/{lead_record}",
        "/diversion/calls",
        "/diversion/calls/rota",
        "/diversion/calls/enter",
        "/diversion/calls/paper",
        "/diversion/calls/{call}/hand-over",
    ],
    **fill_diversion.PAGES,
}
EVERY = [(language, who, page) for language in ("en", "es") for who, pages in PAGES.items() for page in pages]
if not LONG_RUN:  # every page in English, every second in Spanish; the long suite has them all
    EVERY = [one for at, one in enumerate(EVERY) if one[0] == "en" or at % 2]


@pytest.fixture(scope="module")
def looking(chromium: Browser, filled: Filled) -> Iterator[Callable[[str, str], Page]]:
    """A page for each person and language, signed in once. The policy is off only so that axe can be put in."""
    pages: dict[tuple[str, str], Page] = {}

    def page_of(who: str, language: str) -> Page:
        if (who, language) not in pages:
            context = chromium.new_context(locale="en-US", bypass_csp=True)
            context.add_cookies([{"name": "waymeet_language", "value": language, "url": filled.address}])
            pages[who, language] = filled.sign_in(context, who) if who else context.new_page()
        return pages[who, language]

    yield page_of
    for page in pages.values():
        page.context.close()


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def found_by_axe(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(content=axe())
    # once the page has been drawn at its size: what watches for a change of size is told with the next picture
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def runs_off(page: Page) -> int:
    """Pixels one would have to scroll sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.fixture(scope="module", params=EVERY, ids=lambda one: f"{one[0]}-{one[1]}{one[2]}")
def shown(request: pytest.FixtureRequest, filled: Filled, looking: Callable[[str, str], Page]) -> Page:
    """One page, loaded once for all that is asked of it; every test leaves it as it found it."""
    language, who, address = request.param
    page = looking(who, language)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(filled.path(address))
    assert page.locator("html").get_attribute("lang") == language
    return page


def test_it_has_one_heading_one_main_and_a_way_past_the_menu(shown: Page):
    assert shown.locator("h1").count() == 1
    assert shown.locator("main").count() == 1
    assert shown.locator("a").first.get_attribute("href") == "#main"


TYPED = "input:not([type=hidden], [type=submit], [type=radio], [type=checkbox], [type=date], [type=file]), textarea"


def test_no_line_that_was_typed_is_kept_by_the_browser(shown: Page):
    """Unless it is told not to, a browser remembers lines to offer them again, readable on the disk."""
    silent = f"[...document.querySelectorAll('{TYPED}')].filter(line => !line.autocomplete).map(line => line.name)"
    assert shown.evaluate(silent) == []


def test_axe_finds_nothing_and_nothing_runs_off_the_edge(shown: Page):
    """Both sizes in both languages; axe, which takes its time, looks at English, and in the long run at everything."""
    english = shown.locator("html").get_attribute("lang") == "en"
    for width in (1280, 360):
        shown.set_viewport_size({"width": width, "height": 900})
        assert runs_off(shown) <= 0
        if LONG_RUN or (english and width == 360):
            assert found_by_axe(shown) == []
    shown.set_viewport_size({"width": 1280, "height": 900})


def test_text_twice_as_large_still_fits(shown: Page):
    shown.evaluate("document.documentElement.style.fontSize = '200%'")
    assert runs_off(shown) <= 0
    shown.evaluate("document.documentElement.style.fontSize = ''")


def test_paper_shows_the_work_and_not_the_furniture(shown: Page):
    shown.emulate_media(media="print")
    assert any(heading.is_visible() for heading in shown.locator("h1, h2").all())  # a poster has one of its own
    furniture = shown.locator("header, footer, nav#rooms, .skip")
    assert not any(piece.is_visible() for piece in furniture.all())
    shown.emulate_media(media="screen")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sheet_for_somebody_outside_is_fit_to_be_handed_over(filled: Filled, looking, language: str):
    """It is the answer to a form: what is told and the notice, and on paper nothing else."""
    page = looking("Casey", language)
    page.goto(filled.path("/diversion/cases/{case}/hand-offs/{told}"))
    page.fill("[name=told_needs]", "a ride on Mondays")
    page.click("form[action$='/tell'] button")
    assert "a ride on Mondays" in page.locator(".card--sheet").inner_text()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert runs_off(page) <= 0
        assert found_by_axe(page) == []
    page.emulate_media(media="print")
    assert [page.locator(piece).is_visible() for piece in ("header.top", "h1", ".card--sheet")] == [False, False, True]
    page.emulate_media(media="screen")


@pytest.fixture
def strict(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.mark.parametrize("who", list(PAGES))
def test_no_request_leaves_and_the_policy_is_never_broken(filled: Filled, strict: BrowserContext, who: str):
    asked, said = set(), []
    strict.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    strict.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page = filled.sign_in(strict, who) if who else strict.new_page()
    for address in PAGES[who]:
        answer = page.goto(filled.path(address))
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
    assert asked == {urlsplit(filled.address).netloc}
    assert [line for line in said if "404" not in line and "403" not in line] == []
