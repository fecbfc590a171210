"""The walk as a list and a map: the place is kept, nobody is located unasked, a saved door moves one on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.field.bench import Bench

# Counts how often the page asks where the phone is.
LISTEN = """window.located = 0; navigator.geolocation.watchPosition = () => { window.located += 1; return 1; };"""

pytestmark = pytest.mark.browser


@pytest.fixture
def located(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(locale="en-US", viewport={"width": 360, "height": 640}, has_touch=True)
    context.add_init_script(LISTEN)
    yield context.new_page()
    context.close()


def shown(page: Page) -> str:
    return page.locator(".next-label").inner_text()


def test_switching_between_list_and_map_keeps_the_place(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address(worked=12))
    hand.get_by_role("button", name="Map", exact=True).tap()
    hand.get_by_role("button", name="Closer").wait_for()
    hand.get_by_role("button", name="Door after").tap()
    hand.get_by_role("button", name="Door after").tap()
    place = shown(hand)
    hand.get_by_role("button", name="List", exact=True).tap()
    assert shown(hand) == place
    expect(hand.locator('[aria-current="step"]')).to_contain_text(place.split(maxsplit=1)[0])
    expect(hand.locator('[aria-current="step"]')).to_be_in_viewport()


def test_a_door_tapped_on_the_map_is_shown(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.get_by_role("button", name="Map", exact=True).tap()
    hand.get_by_role("button", name="Closer").wait_for()
    first = shown(hand)
    box = hand.locator(".map-box").bounding_box()
    assert box is not None
    hand.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(hand.get_by_role("region", name="Chosen door")).to_be_visible()
    assert shown(hand) != first


def test_nobody_is_located_unless_they_ask(located: Page, bench: Bench) -> None:
    located.goto(bench.address())
    located.get_by_role("button", name="Map", exact=True).click()
    where = located.get_by_role("button", name="Show where I am")
    where.wait_for()
    assert located.evaluate("window.located") == 0
    where.click()
    expect(located.get_by_text("Seen only on this screen. Never saved, never sent.")).to_be_visible()
    assert located.evaluate("window.located") == 1


def test_no_signal_is_said_calmly_and_stops_nothing(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.context.set_offline(True)
    expect(hand.get_by_text("No signal. Everything is saved here.")).to_be_visible()
    hand.get_by_role("button", name="No answer", exact=True).tap()
    expect(hand.get_by_text("1 of 85 doors")).to_be_visible()
    expect(hand.get_by_text("1 on this phone")).to_be_visible()


def test_a_full_phone_says_so_and_keeps_what_was_typed(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address(fail="disk_full"))
    hand.get_by_role("button", name="Someone answered").tap()
    hand.get_by_label("Note for the organizers").fill("Ask for the super")
    hand.get_by_role("button", name="Save door").tap()
    expect(hand.get_by_role("alert")).to_contain_text("This phone is full")
    expect(hand.get_by_label("Note for the organizers")).to_have_value("Ask for the super")


def test_a_turf_code_in_the_address_leaves_it_at_once(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address("#take=BCDF2345", turf=False))
    expect(hand.get_by_label("Turf code")).to_have_value("BCDF-2345")
    assert "#" not in hand.url
    hand.get_by_role("button", name="Take this turf").tap()
    expect(hand.get_by_text("0 of 85 doors")).to_be_visible()


def test_handing_on_shows_a_code_that_can_be_scanned_and_read(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address(worked=3))
    hand.get_by_role("button", name="Menu").tap()
    hand.get_by_role("button", name="Hand in").tap()
    hand.get_by_role("button", name="Hand the turf on").tap()
    expect(hand.get_by_text("K7WD-M3QH")).to_be_visible()
    expect(hand.get_by_role("img", name="Square code with the turf code")).to_be_visible()


def test_signing_out_says_what_stays(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address(worked=12))
    hand.get_by_role("button", name="Menu").tap()
    hand.get_by_role("button", name="Sign out").tap()
    dialog = hand.get_by_role("dialog")
    expect(dialog).to_contain_text("12 records saved on this phone, sealed. They can still be handed in.")
    dialog.get_by_role("button", name="Sign out").tap()
    expect(hand.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(hand.get_by_text("12 records saved on this phone, sealed. They can still be handed in.")).to_be_visible()


def test_a_code_from_the_address_is_used_once(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address("#night=BCDF2345", session="locked", night=False))
    hand.get_by_label("Passphrase", exact=True).fill("anything")
    hand.get_by_role("button", name="Open", exact=True).tap()
    expect(hand.get_by_label("Kit code")).to_have_value("BCDF-2345")
    hand.get_by_role("button", name="Start with kits").tap()
    expect(hand.get_by_text("Kits are on for tonight: Tuesday outreach.").first).to_be_visible()
    hand.get_by_role("button", name="Your doors").tap()
    expect(hand.get_by_text("0 of 85 doors")).to_be_visible()


def test_work_left_by_somebody_is_handed_in_before_signing_in(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address(session="signed_out", turf=False, worked=12))
    hand.get_by_role("button", name="Hand in what is here").tap()
    expect(hand.get_by_role("main").get_by_text("12 sealed records have reached the office.")).to_be_visible()
    expect(hand.get_by_role("button", name="Hand in what is here")).to_have_count(0)


def test_a_wrong_nights_code_can_be_changed(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.get_by_role("button", name="Menu").tap()
    hand.get_by_role("button", name="Kits tonight").tap()
    hand.get_by_role("button", name="Use another kit code").tap()
    hand.get_by_label("Kit code").fill("BCDF2345")
    hand.get_by_role("button", name="Start with kits").tap()
    expect(hand.get_by_role("main").get_by_text("Kits are on for tonight: Tuesday outreach.")).to_be_visible()
