"""Few taps: no answer in two at most, a hand-out of one kit in six at most, counted as the browser saw them."""

import pytest
from playwright.sync_api import Page

from tests.field.bench import Bench
from tests.field.saved import visits

COUNT = "window.taps = 0; addEventListener('click', (event) => { if (event.isTrusted) window.taps += 1; }, true)"

pytestmark = pytest.mark.browser


@pytest.fixture
def counted(hand: Page) -> Page:
    hand.add_init_script(COUNT)
    return hand


def taps(page: Page) -> int:
    return int(page.evaluate("window.taps"))


def kits_saved(page: Page) -> list[dict[str, int]]:
    kits: list[dict[str, int]] = visits(page)[-1]["kits"]["items"]
    return kits


def test_no_answer_at_the_next_door_is_one_tap(counted: Page, bench: Bench) -> None:
    counted.goto(bench.address())
    counted.get_by_role("button", name="No answer", exact=True).tap()
    assert visits(counted) == [
        {"visit": {"door": "door-000", "outcome": "no_answer"}, "kits": None, "correcting": False}
    ]
    assert taps(counted) == 1


def test_no_answer_at_any_door_of_the_list_is_one_tap(counted: Page, bench: Bench) -> None:
    counted.goto(bench.address())
    counted.get_by_role("button", name="No answer at 109 Clinton Avenue").tap()
    assert visits(counted)[0]["visit"] == {"door": "door-004", "outcome": "no_answer"}
    assert taps(counted) == 1


def test_no_answer_in_an_apartment_building_is_two_taps(counted: Page, bench: Bench) -> None:
    counted.goto(bench.address(worked=18))
    counted.get_by_role("button", name="Open building").tap()
    counted.get_by_role("button", name="2B").tap()
    assert visits(counted)[0]["visit"]["outcome"] == "no_answer"
    assert taps(counted) == 2


def test_a_kit_at_the_next_door_is_four_taps(counted: Page, bench: Bench) -> None:
    counted.goto(bench.address())
    counted.get_by_role("button", name="Someone answered").tap()
    counted.get_by_role("button", name="Kits").tap()
    counted.get_by_role("button", name="One more: Naloxone kit").tap()
    counted.get_by_role("dialog").get_by_role("button", name="Save door").tap()
    counted.get_by_text("1 of 85 doors").wait_for()
    assert kits_saved(counted) == [{"number": 1, "count": 1}]
    assert taps(counted) == 4


def test_a_kit_at_any_door_of_the_list_is_five_taps(counted: Page, bench: Bench) -> None:
    counted.goto(bench.address())
    counted.get_by_role("button", name="109 Clinton Avenue").first.tap()
    counted.get_by_role("button", name="Someone answered").tap()
    counted.get_by_role("button", name="Kits").tap()
    counted.get_by_role("button", name="One more: Naloxone kit").tap()
    counted.get_by_role("dialog").get_by_role("button", name="Save door").tap()
    counted.get_by_text("1 of 85 doors").wait_for()
    assert kits_saved(counted) == [{"number": 1, "count": 1}]
    assert taps(counted) == 5


def test_a_kit_in_an_apartment_building_is_six_taps(counted: Page, bench: Bench) -> None:
    counted.goto(bench.address(worked=18))
    counted.get_by_role("button", name="Open building").tap()
    counted.get_by_label("Someone answered").tap()
    counted.get_by_role("button", name="2B").tap()
    counted.get_by_role("button", name="Kits").tap()
    counted.get_by_role("button", name="One more: Naloxone kit").tap()
    counted.get_by_role("dialog").get_by_role("button", name="Save door").tap()
    counted.get_by_role("region", name="Doors by floor").wait_for()
    assert kits_saved(counted) == [{"number": 1, "count": 1}]
    assert taps(counted) == 6


def met(page: Page) -> list[dict[str, object]]:
    said: list[dict[str, object]] = page.evaluate("window.heard.met")
    return said


def test_somebody_with_no_name_is_two_taps_from_opening_the_app(counted: Page, bench: Bench) -> None:
    counted.goto(bench.address(session="signed_out", turf=False, street=True))
    counted.get_by_role("button", name="One more: Naloxone kit").tap()
    counted.get_by_role("button", name="Save", exact=True).tap()
    counted.get_by_text("Saved: 1 person.").first.wait_for()
    assert met(counted) == [
        {"area": 0, "kits": {"items": [{"number": 1, "count": 1}], "barriers": [], "met": {"people": 1}}}
    ]
    assert taps(counted) == 2


def test_three_people_with_kits_and_strips_are_six_taps(counted: Page, bench: Bench) -> None:
    counted.goto(bench.address(session="signed_out", turf=False, street=True))
    for name in ("One more: Naloxone kit", "One more: Naloxone kit", "One more: Fentanyl test strips"):
        counted.get_by_role("button", name=name).tap()
    for _time in range(2):
        counted.get_by_role("button", name="One more person").tap()
    counted.get_by_role("button", name="Save", exact=True).tap()
    counted.get_by_text("Saved: 3 people.").first.wait_for()
    [said] = met(counted)
    assert said["kits"]["met"] == {"people": 3}
    assert taps(counted) == 6


def test_all_that_is_typed_of_somebody_is_what_is_sealed_and_the_next_one_begins_empty(
    counted: Page, bench: Bench
) -> None:
    counted.goto(bench.address(session="signed_out", turf=False, street=True))
    counted.get_by_role("button", name="Where").tap()
    counted.get_by_label("South End").click()
    counted.get_by_role("button", name="One more: Naloxone kit").tap()
    counted.get_by_role("button", name="More (if they want)").tap()
    counted.get_by_label("the last one was used").check()
    counted.get_by_label("They hand it on to others").check()
    counted.get_by_label("To about how many people?").fill("40")
    counted.get_by_label("Their card code").fill("bcd2345")
    counted.get_by_text("This is not a card code.").wait_for()
    assert counted.get_by_role("button", name="Save", exact=True).is_disabled()
    counted.get_by_label("Their card code").fill("bcd 2344")
    counted.get_by_label("no way to get there").check()
    counted.get_by_label("Note for the outreach team").fill("asks for strips")
    counted.get_by_role("button", name="Save", exact=True).tap()
    counted.get_by_text("Saved: 1 person.").first.wait_for()
    said = {"people": 1, "reason": 2, "secondary": True, "reached": 40, "code": "BCD2344"}
    kits = {"items": [{"number": 1, "count": 1}], "barriers": [2], "note": "asks for strips", "met": said}
    assert met(counted) == [{"area": 2, "kits": kits}]
    counted.get_by_role("button", name="Only talked: save").tap()
    counted.wait_for_function("window.heard.met.length === 2")
    assert met(counted)[1] == {"area": 2, "kits": {"items": [], "barriers": [], "met": {"people": 1}}}
