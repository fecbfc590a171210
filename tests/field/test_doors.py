"""At a door: undo, a second tap, correcting, another language, a half-filled door, and kits that leave no trace."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.field.bench import Bench
from tests.field.saved import visits

pytestmark = pytest.mark.browser


def open_door(page: Page, label: str) -> None:
    page.get_by_role("listitem").filter(has_text=label).locator(".row-open").click()


def test_undo_brings_the_door_back(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.get_by_role("button", name="No answer", exact=True).tap()
    expect(hand.get_by_text("Saved: No answer. 101 Clinton Avenue.").first).to_be_visible()
    hand.get_by_role("button", name="Undo").tap()
    expect(hand.get_by_text("0 of 85 doors")).to_be_visible()
    expect(hand.get_by_role("status")).to_have_text("Undone. Nothing was saved.")


def test_the_second_of_two_quick_taps_is_not_another_door(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.get_by_role("button", name="No answer", exact=True).evaluate("(button) => { button.click(); button.click(); }")
    expect(hand.get_by_text("1 of 85 doors")).to_be_visible()
    assert len(visits(hand)) == 1


def test_a_saved_door_is_corrected_not_saved_twice(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address(worked=2))
    open_door(hand, "101")
    expect(hand.get_by_text("Saved here: No answer")).to_be_visible()
    expect(hand.get_by_role("button", name="Nobody lives here")).to_have_count(0)
    hand.get_by_role("button", name="Correct this").tap()
    hand.get_by_role("button", name="Nobody lives here").tap()
    expect(hand.get_by_text("2 of 85 doors")).to_be_visible()
    assert visits(hand)[-1] == {"visit": {"door": "door-000", "outcome": "vacant"}, "kits": None, "correcting": True}


def test_another_language_asks_which(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    open_door(hand, "101")
    hand.get_by_role("button", name="Another language").tap()
    hand.get_by_role("dialog").get_by_role("button", name=re.compile("^Nepali")).tap()
    expect(hand.get_by_text("1 of 85 doors")).to_be_visible()
    assert visits(hand)[0]["visit"] == {"door": "door-000", "outcome": "language_barrier", "language": "ne"}


def test_the_script_branches_and_its_answers_are_saved(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.get_by_role("button", name="Someone answered").tap()
    hand.get_by_role("button", name="Yes", exact=True).tap()
    hand.get_by_role("button", name="Rent and repairs").tap()
    hand.get_by_role("button", name="Change").first.tap()
    hand.get_by_role("button", name="No, thanks").tap()
    expect(hand.get_by_text("Thank you. Have a good evening.")).to_be_visible()
    hand.get_by_label("Moved away").check()
    hand.get_by_label("Someone should come back").check()
    hand.get_by_role("button", name="Save door").tap()
    expect(hand.get_by_text("1 of 85 doors")).to_be_visible()
    saved = visits(hand)[0]["visit"]
    assert saved["answers"] == [{"q": "hello", "a": "no"}]
    assert (saved["person"], saved["followUp"], "note" in saved) == ("moved", True, False)


def test_both_languages_of_the_script_can_be_seen_at_once(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.get_by_role("button", name="Someone answered").tap()
    english, spanish = hand.get_by_text("Do you have two minutes?"), hand.get_by_text("¿Tiene dos minutos?")
    expect(spanish).to_be_hidden()
    hand.get_by_label("Español").check()
    expect(english).to_be_hidden()
    hand.get_by_label("Both").check()
    expect(english).to_be_visible()
    expect(spanish).to_be_visible()


def test_leaving_a_half_filled_door_asks_first(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.get_by_role("button", name="Someone answered").tap()
    hand.get_by_role("button", name="Yes", exact=True).tap()
    hand.go_back()  # as the phone's own back button does
    hand.get_by_role("dialog").get_by_role("button", name="Go back to it").tap()
    expect(hand.get_by_text("What one thing would you change?")).to_be_visible()
    hand.get_by_role("button", name="Back", exact=True).tap()
    hand.get_by_role("button", name="Throw it away").tap()
    expect(hand.get_by_role("dialog")).to_have_count(0)
    assert visits(hand) == []


def test_a_note_longer_than_its_seal_is_not_saved_cut(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.get_by_role("button", name="Someone answered").tap()
    hand.get_by_label("Note for the organizers").fill("ñ" * 256)
    hand.get_by_role("button", name="Save door").tap()
    expect(hand.get_by_text("Too long by 2 letters.").first).to_be_visible()
    assert visits(hand) == []


def test_somebody_who_asked_us_not_to_knock_is_passed_by(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address(worked=9))
    expect(hand.get_by_role("region", name="Next door").get_by_role("heading")).to_have_text("121 Clinton Avenue")
    row = hand.get_by_role("listitem").filter(has_text="Do not knock")
    expect(row.get_by_role("button", name=re.compile("No answer at"))).to_have_count(0)


def test_a_warning_for_the_next_person_is_seen_in_the_list(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    open_door(hand, "103")
    hand.get_by_label("Dog").check()
    expect(hand.get_by_role("status")).to_have_text("Marked: Dog.")
    hand.get_by_role("button", name="Back", exact=True).tap()
    expect(hand.get_by_role("listitem").filter(has_text="103")).to_contain_text("Dog")


def _answered(page: Page, kits: bool) -> None:
    page.get_by_role("button", name="Someone answered").tap()
    if kits:
        page.get_by_role("button", name="Kits").tap()
        page.get_by_role("button", name="One more: Naloxone kit").tap()
        page.get_by_label("Afraid of police").check()
        page.get_by_label("Note for the outreach team").fill("ZEBRA")
        page.get_by_role("dialog").get_by_role("button", name="Save door").tap()
    else:
        page.get_by_role("button", name="Save door").tap()
    page.get_by_role("list").wait_for()


def test_nothing_shows_again_which_door_took_kits(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    _answered(hand, kits=True)
    hand.wait_for_timeout(600)  # past the guard against a second tap
    _answered(hand, kits=False)
    rows = [hand.get_by_role("listitem").filter(has_text=number).inner_html() for number in ("101", "103")]
    assert rows[0] == rows[1].replace("103", "101").replace(
        '<span class="row-more"><span>Last time: No answer</span></span>', ""
    )
    screens = []
    for number in ("101", "103"):
        open_door(hand, number)
        hand.get_by_role("button", name="Correct this").tap()
        hand.get_by_role("button", name="Someone answered").tap()
        hand.get_by_role("button", name="Kits").tap()
        hand.get_by_role("heading", name="Kits and strips").wait_for()
        screens.append(hand.locator("body").inner_html())
        hand.get_by_role("dialog").get_by_role("button", name="Close").tap()
        hand.get_by_role("button", name="Back", exact=True).tap()
        hand.get_by_role("button", name="Back", exact=True).tap()
    made_anew = r'(id|for|name|aria-labelledby|aria-describedby)="[^"]*"|10[13]'  # ids of labels, the door's own number
    same = [re.sub(made_anew, "", screen) for screen in screens]
    assert same[0] == same[1]
    assert "ZEBRA" not in hand.content()


def test_kits_are_offered_only_while_a_night_is_open(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address(night=False))
    hand.get_by_role("button", name="Someone answered").tap()
    expect(hand.get_by_role("button", name="Save door")).to_be_visible()
    expect(hand.get_by_role("button", name="Kits")).to_have_count(0)


def test_kits_counted_by_mistake_are_taken_back(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address(worked=1))
    open_door(hand, "101")
    hand.get_by_role("button", name="Correct this").tap()
    hand.get_by_role("button", name="Kits").tap()
    hand.get_by_role("button", name="Counted too many? Take back").tap()
    hand.get_by_role("button", name="One more: Naloxone kit").tap()
    hand.get_by_role("button", name="Back to door").tap()
    hand.get_by_role("button", name="No answer", exact=True).tap()
    expect(hand.get_by_text("1 of 85 doors")).to_be_visible()
    saved = visits(hand)[-1]
    assert saved["kits"] == {"items": [{"number": 1, "count": 1}], "barriers": [], "takenBack": True}
    assert saved["correcting"]
