"""A lot recalled: it comes in, lies in a van and goes out on a night, one is handed over under a card; then its maker calls
it back, and the desk, the card and the next night's phone all say so.
"""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.desk_browser import SignIns
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.deep]
SMALL = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
CARD, LOT = "BCD2344", "T4471"

MAKE = """
import django; django.setup()
import json
from tests import builders
from waymeet.accounts.people import OPERATOR
from waymeet.care.naloxone import services as care
from waymeet.care.supplies import services as supplies
dee, sol = builders.two_outreach_workers()
supplies.add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee.person)
care.fix_areas(areas=[(1, "Arbor Hill", 612, [1, 2, 3, 4]), (2, "South End", 701, [1, 2, 3, 4])], by=OPERATOR)
supplies.add_program(name_en="Street outreach", name_es="Calle", by=dee.person)
print(json.dumps({"words": dee.words, "app": builders.app_of("dee", dee.words)}))
"""


@pytest.fixture
def told(server: Server) -> dict[str, str]:
    server.waymeet("migrate")
    made: dict[str, str] = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    return made


@pytest.fixture
def desk(server: Server, chromium: Browser, told: dict[str, str]) -> Iterator[Page]:
    context = chromium.new_context()
    yield SignIns(server.address, {"dee": (told["words"], told["app"])}).page(context, "dee")
    context.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(**SMALL)
    yield context
    context.close()


def opened(page: Page, summary: str) -> Locator:
    """The form behind "Boxes came: count them in" and the like, unfolded."""
    part = page.locator("details", has=page.locator("summary", has_text=summary))
    part.locator("summary").click()
    return part


def add_place(desk: Page, name: str, kind: str) -> None:
    form = opened(desk, "Add a place")
    form.get_by_label("Name in English").fill(name)
    form.get_by_label("What kind of place").select_option(label=kind)
    form.get_by_role("button", name="Add the place").click()
    expect(desk.get_by_text("The place is added.")).to_be_visible()


def it_comes_in_and_goes_to_the_van(desk: Page, address: str) -> None:
    desk.goto(f"{address}/care/supplies/on-hand")
    add_place(desk, "Storeroom", "storeroom or site")
    add_place(desk, "The van", "van")
    desk.get_by_role("link", name="Storeroom").click()
    form = opened(desk, "Boxes came: count them in")
    form.get_by_label("How many").fill("100")
    form.get_by_label("Lot number on the box").fill("lot t4471")
    form.get_by_label("Expires on").fill("2099-01-31")
    form.get_by_role("button", name="Count it in").click()
    form = opened(desk, "Send to another place")
    form.get_by_label("To", exact=True).select_option(label="The van")
    form.get_by_label("How many").fill("30")
    form.get_by_role("button", name="Send it").click()
    desk.goto(f"{address}/care/supplies/on-hand")
    desk.get_by_role("link", name=re.compile("Storeroom to The van")).click()
    desk.get_by_role("button", name="It came so").click()
    expect(desk.get_by_text("It is counted in.", exact=False)).to_be_visible()


def a_night_takes_some_out(desk: Page, address: str) -> str:
    """The code on the night's poster."""
    desk.goto(f"{address}/care/supplies")
    desk.get_by_role("button", name="Count this night").click()
    taken = desk.locator("form", has=desk.get_by_label("Taken from"))
    taken.get_by_label("Naloxone kit").fill("40")
    taken.get_by_label("Taken from").select_option(label="Storeroom")
    taken.get_by_role("button").click()
    expect(desk.get_by_text("The counts are saved.")).to_be_visible()
    desk.goto(f"{address}/care/nights")
    desk.get_by_role("button", name="Open the night and show its code").click()
    return desk.locator(".ticket__code").first.inner_text()


def scanned(phone: BrowserContext, address: str, code: str) -> Page:
    page = phone.new_page()
    page.goto(f"{address}/field/#night={code.replace('-', '')}")
    page.get_by_role("button", name="Start with kits").tap()
    page.locator(".items").wait_for()
    return page


def handed_out(page: Page) -> None:
    """Two kits to somebody with a card, then everything in."""
    for _time in range(2):
        page.get_by_role("button", name="One more: Naloxone kit").tap()
    page.get_by_role("button", name="More (if they want)").tap()
    page.get_by_label("Their card code").fill(CARD)
    page.locator(".dock .button-care").tap()
    page.locator(".undo").wait_for()
    page.get_by_role("button", name="Hand in", exact=True).tap()
    expect(page.get_by_text("Kit counts: all handed in")).to_be_visible()


def shows_the_card(desk: Page, address: str) -> None:
    desk.goto(f"{address}/care/codes")
    desk.locator("form[action$='/codes/find'] input[name=code]").fill(CARD)
    desk.get_by_role("button", name="Find", exact=True).click()
    expect(desk.get_by_text("Naloxone kit: 2")).to_be_visible()


def its_maker_calls_it_back(desk: Page, address: str) -> None:
    desk.goto(f"{address}/care/supplies/recalls")
    form = opened(desk, "A lot is called back")
    form.get_by_label("Lot").select_option(label=f"Naloxone kit: {LOT}")
    form.get_by_role("button", name="Set this lot aside").click()
    for place, came, here in (("Storeroom", "100", "30"), ("The van", "30", "30"), ("Street outreach", "40", "38")):
        row = desk.get_by_role("row", name=re.compile(place))
        expect(row.get_by_role("cell").nth(0)).to_have_text(came)
        expect(row.get_by_role("cell").nth(1)).to_have_text(here)
    expect(desk.get_by_text("2 of it were handed out", exact=False)).to_be_visible()
    desk.get_by_role("button", name="The van is told, and what it had is taken away").click()
    desk.get_by_role("link", name="Areas and codes it may have gone to").click()
    expect(desk.get_by_text("in those weeks: 10 or fewer", exact=False)).to_be_visible()
    expect(desk.get_by_text(CARD)).to_have_count(0)


def test_a_lot_recalled(server: Server, desk: Page, phone: BrowserContext) -> None:
    it_comes_in_and_goes_to_the_van(desk, server.address)
    code = a_night_takes_some_out(desk, server.address)
    page = scanned(phone, server.address, code)
    expect(page.get_by_text("Do not hand out")).to_have_count(0)
    handed_out(page)
    page.close()
    desk.goto(f"{server.address}/care/nights")
    desk.locator("form[action$='/nights/pool'] button").click()
    shows_the_card(desk, server.address)
    desk.get_by_role("button", name="They want it").click()
    its_maker_calls_it_back(desk, server.address)

    shows_the_card(desk, server.address)  # weeks later, whoever carries it shows it again
    expect(desk.get_by_text(f"The maker has called back Naloxone kit, lot {LOT}", exact=False)).to_be_visible()
    page = scanned(phone, server.address, code)  # and the next phone that scans a night's code warns
    expect(page.get_by_text(f"Called back. Do not hand out: lot {LOT}.")).to_be_visible()
    page.get_by_role("button", name="One more: Naloxone kit").tap()  # other lots go on going out
    expect(page.locator(".item-some")).to_be_visible()
