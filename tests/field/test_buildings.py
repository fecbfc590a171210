"""An apartment building: one tap a door, all the rest at once, doors nobody had on the list."""

import pytest
from playwright.sync_api import Page, expect

from tests.field.bench import Bench
from tests.field.saved import visits

pytestmark = pytest.mark.browser


@pytest.fixture
def building(hand: Page, bench: Bench) -> Page:
    hand.goto(bench.address(worked=18))
    hand.get_by_role("button", name="Open building").tap()
    return hand


def test_floors_stand_from_the_top_down(building: Page) -> None:
    expect(building.get_by_role("heading", level=2).first).to_have_text("Floor 3")
    expect(building.get_by_role("list", name="Floor 2").get_by_role("button")).to_have_count(5)


def test_all_the_rest_at_once_can_be_undone(building: Page) -> None:
    building.get_by_role("button", name="No answer at the other 10 doors").tap()
    expect(building.get_by_text("14 of 14 done")).to_be_visible()
    assert {each["visit"]["outcome"] for each in visits(building)} == {"no_answer"}
    building.get_by_role("button", name="Undo").tap()
    expect(building.get_by_text("4 of 14 done")).to_be_visible()


def test_could_not_get_in_marks_the_whole_building(building: Page) -> None:
    building.get_by_role("button", name="Could not get in: 10 doors").tap()
    expect(building.get_by_text("14 of 14 done")).to_be_visible()
    assert [each["visit"]["outcome"] for each in visits(building)] == ["inaccessible"] * 10


def test_a_saved_door_opens_instead_of_being_saved_again(building: Page) -> None:
    building.get_by_role("button", name="1A").tap()
    expect(building.get_by_role("button", name="Correct this")).to_be_visible()
    assert visits(building) == []


def test_an_apartment_nobody_had_is_added(building: Page) -> None:
    building.get_by_role("button", name="Add an apartment here").tap()
    building.get_by_label("Apartment number or name").fill("B1")
    building.get_by_label("Floor", exact=True).fill("-1")
    building.get_by_role("dialog").get_by_role("button", name="Save").tap()
    expect(building.get_by_role("list", name="Floor -1").get_by_role("button")).to_have_text(["B1not yet"])
    expect(building.get_by_text("4 of 15 done")).to_be_visible()


def test_a_building_can_be_marked_for_the_next_person(building: Page) -> None:
    building.get_by_label("No way in").check()
    expect(building.get_by_role("button", name="3A")).to_contain_text("No way in")


def test_one_house_with_a_second_apartment_becomes_a_building(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.get_by_role("listitem").filter(has_text="101").locator(".row-open").tap()
    hand.get_by_role("button", name="Add an apartment here").tap()
    hand.get_by_label("Apartment number or name").fill("2")
    hand.get_by_role("dialog").get_by_role("button", name="Save").tap()
    hand.get_by_role("button", name="Back", exact=True).tap()
    expect(hand.get_by_role("listitem").filter(has_text="101 Clinton Avenue")).to_contain_text("2 doors, 0 done")


def test_an_apartment_without_a_name_gets_a_sentence_and_a_long_name_is_not_cut_later(building: Page) -> None:
    building.get_by_role("button", name="Add an apartment here").tap()
    save = building.get_by_role("dialog").get_by_role("button", name="Save")
    save.tap()
    expect(building.get_by_text("Type a number or a name first.")).to_be_visible()
    building.get_by_label("Apartment number or name").press_sequentially("B" * 30)
    expect(building.get_by_label("Apartment number or name")).to_have_value("B" * 20)
    save.tap()
    expect(building.get_by_text("4 of 15 done")).to_be_visible()
