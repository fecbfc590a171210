"""A peer's night with no signal: a code on a poster, a phone in gloves, nobody signed in, nobody named; and the morning
after, when the desk opens the day and everything agrees: people, things, areas, stock, a card, a barrier."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk_browser import SignIns
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.deep]
SMALL = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
CARD = "BCD2344"

MAKE = """
import django; django.setup()
import json
from tests import builders
from waymeet.accounts.people import OPERATOR
from waymeet.care.naloxone import services as care
from waymeet.care.supplies import services as supplies
from waymeet.kernel import clock
dee, sol = builders.two_outreach_workers()
supplies.add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee.person)
supplies.add_item(name_en="Fentanyl strips", name_es="Tiras", kind="strip", by=dee.person)
care.fix_areas(areas=[(1, "Arbor Hill", 612, [1, 2, 3, 4]), (2, "South End", 701, [1, 2, 3, 4])], by=OPERATOR)
program = supplies.add_program(name_en="Street outreach", name_es="Calle", by=dee.person)
supplies.take_out(program_id=program.id, day=clock.today(), counts={1: 20, 2: 10}, by=dee.person)
_night, code = care.open_night(program_id=program.id, by=dee.person)
print(json.dumps({"words": dee.words, "app": builders.app_of("dee", dee.words), "code": code}))
"""
HELD = """
import django; django.setup()
import json
from waymeet.care.naloxone.models import Arrival, BarrierHeard, KitHandout
from waymeet.care.supplies.models import NightStock
rows = KitHandout.objects.values_list("area_number", "people", "items", "secondary", "reached", "reason")
told = {"rows": sorted(map(list, rows), key=repr), "waiting": Arrival.objects.count()}
told["barriers"] = list(map(list, BarrierHeard.objects.values_list("area_number", "barrier")))
told["stock"] = {row.item_id: row.handed_out for row in NightStock.objects.all()}
print(json.dumps(told))
"""


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(**SMALL)
    yield context
    context.close()


def give(page: Page, kits: int = 0, *, strips: int = 0, people: int = 1) -> None:
    for times, name in ((kits, "One more: Naloxone kit"), (strips, "One more: Fentanyl strips")):
        for _time in range(times):
            page.get_by_role("button", name=name).tap()
    for _time in range(people - 1):
        page.get_by_role("button", name="One more person").tap()


def save(page: Page) -> None:
    page.locator(".dock .button-care").tap()
    page.locator(".undo").wait_for()
    page.wait_for_timeout(600)  # the guard against a second tap


def choose_area(page: Page, name: str) -> None:
    page.get_by_role("button", name="Where").tap()
    page.get_by_label(name).click()
    page.get_by_role("button", name=f"Where: {name}").wait_for()


def test_a_peers_night_with_no_signal(server: Server, phone: BrowserContext, chromium: Browser) -> None:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    page = phone.new_page()
    page.goto(f"{server.address}/field/#night={told['code']}")
    page.get_by_role("button", name="Start with kits").tap()
    page.locator(".items").wait_for()
    assert not phone.cookies()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    choose_area(page, "Arbor Hill")

    phone.set_offline(True)
    give(page, 1)
    save(page)
    give(page, 3, strips=1, people=3)
    save(page)
    give(page, 9)
    save(page)
    page.get_by_role("button", name="Undo").tap()  # nine was a slip
    page.get_by_text("Undone. Nothing was saved.").wait_for(state="attached")
    give(page, 2)
    page.get_by_role("button", name="More (if they want)").tap()
    page.get_by_label("the last one was used").check()
    page.get_by_label("Their card code").fill(CARD)
    save(page)

    page.close()  # the phone dies, and comes back without a signal: the night goes on where it was
    page = phone.new_page()
    page.goto(f"{server.address}/field/")
    page.get_by_role("button", name="Where: Arbor Hill").wait_for()
    expect(page.get_by_text("Kit counts: 3 waiting on this phone")).to_be_visible()
    choose_area(page, "South End")
    page.get_by_role("button", name="More (if they want)").tap()
    page.get_by_label("no way to get there").check()
    save(page)  # only talked
    give(page, 8)
    page.get_by_role("button", name="More (if they want)").tap()
    page.get_by_label("They hand it on to others").check()
    page.get_by_label("To about how many people?").fill("6")
    save(page)
    expect(page.get_by_text("Kit counts: 5 waiting on this phone")).to_be_visible()
    assert json.loads(server.python(HELD).splitlines()[-1])["waiting"] == 0

    phone.set_offline(False)
    page.get_by_role("button", name="Hand in", exact=True).tap()
    expect(page.get_by_text("Kit counts: all handed in")).to_be_visible()
    assert not phone.cookies()
    in_the_morning(server, chromium, told)


def in_the_morning(server: Server, chromium: Browser, told: dict[str, str]) -> None:
    context = chromium.new_context()
    desk = SignIns(server.address, {"dee": (told["words"], told["app"])}).page(context, "dee")
    desk.goto(f"{server.address}/care/nights")
    desk.locator("form[action$='/nights/pool'] button").click()
    expect(desk.get_by_text("5 sealed slots were opened.", exact=False)).to_be_visible()
    held = json.loads(server.python(HELD).splitlines()[-1])
    assert held == {
        "rows": [
            [1, 1, {"1": 1}, False, 0, 0],
            [1, 1, {"1": 2}, False, 0, 2],
            [1, 3, {"1": 3, "2": 1}, False, 0, 0],
            [2, 1, {"1": 8}, True, 6, 0],
            [2, 1, {}, False, 0, 0],
        ],
        "waiting": 0,
        "barriers": [[2, 2]],
        "stock": {"1": 14, "2": 1},
    }
    desk.goto(f"{server.address}/care/codes")
    desk.locator("form[action$='/codes/find'] input[name=code]").fill(CARD)
    desk.get_by_role("button", name="Find", exact=True).click()
    expect(desk.get_by_text("Naloxone kit: 2")).to_be_visible()
    assert CARD not in desk.url
    context.close()
