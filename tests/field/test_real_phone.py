"""The app as people get it: built, served by a whole server, in a browser of its own, with and without a signal."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.conftest import CHROMIUM_FLAGS
from tests.desk_browser import SignIns
from tests.letting_in import open_field
from tests.server import Server
from tests.stories.rough_network import RoughNetwork

pytestmark = [pytest.mark.browser, pytest.mark.deep]
DOORS = 12
SMALL = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
PEOPLE = ("ana", "ben", "cal", "dan", "eva", "fay")

MAKE = """
import django; django.setup()
import json, pathlib, tempfile
from tests import builders, letting_in, town
from waymeet.accounts.roles import Role
from waymeet.care.naloxone import services as care
from waymeet.care.supplies import services as supplies
from waymeet.organizing.turf.services import handout
rosa, luz = builders.two_organizers()
dee, sol = builders.two_outreach_workers()
people, doors, size = {people!r}, town.a_street(pathlib.Path(tempfile.mkdtemp()), {doors} * len({people!r})), {doors}
told = {{"rosa": [rosa.words, builders.app_of("rosa", rosa.words)]}}
for at, name in enumerate(people):
    turf = town.a_turf(doors[at * size : (at + 1) * size], rosa.person, name=f"Turf of {{name}}")
    _made, code = handout.hand_out(turf_id=turf.id, by=rosa.person)
    told[name] = [builders.worker(name, Role.CANVASSER).words, code, letting_in.code_for(name)]
supplies.add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee.person)
program = supplies.add_program(name_en="Doors", name_es="Puertas", by=dee.person)
_night, told["night"] = care.open_night(program_id=program.id, by=dee.person)
print(json.dumps(told))
"""
END = """
import django; django.setup()
from waymeet.accounts import services
from waymeet.accounts.models import Account
from waymeet.accounts.people import OPERATOR
services.end_account(account_id=Account.objects.get(name={name!r}).id, by=OPERATOR)
"""
HELD = """
import django; django.setup()
import json
from waymeet.accounts.models import Account
from waymeet.organizing.canvass.models import Entry, PutAside
by = Account.objects.get(name={name!r}).id
entries = Entry.objects.filter(by=by)
print(json.dumps([entries.count(), entries.filter(odd_clock=True).count(), PutAside.objects.filter(by=by).count()]))
"""


@dataclass
class Office:
    """The server, and for each person the passphrase and the code of a turf of their own."""

    server: Server
    told: dict[str, Any]

    def held(self, name: str) -> list[int]:
        """Of this person's work: taken in, of which by an odd clock, put aside."""
        return json.loads(self.server.python(HELD.format(name=name)).splitlines()[-1])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    server = Server(tmp_path_factory.mktemp("office") / "data")
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE.format(people=PEOPLE, doors=DOORS)).splitlines()[-1])
    server.start()
    yield Office(server, told)
    server.stop()


@pytest.fixture
def pocket(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(**SMALL)
    yield context
    context.close()


def out(context: BrowserContext, office: Office, name: str) -> Page:
    """Signed in, with a turf, and the service worker ready to go without a signal."""
    words, code, enrolment = office.told[name]
    page = context.new_page()
    open_field(page, office.server.address, enrolment)
    page.locator("form input").nth(0).fill(name)
    page.locator("form input").nth(1).fill(words)
    page.locator("form button[type=submit]").tap()
    page.locator("#new-phone").wait_for(state="detached")  # the next screen asks for a code, too
    page.locator(".input-code").fill(code)
    page.locator("form button[type=submit]").tap()
    page.locator(".next").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    return page


def knock(page: Page, times: int = 1) -> None:
    for _time in range(times):
        page.locator(".next .tall").first.tap()
        page.locator(".undo").wait_for()
        page.wait_for_timeout(600)  # the guard against a second tap


def hand_in(page: Page) -> None:
    page.locator(".top .icon-button").last.tap()
    page.locator(".menu button").first.tap()
    page.locator(".dock .button-main").tap()


def unlock(page: Page, office: Office, name: str) -> None:
    page.locator("form input").fill(office.told[name][0])
    page.locator("form button[type=submit]").tap()
    page.locator(".next").wait_for()


class Scales(RoughNetwork):
    """A network without accidents that weighs what comes through."""

    weight = 0

    def _answer(self, handler: Any, status: int, headers: list, body: bytes) -> None:
        self.weight += len(body)
        super()._answer(handler, status, headers, body)


def test_the_first_load_is_small_on_the_wire_and_asks_one_host(office: Office, pocket: BrowserContext) -> None:
    """Everything that is kept for going without a signal included: the page, the map, the service worker."""
    network, page, hosts = Scales(office.server.port, seed=0), pocket.new_page(), set[str]()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(network.address + "/field/")
    page.locator("form").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    kept = page.evaluate("caches.keys().then(([name]) => caches.open(name)).then((one) => one.keys())")
    network.stop()
    assert len(kept) > 8
    assert 100_000 < network.weight < 250_000
    assert hosts == {network.address.split("/")[2]}


STARTS = {
    "a worker": "new Worker('/field/assets/other.js')",
    "a worker for going without a signal": "navigator.serviceWorker.register('/field/other.js')",
    "HTML": "document.body.innerHTML = '<b>x</b>'",
    "a script": "Object.assign(document.createElement('script'), {src: '/field/assets/other.js'})",
}


def test_no_text_starts_a_program_or_becomes_html_on_the_phone(office: Office, pocket: BrowserContext) -> None:
    """Trusted Types: the app itself has started its two workers through its own policy by now."""
    page, said = pocket.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.goto(office.server.address + "/field/")
    page.locator("form").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    assert said == []
    for what, start in STARTS.items():
        refused = page.evaluate(
            f"async () => {{ try {{ await ({start}); return '' }} catch (no) {{ return no.name }} }}"
        )
        assert refused == "TypeError", what


@pytest.fixture
def spanish(_playwright: Playwright) -> Iterator[BrowserContext]:
    """A browser whose owner reads Spanish. Playwright's own `locale` puts a header over every request, and requests
    under such a header do not reach the service worker while offline; on a phone nothing of the kind happens."""
    flags = [*CHROMIUM_FLAGS, "--accept-lang=es-MX,es"]
    browser = _playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
    yield browser.new_context(**SMALL)
    browser.close()


def test_a_spanish_phone_opens_and_works_without_a_signal(office: Office, spanish: BrowserContext) -> None:
    page = out(spanish, office, "ana")
    spanish.set_offline(True)
    page.close()
    page = spanish.new_page()
    page.goto(office.server.address + "/field/")
    expect(page.get_by_role("heading", name="Hola, Ana")).to_be_visible()
    unlock(page, office, "ana")
    knock(page, 2)
    expect(page.get_by_text(f"2 de {DOORS} puertas")).to_be_visible()
    spanish.set_offline(False)
    hand_in(page)
    expect(page.get_by_text("Todo entregado. Gracias.")).to_be_visible()
    assert office.held("ana") == [2, 0, 0]


def test_a_full_phone_says_so_loses_nothing_and_goes_on_once_there_is_room(
    office: Office, pocket: BrowserContext
) -> None:
    page = out(pocket, office, "ben")
    knock(page, 2)
    quota = pocket.new_cdp_session(page)
    quota.send("Storage.overrideQuotaForOrigin", {"origin": office.server.address, "quotaSize": 1})
    page.wait_for_timeout(31_000)  # for half a minute the browser goes on with the room it promised before
    page.locator(".next .tall").first.tap()
    expect(page.get_by_role("alert")).to_contain_text("This phone is full")
    expect(page.get_by_text(f"2 of {DOORS} doors")).to_be_visible()
    page.wait_for_timeout(600)  # the guard against a second tap
    page.locator(".next .tall-main").tap()
    page.get_by_label("Moved away").check()
    page.get_by_role("button", name="Save door").tap()
    expect(page.get_by_role("alert")).to_contain_text("This phone is full")
    expect(page.get_by_label("Moved away")).to_be_checked()
    quota.send("Storage.overrideQuotaForOrigin", {"origin": office.server.address})
    page.reload()
    unlock(page, office, "ben")
    expect(page.get_by_text(f"2 of {DOORS} doors")).to_be_visible()
    knock(page)
    hand_in(page)
    expect(page.get_by_text("All handed in. Thank you.")).to_be_visible()
    assert office.held("ben") == [3, 0, 0]


def test_two_tabs_of_one_phone_count_as_one(office: Office, pocket: BrowserContext) -> None:
    page = out(pocket, office, "cal")
    other = pocket.new_page()
    other.goto(office.server.address + "/field/")
    unlock(other, office, "cal")
    knock(page)
    expect(other.get_by_text(f"1 of {DOORS} doors")).to_be_visible()
    knock(other)
    knock(page)
    expect(other.get_by_text(f"3 of {DOORS} doors")).to_be_visible()
    hand_in(page)
    hand_in(other)
    expect(page.get_by_text("All handed in. Thank you.")).to_be_visible()
    expect(other.get_by_text("All handed in. Thank you.")).to_be_visible()
    assert office.held("cal") == [3, 0, 0]


@pytest.mark.parametrize(("name", "year"), [("dan", 2051), ("eva", 1999)])
def test_a_clock_that_is_years_wrong_is_no_reason_to_refuse(
    office: Office, pocket: BrowserContext, name: str, year: int
) -> None:
    wrong = f"{{const d = Date.UTC({year}, 0, 1) - Date.now(); const now = Date.now; Date.now = () => now() + d;}}"
    pocket.add_init_script(wrong)
    page = out(pocket, office, name)
    knock(page, 2)
    hand_in(page)
    expect(page.get_by_text("All handed in. Thank you.")).to_be_visible()
    assert office.held(name) == [2, 2, 0]


def at_desk(chromium: Browser, office: Office) -> Page:
    words, secret = office.told["rosa"]
    page = SignIns(office.server.address, {"rosa": (words, secret)}).page(chromium.new_context(), "rosa")
    page.goto(office.server.address + "/organizing/quarantine")
    return page


def test_a_signed_out_phone_of_an_ended_account_brings_its_work_as_a_file(
    office: Office, pocket: BrowserContext, chromium: Browser, tmp_path: Path
) -> None:
    page = out(pocket, office, "fay")
    pocket.set_offline(True)
    knock(page, 3)
    office.server.python(END.format(name="fay"))
    page.locator(".top .icon-button").last.tap()
    page.locator("main .button").last.tap()
    page.locator(".sheet-foot .button").last.tap()
    expect(page.get_by_text("3 records saved on this phone, sealed.")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save a sealed file").tap()
    saved.value.save_as(tmp_path / "work.json")
    assert "no_answer" not in (tmp_path / "work.json").read_text()

    desk = at_desk(chromium, office)
    desk.locator("input[type=file]").set_input_files(tmp_path / "work.json")
    desk.get_by_role("button", name="Send the bundle").click()
    desk.get_by_role("button", name="Open and take in").click()
    expect(desk.get_by_text("Opened: 0 new, 0 held already, 3 put aside.")).to_be_visible()
    expect(desk.get_by_text("If the work was done before that, take it in.", exact=False)).to_be_visible()
    desk.get_by_role("button", name="Take in all 3").click()
    expect(desk.get_by_text("Taken in: 3 records count now.")).to_be_visible()
    assert office.held("fay") == [3, 0, 3]

    pocket.set_offline(False)
    page.get_by_role("button", name="Hand in what is here").tap()
    expect(page.get_by_role("button", name="Hand in what is here")).to_have_count(0)
    assert office.held("fay") == [3, 0, 3]
    desk.context.close()
