"""A person met at a door becomes a trained leader who turns out ten others, and every number on the way agrees with
every other page that shows it."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk_browser import SignIns
from tests.letting_in import open_field
from tests.server import Server
from tests.stories import leader_pages
from tests.stories.agreeing import Ledger, file_rows, number, row_of, table, words_on
from tests.stories.organizer import WHY, Organizer, by_the_poster

pytestmark = pytest.mark.browser
HER, PHONE = "Marisol Vega", "518 555 0142"
TEN = ("Abel Cruz", "Bea Ortiz", "Cleo Banks", "Dot Rivers", "Eli Stone",
       "Fay Okoro", "Gus Lund", "Hana Sato", "Ike Moss", "Jo Quist")  # fmt: skip
BUILDING = "12 Lark Street"
PROMISE, EVIDENCE = "bring the list of broken lights", "Nine neighbors came because she asked."
SINCE = {"since": "2020-01-01"}
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "everybody": ("known_since", {"day": "2020-01-01"}),
    "came three times": ("came", {"times": 3, **SINCE}),
    "came": ("came", {"times": 1, **SINCE}),
    "stayed away": ("stayed_away", SINCE),
    "asked nine who came": ("turned_out", {"times": 9, **SINCE}),
    "asked ten who came": ("turned_out", {"times": 10, **SINCE}),
    "brought nine": ("brought", {"times": 9}),
    "brought ten": ("brought", {"times": 10}),
    "was brought": ("was_brought", {}),
    "met": ("met", {"days": 7}),
    "kept": ("promised", {"state": "kept"}),
    "group": ("group_kind", {"kind": "tenants"}),
}
# Words that are the same in both languages.
SAME_IN_BOTH = {"English", "Español", "Waymeet", "CSV", "No", "no"}
NAMES = {HER, *TEN, "Kit Nowak"}
TITLES = {"Tenants' meeting", "Speakers' training", "Council hearing", BUILDING, "Clinton Avenue"}
INITIALS = {"".join(part[0] for part in name.split()) for name in NAMES}
TYPED = NAMES | INITIALS | TITLES | set(ASKED) | {"Rosa", "Luz", "A sign in the window", "the landlord's list"}
TYPED |= {WHY, PROMISE, EVIDENCE}

MAKE = """
import django; django.setup()
import json, pathlib, tempfile
from tests import builders, letting_in, town
from waymeet.accounts.roles import Role
from waymeet.organizing.contacts import people
from waymeet.organizing.turf.services import handout
rosa, luz = builders.two_organizers()
ada, cal = builders.worker("ada", Role.ADMINISTRATOR), builders.worker("cal", Role.CANVASSER)
doors = town.a_street(pathlib.Path(tempfile.mkdtemp()), 4)
turf = town.a_turf(doors, rosa.person, name="Clinton Avenue")
_made, code = handout.hand_out(turf_id=turf.id, by=rosa.person)
people.make_group(name="12 Lark Street", kind="tenants", by=rosa.person)
apps = {one.person.name: (one.words, builders.app_of(one.person.name, one.words)) for one in (rosa, luz, ada)}
told = {"people": apps | {"cal": (cal.words, "")}, "code": code, "enrolment": letting_in.code_for("cal")}
print(json.dumps(told))
"""


@dataclass
class Place:
    """A server with two organizers, an administrator and a canvasser, and the browser they all use."""

    server: Server
    told: dict[str, Any]
    chromium: Browser
    signs: SignIns
    contexts: list[BrowserContext]

    def desk(self, name: str, locale: str = "en-US") -> Organizer:
        context = self.chromium.new_context(locale=locale, viewport={"width": 1280, "height": 900})
        self.contexts.append(context)
        return Organizer(self.signs.page(context, name), self.server.address)


@pytest.fixture
def place(server: Server, chromium: Browser) -> Iterator[Place]:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    signs = SignIns(server.address, {name: tuple(both) for name, both in told["people"].items()})
    made = Place(server, told, chromium, signs, [])
    yield made
    for context in made.contexts:
        context.close()


def at_her_door(place: Place) -> None:
    """Cal knocks; she asks to be called. No signal is needed; afterwards it is handed in."""
    context = place.chromium.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    place.contexts.append(context)
    phone = context.new_page()
    open_field(phone, place.server.address, place.told["enrolment"])
    phone.get_by_label("Your sign-in name").fill("cal")
    phone.get_by_label("Passphrase", exact=True).fill(place.told["people"]["cal"][0])
    phone.get_by_role("button", name="Sign in").tap()
    phone.get_by_label("Turf code").fill(place.told["code"])
    phone.get_by_role("button", name="Take this turf").tap()
    expect(phone.get_by_text("0 of 4 doors")).to_be_visible()
    context.set_offline(True)
    introduce(phone)
    context.set_offline(False)
    phone.locator(".top .icon-button").last.tap()
    phone.locator(".menu button").nth(0).tap()
    phone.locator(".dock .button-main").tap()
    expect(phone.get_by_text("All handed in. Thank you.")).to_be_visible()


def introduce(phone: Page) -> None:
    phone.get_by_role("button", name="Someone answered").tap()
    phone.get_by_role("button", name="They want to help or be called").tap()
    phone.get_by_label("Call me").check()
    phone.get_by_label("Name", exact=True).fill(HER)
    phone.get_by_label("Phone number or email").fill(PHONE)
    phone.get_by_role("button", name="They said yes: save").tap()
    phone.get_by_role("button", name="Save door").tap()
    expect(phone.get_by_text("1 of 4 doors")).to_be_visible()


def from_introduction_to_leader(place: Place, rosa: Organizer) -> dict[str, str]:
    """All at the desk; answers where her page is, where the three events are, and the test and its wall chart."""
    today = dt.date.today()  # noqa: DTZ011 - the day the server's own pages print
    her = rosa.keep_the_introduced()
    rosa.hold_one_on_one(her, PROMISE, today + dt.timedelta(days=5))
    rosa.goes_along(her, "Rosa")
    rosa.kept_promise(her)
    first = rosa.plan_event("Tenants' meeting")
    rosa.invite(her, "Tenants' meeting")
    rosa.says_yes(first, HER)
    by_the_poster(place.chromium, rosa.open_door(first), HER, PHONE)
    rosa.close(first)
    rosa.settle_ladder()
    second = rosa.plan_event("Speakers' training")
    rosa.invite(her, "Speakers' training")
    rosa.says_yes(second, HER)
    rosa.is_here(second, HER)
    rosa.close(second)
    for at, name in enumerate(TEN):
        rosa.belongs(rosa.add(name, f"518 555 02{at:02}"), BUILDING)
    rosa.add("Kit Nowak", "518 555 0300")
    third = turned_out(rosa, her)
    rosa.assess(her, 1, EVIDENCE)
    rosa.leads(her, TEN[0])
    rosa.settle_ladder()
    test, wall = structure_test(rosa, her)
    return {"her": her, "first": first, "second": second, "third": third, "test": test, "wall": wall}


def turned_out(rosa: Organizer, her: str) -> str:
    """She asks ten others; all say yes and nine come. She is there herself."""
    third = rosa.plan_event("Council hearing", goal=5)
    rosa.ask_group(third, BUILDING, HER)
    rosa.invite(her, "Council hearing")
    for name in (*TEN, HER):
        rosa.says_yes(third, name)
    rosa.is_here_by_keyboard(third, HER)
    for name in TEN[:-1]:
        rosa.is_here(third, name)
    rosa.close(third)
    return third


def structure_test(rosa: Organizer, her: str) -> tuple[str, str]:
    """Everybody of her building is asked for a sign in the window; eight of the twelve who live there have one."""
    rosa.belongs(her, BUILDING)
    page = rosa.go("structure-tests/plan")
    page.locator("[name=unit]").select_option(label=next(
        words for words in page.locator("[name=unit] option").all_inner_texts() if BUILDING in words
    ))  # fmt: skip
    page.locator("[name=ask]").fill("A sign in the window")
    page.locator("[name=deadline]").fill(dt.date.today().isoformat())  # noqa: DTZ011 - as above
    page.locator("[name=denominator]").fill("12")
    page.locator("[name=source]").fill("the landlord's list")
    rosa.press("Plan it")
    test = rosa.path()
    for name in (HER, *TEN[:7]):
        rosa.go(test)
        rosa.press(f"Took part ({name})")
    page.locator("p.trail a").click()
    return test, rosa.path()


def trained(place: Place, rosa: Organizer) -> None:
    """Ada gives her an account; she has her course, and the team sees it once she says so; all pages say the same."""
    ada = place.desk("ada")
    page = ada.page
    page.goto(f"{ada.address}/people/invite")
    page.locator("[name=shown_as]").fill("Marisol")
    page.locator("[name=name]").fill("marisol")
    page.locator("[name=language][value=en]").check()
    page.locator("[name=roles][value=canvasser]").check()
    page.get_by_role("button", name="Make the account").click()
    place.signs.people["marisol"] = (page.locator(".ticket__words").first.inner_text().strip(), "")
    page = rosa.page
    page.goto(f"{rosa.address}/trainings")
    page.get_by_role("button", name="Begin with this list").click()
    page.goto(f"{rosa.address}/trainings/sessions")
    page.locator("[name=course]").select_option(label="One-on-ones")
    page.get_by_label("Marisol").check()
    page.locator("form.form button").click()
    page.goto(f"{rosa.address}/trainings")
    assert "Marisol" not in page.locator("main").inner_text()  # nobody learns of it before she says so
    marisol = place.desk("marisol")
    marisol.page.goto(f"{marisol.address}/account/trainings")
    marisol.press("Let the team see them")
    ledger = Ledger()
    ledger.read("courses she had", "her own", marisol.page.locator("main form[action$='/remove']").count())
    marisol.page.goto(f"{marisol.address}/account")
    ledger.read("courses she had", "her account", number(marisol.page.get_by_text("written down.").first.inner_text()))
    page.goto(f"{rosa.address}/trainings")
    rows = table(page, "trainings")
    ledger.read("courses she had", "trainings", sum(cell == "yes" for cell in row_of(rows, "Marisol")))
    row = next(one for one in file_rows(page, "a[download]") if one[0] == "Marisol")
    ledger.read("courses she had", "trainings: file", row.count("yes"))
    ledger.agrees({"courses she had": 1})


def lists(rosa: Organizer) -> dict[str, str]:
    """Kept lists that ask for what happened: where each is."""
    return {name: rosa.build_list(name, kind, **parts) for name, (kind, parts) in ASKED.items()}


def told_by_all_pages(place: Place, rosa: Organizer, paths: dict[str, str], known: dict[str, Any]) -> None:
    ledger = Ledger()
    code = leader_pages.paper(rosa, paths["her"])
    for language, locale in (("en", "en-US"), ("es", "es-MX")):
        desk = rosa if language == "en" else place.desk("rosa", locale)
        leader_pages.read(ledger, desk, paths, language)
        leader_pages.read_own_page(ledger, place.chromium, rosa.address, code, locale)
    leader_pages.read_files(ledger, rosa, paths)
    ledger.agrees(known)


def spoken_in_spanish(place: Place, rosa: Organizer) -> None:
    """Every page of the story, in Spanish: no words stand on it that stand on it in English too, but what was typed."""
    spanish, same = place.desk("rosa", "es-MX").page, {}
    for path in [one for one in dict(rosa.seen) if one.startswith("/organizing/")]:
        answer = rosa.page.goto(rosa.address + path)
        if answer is None or not answer.ok:
            continue  # an address that only takes what is sent to it
        spanish.goto(rosa.address + path)
        assert spanish.locator("html").get_attribute("lang") == "es"
        left = {one for one in words_on(rosa.page) & words_on(spanish) if not was_typed(one)}
        same |= {path: sorted(left)} if left else {}
    assert not same, same


def was_typed(words: str) -> bool:
    """Nothing but what people typed, initials of names, and words that are the same in both languages."""
    for one in sorted(TYPED | SAME_IN_BOTH, key=len, reverse=True):
        words = words.replace(one, "")
    return re.search(r"[^\W\d_]{2}", words) is None


@pytest.mark.deep  # a minute and more: twelve people are asked, and every page is read
def test_a_person_who_came_to_us_becomes_a_leader_and_all_numbers_agree(place: Place) -> None:
    rosa = place.desk("rosa")
    rosa.came_to_us(HER, PHONE)
    paths = from_introduction_to_leader(place, rosa)
    paths |= lists(rosa)
    told_by_all_pages(place, rosa, paths, leader_pages.KNOWN)


@pytest.mark.deep
def test_a_person_met_at_a_door_becomes_a_trained_leader_in_both_languages(place: Place) -> None:
    at_her_door(place)
    rosa = place.desk("rosa")
    paths = from_introduction_to_leader(place, rosa)
    trained(place, rosa)
    paths |= lists(rosa)
    told_by_all_pages(place, rosa, paths, leader_pages.KNOWN)
    assert "at a door" in rosa.go(paths["her"]).locator("dl.pairs").first.inner_text()
    spoken_in_spanish(place, rosa)
