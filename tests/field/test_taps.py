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
