"""Taken back in the middle of a meeting: on a phone in the hallway, with the paper alone. The screen in the room follows
by itself, somebody else stays on it, and the paper lists what had been told to whom."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk_browser import SignIns
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.deep]
SMALL = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "locale": "es-MX"}
WITHIN = 15_000  # milliseconds, as promised
AGENCIES = {
    "Liaison prosecutor": "The district attorney's office",
    "Public defender": "The county's public defender",
}

MAKE = """
import django; django.setup()
import json
from tests import builders
from tests.desk.conftest import People
from tests.diversion.table.made import Case
people = People()
people["Casey"]
teo = Case(people, "Teo", {"housing": "waits for a room"})
teo.released("prosecutor", {"name", "housing"})
teo.released("defender", {"name", "housing"})
unasked = Case(people, "Ines", {"housing": "nobody asked her"})
unasked.released("defender", {"name", "housing"})
words = people.words_of("Casey")
print(json.dumps({"words": words, "app": builders.app_of("casey", words)}))
"""


def released(desk: Page, agency: str, named: str) -> str:
    """Offered, read, signed; answers the number on the receipt."""
    desk.get_by_role("link", name=agency, exact=True).click()
    desk.get_by_label("Who they are").fill(named)
    for label in ("the name I go by", "my court cases and warrants, as I told of them", "my health"):
        desk.get_by_label(label, exact=True).check()
    desk.get_by_label("Language of the text").select_option("es")
    desk.get_by_role("button", name="Show the text").click()
    expect(desk.get_by_text("mis casos judiciales")).to_be_visible()
    desk.get_by_label("on paper").check()
    desk.get_by_label("Signature").fill("Marisol")
    desk.get_by_role("button", name="Hand over and print the receipt").click()
    number = desk.locator(".receipt__number").inner_text().split()
    desk.get_by_role("link", name="Done").click()
    return "-".join(number)


def prepared(desk: Page, server: Server) -> list[str]:
    """A file, two lines, a release for each agency; answers the numbers of the receipts."""
    desk.goto(f"{server.address}/diversion/cases/begin")
    desk.get_by_label("What they are called").fill("Marisol")
    desk.locator("main form button[type=submit]").first.click()
    desk.get_by_role("link", name="What may be said").click()
    page = desk.url
    desk.get_by_label("My court cases and warrants, as I told of them").fill("court on Monday")
    desk.get_by_label("My health").fill("sees a doctor again")
    desk.get_by_role("button", name="Keep it, sealed").click()
    numbers = []
    for agency, named in AGENCIES.items():
        desk.goto(page)
        numbers.append(released(desk, agency, named))
    return numbers


def shown_under(page: Page, server: Server, number: str) -> None:
    page.goto(f"{server.address}/receipt")
    page.locator("#id_secret").fill(number)
    page.locator("main form.panel button").click()
    page.locator("table#receipt").wait_for()


def test_a_release_is_taken_back_in_mid_meeting(server: Server, chromium: Browser) -> None:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    context = chromium.new_context()
    desk = SignIns(server.address, {"casey": (told["words"], told["app"])}).page(context, "casey")
    numbers = prepared(desk, server)

    desk.goto(f"{server.address}/diversion/table/")
    for agency in AGENCIES:
        desk.get_by_label(agency, exact=True).check()
    desk.get_by_role("button", name="Open the meeting").click()
    room = desk.locator("main")
    expect(room.get_by_role("heading", name="Marisol")).to_be_visible()
    expect(room.get_by_text("court on Monday")).to_be_visible()
    expect(room.get_by_text("42 CFR part 2 prohibits").first).to_be_visible()
    expect(room.get_by_role("heading", name="Teo")).to_be_visible()
    assert "Ines" not in room.inner_text(), "the prosecutor sits there, and she released nothing to them"
    screen = desk.url

    phone = chromium.new_context(**SMALL)
    page = phone.new_page()
    shown_under(page, server, numbers[0])
    account = page.locator("main").inner_text()
    assert AGENCIES["Liaison prosecutor"] in account
    assert "mi salud" in account
    page.locator("form[action='/receipt/take-back'] button").first.click()
    page.locator("button[name=sure]").click()
    expect(page.get_by_text("Lo retiraste. Vale desde este momento.").first).to_be_visible()

    expect(room.get_by_role("heading", name="Marisol")).to_have_count(0, timeout=WITHIN)
    assert desk.url == screen, "nobody touched it"
    assert "court on Monday" not in room.inner_text()
    assert "doctor" not in room.inner_text()
    expect(room.get_by_role("heading", name="Teo")).to_be_visible()

    desk.get_by_role("button", name="End the meeting").click()
    expect(room.get_by_text("Cases spoken of: <5")).to_be_visible()
    assert "Marisol" not in room.inner_text()
    gone = desk.goto(screen)
    assert gone.status == 410
    expect(room.get_by_role("heading", name="The meeting is over")).to_be_visible()

    for number, named in zip(numbers, AGENCIES.values(), strict=True):
        shown_under(page, server, number)
        rows = page.locator("table#receipt tbody tr")
        expect(rows).to_have_count(1)
        assert named in rows.first.inner_text(), "what had been told stays listed, also once it is taken back"
    assert not phone.cookies()
