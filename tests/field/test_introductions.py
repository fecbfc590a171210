"""The person who is actually there: nothing is required, and the sentence they agree to is in their language."""

import pytest
from playwright.sync_api import Page, expect

from tests.field.bench import Bench
from tests.field.saved import introductions, visits

pytestmark = pytest.mark.browser


@pytest.fixture
def asked(hand: Page, bench: Bench) -> Page:
    hand.goto(bench.address())
    hand.get_by_role("button", name="Someone answered").tap()
    hand.get_by_role("button", name="They want to help or be called").tap()
    return hand


def test_nothing_has_to_be_given(asked: Page) -> None:
    expect(asked.get_by_text("Without a number or an email nobody can call. That is all right.")).to_be_visible()
    asked.get_by_role("button", name="They said yes: save").tap()
    expect(asked.get_by_role("status")).to_have_text("Saved. An organizer will see it once you hand in.")
    assert introductions(asked) == [{"door": "door-000", "wants": "help", "language": "en"}]


def test_what_was_given_is_kept_with_the_language_of_the_sentence(asked: Page) -> None:
    asked.get_by_label("Call me").check()
    asked.get_by_label("Name", exact=True).fill("Luz")
    asked.get_by_label("Phone number or email").fill("555 0100")
    asked.get_by_label("Text", exact=True).check()
    asked.get_by_label("Weekend").check()
    asked.get_by_label("Evening").check()
    asked.get_by_label("Español").check()
    sentence = asked.locator("blockquote")
    expect(sentence).to_have_attribute("lang", "es")
    expect(sentence).to_contain_text("Puedo retirarlo cuando quiera.")
    asked.get_by_role("button", name="They said yes: save").tap()
    expect(asked.get_by_role("button", name="Save door")).to_be_visible()
    assert introductions(asked) == [
        {
            "door": "door-000",
            "wants": "call",
            "language": "es",
            "name": "Luz",
            "contactPoint": "555 0100",
            "how": "text",
            "when": "evening, weekend",
        }
    ]


def test_the_half_filled_door_is_still_there_afterwards(hand: Page, bench: Bench) -> None:
    hand.goto(bench.address())
    hand.get_by_role("button", name="Someone answered").tap()
    hand.get_by_role("button", name="Yes", exact=True).tap()
    hand.get_by_role("button", name="They want to help or be called").tap()
    hand.get_by_role("button", name="They said yes: save").tap()
    hand.get_by_role("button", name="Save door").tap()
    expect(hand.get_by_text("1 of 85 doors")).to_be_visible()
    assert visits(hand)[0]["visit"]["answers"] == [{"q": "hello", "a": "yes"}]
