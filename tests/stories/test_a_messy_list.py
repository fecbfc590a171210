"""A messy list becomes people, two rows of it one person, the people a list, and the list a text that is looked at
before it goes. Every number on the way agrees with every other page that shows it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.desk_browser import SignIns
from tests.server import Server
from tests.stories.agreeing import Ledger, added, facts, file_rows, number, table
from tests.stories.organizer import Organizer

pytestmark = [pytest.mark.browser, pytest.mark.deep]
MESSY = """Sign-ups of the block party,,,,
Full Name,Cell Phone,E-mail,Do Not Text,SSN
Ana Ruiz,518 555 0101,,,1
Ana  Ruiz,(518) 555-0101,ana@example.org,,2
Bill Quimby,518-555-0166,,,3
William Quimby,518.555.0166,,yes,4
Leo Diaz,ask his aunt,,,5
,,,,
,,,,6
Mia Diaz,518 555 0177,,,7
Cy Noble,5185550188,,x,8
"""

MAKE = """
import django; django.setup()
import json
from tests import builders
rosa, luz = builders.two_organizers()
print(json.dumps({"rosa": (rosa.words, builders.app_of("rosa", rosa.words))}))
"""


@pytest.fixture
def rosa(server: Server, chromium: Browser) -> Iterator[Organizer]:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    context = chromium.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    signs = SignIns(server.address, {name: tuple(both) for name, both in told.items()})
    yield Organizer(signs.page(context, "rosa"), server.address)
    context.close()


def bring_in(rosa: Organizer, file: Path, ledger: Ledger) -> None:
    """Tried without writing, then for good: both say the same, and every row is accounted for."""
    page = rosa.go("lists-in")
    page.locator("[name=file]").set_input_files(file)
    rosa.press("Look at the list")
    expect(page.get_by_text("SSN").first).to_be_visible()
    rosa.press("Try it without writing")
    read, made, changed, same, left, _cells, empty = facts(page)[:7]
    assert read == made + changed + same + left
    rosa.press("Bring the people in")
    page.wait_for_url("**/lists-in/0*")
    now = facts(page)
    for what, tried, done in (("rows", read, now[0]), ("left", left, now[4]), ("empty", empty, now[5])):
        ledger.read(what, "tried", tried)
        ledger.read(what, "brought in", done)
    ledger.read("people", "tried", made)
    ledger.read("people", "brought in", now[1])
    assert now[0] == sum(now[1:5])


def merge(rosa: Organizer) -> None:
    """Two names, one number: Bill is William, who wants no texts."""
    page = rosa.go("twice")
    rosa.press("Compare everybody")
    pair = page.locator("main table tbody a").first
    expect(pair).to_be_visible(timeout=60_000)
    assert page.locator("main table tbody tr").count() == 1
    pair.click()
    expect(page.locator("main")).to_contain_text("William Quimby")
    rosa.press("They are one person: merge")
    expect(page.locator("#messages")).to_be_visible()
    assert page.locator("main").inner_text().count("Never by") <= 1


def people_on_every_page(rosa: Organizer, ledger: Ledger, kept: str) -> None:
    """How many people there are, wherever it is said."""
    page = rosa.go("contacts")
    ledger.read("people", "contacts", number(page.locator("p.soft[role=status]").first.inner_text()))
    ledger.read("people", "contacts: lines", len(table(page, "people")))
    page = rosa.go(kept)
    ledger.read("people", "list", number(page.locator("section.panel h2").first.inner_text()))
    ledger.read("people", "list: lines", page.locator("main table tbody tr").count())
    page = rosa.go(f"{kept}/out")
    ledger.read("people", "list: file", len(file_rows(page, "main form.form button")))
    ledger.read("people", "how it goes", added(table(rosa.go("tallies?show=new-people&weeks=4"), "new-people"), 1))
    ledger.read("people", "how it goes: from a list", added(table(rosa.page, "new-people"), 2))
    page = rosa.go("leaders")
    ledger.read("people", "leaders: rungs", added(table(page, "ladder"), 1))
    ledger.read("people", "leaders: assessments", sum(facts(page)))


def look_at_a_text(rosa: Organizer, kept: str) -> dict[str, int]:
    """Written to the list, and not sent: who would get it."""
    page = rosa.go(kept)
    rosa.follow("Write to them")
    page.locator("[name=channel][value=text]").check()
    page.locator("[name=body_en]").fill("Hi {name}, the block meets on Tuesday.")
    rosa.press("Look at it")
    pairs = page.locator("dl.pairs dd").all_inner_texts()
    return dict(zip(("on the list", "get it", "left out"), (number(one) for one in pairs), strict=False))


def test_a_messy_list_is_looked_through_merged_listed_and_written_to(rosa: Organizer, tmp_path: Path) -> None:
    file = tmp_path / "party.csv"
    file.write_text(MESSY, encoding="utf-8")
    before = Ledger()
    bring_in(rosa, file, before)
    kept = rosa.build_list("Block party", "source", source="import")
    people_on_every_page(rosa, before, kept)
    text = look_at_a_text(rosa, kept)
    before.read("people", "text", text["on the list"])
    before.read("people", "text, added up", text["get it"] + text["left out"])
    before.agrees({"rows": 8, "left": 1, "empty": 1, "people": 6})

    merge(rosa)
    after = Ledger()
    people_on_every_page(rosa, after, kept)
    text = look_at_a_text(rosa, kept)
    after.read("people", "text", text["on the list"])
    after.read("people", "text, added up", text["get it"] + text["left out"])
    after.agrees({"people": 5})
    assert text["get it"] == 2  # Ana and Mia; Leo has no number, and neither Cy nor William, who was Bill, wants texts
