"""One evening, all of it: a turf of 85 doors, kits at ten of them, no signal, a killed tab, a rough network on the way
home, and a server that comes back from an older backup. Afterwards every record exists exactly once."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.letting_in import open_field
from tests.offline.remote import column, held_slots, sound
from tests.server import Server
from tests.stories.rough_network import RoughNetwork

pytestmark = [pytest.mark.browser, pytest.mark.deep]
DOORS, KITS_AT = 85, set(range(4, 84, 8))  # ten doors

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
cal = builders.worker("cal", Role.CANVASSER)
doors = town.a_street(pathlib.Path(tempfile.mkdtemp()), 85)
turf = town.a_turf(doors, rosa.person, name="Clinton Avenue")
_made, code = handout.hand_out(turf_id=turf.id, by=rosa.person)
supplies.add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee.person)
program = supplies.add_program(name_en="Doors", name_es="Puertas", by=dee.person)
_night, kit_code = care.open_night(program_id=program.id, by=dee.person)
told = {"words": cal.words, "dee": dee.words, "code": code, "kit_code": kit_code}
print(json.dumps(told | {"enrolment": letting_in.code_for("cal")}))
"""

OPEN_POOL = """
import django; django.setup()
import json
from tests.builders import signed_in
from waymeet.accounts.models import Account
from waymeet.care.naloxone import queries, services
from waymeet.care.naloxone.models import KitHandout
dee = signed_in(Account.objects.get(name="dee"), {words!r})
(day,) = queries.waiting_days()
opened = services.open_pool(day=day.day, by=dee.person, keyring=dee.keyring)
items = [row.items for row in KitHandout.objects.all()]
areas = sorted({{row.area_number for row in KitHandout.objects.all()}})
print(json.dumps([opened.slots, opened.empty, opened.handouts, opened.odd, items, areas]))
"""


@pytest.fixture
def network(server: Server) -> Iterator[RoughNetwork]:
    made = RoughNetwork(server.port, seed=20261123)
    yield made
    made.stop()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """A small phone. No language is set: under Playwright a set language keeps service workers from answering
    navigations while offline."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    yield context
    context.close()


def begin(page: Page, told: dict[str, str]) -> None:
    """Sign in, take the turf, start with kits: the only part that needs a signal."""
    page.get_by_label("Your sign-in name").fill("cal")
    page.get_by_label("Passphrase", exact=True).fill(told["words"])
    page.get_by_role("button", name="Sign in").tap()
    page.get_by_label("Turf code").fill(told["code"])
    page.get_by_role("button", name="Take this turf").tap()
    expect(page.get_by_text(f"0 of {DOORS} doors")).to_be_visible()
    page.locator(".top .icon-button").last.tap()
    page.locator(".menu button").nth(2).tap()
    page.get_by_label("Kit code").fill(told["kit_code"])
    page.get_by_role("button", name="Start with kits").tap()
    expect(page.get_by_text("Kits are on for tonight: Doors.").first).to_be_visible()
    page.get_by_role("button", name="Doors").last.tap()


def work(page: Page, first: int, last: int) -> None:
    """Door after door in walk order; at some of them somebody answers and takes a kit."""
    for number in range(first, last):
        if number in KITS_AT:
            page.get_by_role("button", name="Someone answered").tap()
            page.get_by_role("button", name="Kits").tap()
            page.get_by_role("button", name="One more: Naloxone kit").tap()
            page.get_by_role("dialog").get_by_role("button", name="Save door").tap()
        else:
            page.get_by_role("button", name="No answer", exact=True).tap()
        page.get_by_text(f"{number + 1} of {DOORS} doors").wait_for()
        page.wait_for_timeout(450)  # the guard against a second tap


def come_back(context: BrowserContext, address: str, words: str) -> Page:
    """The tab was killed; a new one opens without a signal, from what is on the phone."""
    page = context.new_page()
    page.goto(address + "/field/")
    unlock(page, words)
    return page


def unlock(page: Page, words: str) -> None:
    page.get_by_label("Passphrase", exact=True).fill(words)
    page.get_by_role("button", name="Open", exact=True).tap()


def hand_in(page: Page, network: RoughNetwork) -> None:
    """Press the button as often as it takes."""
    page.locator(".top .icon-button").last.tap()
    page.locator(".menu button").nth(0).tap()
    done = page.get_by_text("All handed in. Thank you.")
    for _try in range(12):
        button = page.locator(".dock .button-main")
        button.tap()
        expect(button).to_be_enabled(timeout=120_000)
        page.wait_for_timeout(200)
        if done.count():
            return
    raise AssertionError(f"not all was handed in after twelve tries and {network.accidents} accidents")


def knocks(data: Path) -> Counter[str]:
    """How often each door is held, whichever record says so."""
    raws = column(data / "organizing.sqlite3", "SELECT raw FROM organizing_canvass_entry WHERE kind = 'visit'")
    return Counter(json.loads(raw)["body"]["door"] for raw in raws)


def once_each(server: Server) -> None:
    assert sound(server.data)
    assert list(knocks(server.data).values()) == [1] * DOORS
    assert column(server.data / "organizing.sqlite3", "SELECT id FROM organizing_canvass_putaside") == []
    slots = held_slots(server.data)
    assert (len(slots), len(set(slots))) == (DOORS, DOORS)


def test_an_evening_without_signal_then_a_rough_network_then_a_restored_server(
    server: Server, network: RoughNetwork, phone: BrowserContext, tmp_path: Path
) -> None:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    page = phone.new_page()
    open_field(page, network.address, told["enrolment"])
    begin(page, told)
    page.evaluate("navigator.serviceWorker.ready")
    server.waymeet("backup", str(tmp_path / "copies"))

    phone.set_offline(True)
    work(page, 0, 40)
    page.close()
    page = come_back(phone, network.address, told["words"])
    expect(page.get_by_text(f"40 of {DOORS} doors")).to_be_visible()
    work(page, 40, DOORS)

    network.rough = True
    phone.set_offline(False)
    hand_in(page, network)
    assert network.accidents > 0
    server.stop()
    once_each(server)

    content = next((tmp_path / "copies").glob("*-content.tar"))
    server.waymeet("restore", str(content))
    assert sum(knocks(server.data).values()) == 0
    server.start()
    network.rough = False
    page.goto(network.address + "/field/")
    unlock(page, told["words"])
    hand_in(page, network)
    server.stop()
    once_each(server)

    slots, empty, handouts, odd, items, areas = json.loads(
        server.python(OPEN_POOL.format(words=told["dee"])).splitlines()[-1]
    )
    assert (slots, empty, handouts, odd) == (DOORS, DOORS - len(KITS_AT), len(KITS_AT), 0)
    assert items == [{"1": 1}] * len(KITS_AT)
    assert areas == [1]
