"""An organizer's week in airplane mode: planned at the desk, taken along, written down without a signal, handed in.

Afterwards the desk shows every word and every number, and the phone shows nobody it need not show any more.
"""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk_browser import SignIns
from tests.letting_in import open_field
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.deep]

MAKE = """
import django; django.setup()
import datetime as dt, json
from tests import builders, letting_in
from tests.organizing.week.conftest import an_event, contact
from waymeet.kernel import clock
from waymeet.organizing.contacts import people
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events import services as events
from waymeet.organizing.one_on_ones import services
rosa, luz = builders.two_organizers()
by = {"by": rosa.person}
mo, ana = contact(rosa.person, "Mo Diaz"), contact(rosa.person, "Ana Ruiz", "555 010 0142")
one = services.plan(contact_id=mo, kind="introductory", day=clock.today(), said={"ask": "Will you host?"}, **by)
services.go_along(contact_id=ana, coach=rosa.person.id, every_days=7, **by)
Contact.objects.filter(pk=ana).update(since=clock.today() - dt.timedelta(days=30))
meeting = an_event(rosa.person)
circle = an_event(rosa.person, title="Circle", kind="circle", sign_in="count")
for who in (mo, ana):
    events.answer(attendance_id=events.ask(event_id=meeting, contact_id=who, **by), said="accepted", **by)
told = {"words": rosa.words, "app": builders.app_of("rosa", rosa.words), "enrolment": letting_in.code_for("rosa")}
print(json.dumps(told | {"one": str(one), "mo": str(mo), "ana": str(ana), "meeting": str(meeting)}))
"""

HELD = """
import django; django.setup()
import json
from waymeet.organizing.canvass.models import Entry, PutAside
from waymeet.organizing.events.models import Event
from waymeet.organizing.events.queries import turnout_of
turnouts = {event.title: turnout_of(event) for event in Event.objects.all()}
meeting, circle = turnouts["Tenants' meeting"], turnouts["Circle"]
print(json.dumps([Entry.objects.count(), PutAside.objects.count(), meeting.named, meeting.new, circle.counted]))
"""


@pytest.fixture
def pocket(chromium: Browser) -> Iterator[BrowserContext]:
    """A small phone. No language is set: see test_first_walk.py."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    yield context
    context.close()


def take_along(page: Page, told: dict[str, str]) -> None:
    """Sign in and get the week with the passphrase: the only part that needs a signal."""
    page.get_by_label("Your sign-in name").fill("rosa")
    page.get_by_label("Passphrase", exact=True).fill(told["words"])
    page.get_by_role("button", name="Sign in").tap()
    page.get_by_role("button", name="My week").tap()
    page.get_by_label("Passphrase", exact=True).fill(told["words"])
    page.get_by_role("button", name="Get my week").tap()
    expect(page.get_by_role("heading", name="To see")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def write_up(page: Page) -> None:
    page.get_by_role("button", name="Mo Diaz").tap()
    expect(page.get_by_text("Will you host?")).to_be_visible()
    expect(page.get_by_role("link", name="Call 555 010 0199")).to_have_attribute("href", "tel:5550100199")
    page.get_by_role("button", name="Write it up").tap()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("What they care about").fill("The stairs have no light.")
    page.get_by_label("What they will do").fill("bring two neighbors")
    page.get_by_role("button", name="Save, sealed").tap()
    expect(page.get_by_text("Saved here: written up")).to_be_visible()
    page.get_by_role("button", name="Back").tap()


def call(page: Page) -> None:
    page.get_by_role("button", name="Ana Ruiz").tap()
    page.get_by_role("button", name="Add a note").tap()
    page.get_by_label("Note for the organizers").fill("Wants the time of the next meeting.")
    page.get_by_role("button", name="Reached").tap()
    expect(page.get_by_text("You have called everybody.")).to_be_visible()


def at_the_door(page: Page) -> None:
    page.get_by_role("button", name="Event tonight").tap()
    page.get_by_role("button", name="Tenants' meeting").tap()
    for name in ("Mo Diaz", "Ana Ruiz"):
        page.get_by_label(name).tap()
        expect(page.get_by_label(name)).to_be_checked()  # once it is sealed and kept, not before
    expect(page.get_by_text("2 here")).to_be_visible()
    page.get_by_role("button", name="Add somebody new").tap()
    page.get_by_label("Name", exact=True).fill("Sol Vega")
    page.get_by_label("Phone number").fill("555 010 0177")
    page.get_by_role("button", name="Save", exact=True).tap()
    expect(page.get_by_text("1 new person added on this phone")).to_be_visible()
    page.get_by_role("button", name="Back").tap()
    page.get_by_role("button", name="Circle").tap()
    for _head in range(3):
        page.get_by_role("button", name="One more person").tap()
    page.get_by_role("button", name="One person less").tap()
    expect(page.get_by_label("People here")).to_have_text("2")


def reopen(context: BrowserContext, address: str, words: str) -> Page:
    """The tab was killed; a new one opens without a signal."""
    page = context.new_page()
    page.goto(f"{address}/field/")
    page.get_by_label("Passphrase", exact=True).fill(words)
    page.get_by_role("button", name="Open", exact=True).tap()
    return page


def test_a_week_without_a_signal_is_at_the_desk_afterwards(
    server: Server, pocket: BrowserContext, chromium: Browser
) -> None:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    page = pocket.new_page()
    open_field(page, server.address, told["enrolment"])
    take_along(page, told)

    pocket.set_offline(True)
    write_up(page)
    call(page)
    page.close()
    page = reopen(pocket, server.address, told["words"])
    expect(page.get_by_text("0 to see, 0 to call")).to_be_visible()
    at_the_door(page)
    page.close()
    page = reopen(pocket, server.address, told["words"])

    pocket.set_offline(False)
    page.get_by_role("button", name="Menu").tap()
    page.get_by_role("button", name="Hand in").tap()
    page.get_by_role("button", name="Hand in now").tap()
    expect(page.get_by_text("All handed in. Thank you.")).to_be_visible()
    assert json.loads(server.python(HELD).splitlines()[-1]) == [9, 0, 2, 1, 2]
    page.get_by_role("button", name="Back").tap()
    page.get_by_role("button", name="My week").tap()
    expect(page.get_by_role("heading", name="To see")).to_be_visible()
    assert page.get_by_text("Mo Diaz").count() == 0
    assert page.get_by_text("Ana Ruiz").count() == 0

    at_the_desk(server, chromium, told)


def at_the_desk(server: Server, chromium: Browser, told: dict[str, str]) -> None:
    """Every word is there for an organizer, and the numbers are those of the phone."""
    context = chromium.new_context()
    desk = SignIns(server.address, {"rosa": (told["words"], told["app"])}).page(context, "rosa")
    desk.goto(f"{server.address}/organizing/one-on-ones/{told['one']}")
    expect(desk.get_by_text("bring two neighbors")).to_be_visible()
    expect(desk.get_by_label("What they care about")).to_have_value("The stairs have no light.")
    desk.goto(f"{server.address}/organizing/contacts/{told['ana']}")
    expect(desk.get_by_text("Wants the time of the next meeting.")).to_be_visible()
    expect(desk.get_by_text("reached")).to_be_visible()
    context.close()
