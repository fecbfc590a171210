"""A funder's quarter, filled in from it all: a night on a phone, a paper, a training, a poster, a survey and one total.

Nobody enters anything for a funder. When the quarter is over the director opens five funders' forms: every number there
is the one other pages show, each line that stays empty says why, and the file says the same as the page.
"""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk_browser import SignIns
from tests.stories.another_day import AnotherDay
from tests.stories.test_a_peers_night import SMALL, choose_area, give, save
from waymeet.care.funders.queries import maps
from waymeet.care.funders.rules import Quarter, quarter_of
from waymeet.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.deep]

MAKE = """
import django; django.setup()
import json
from tests import builders
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.accounts.second_step import is_needed
from waymeet.accounts.trainings.models import Course
from waymeet.care.naloxone import services as care
from waymeet.care.questions import services as questions
from waymeet.care.questions.models import Question
from waymeet.care.supplies import services as supplies
dee, sol = builders.two_outreach_workers()
others = [builders.worker("dora", Role.DIRECTOR), builders.worker("clio", Role.CLINICAL_DIRECTOR)]
vera = builders.worker("vera", Role.ADVISOR)
supplies.add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee.person)
supplies.add_item(name_en="Fentanyl strips", name_es="Tiras", kind="strip", by=dee.person)
supplies.add_item(name_en="Socks", name_es="Calcetines", kind="other", by=dee.person)
care.fix_areas(areas=[(1, "Arbor Hill", 612, [1, 2, 3, 4]), (2, "South End", 701, [1, 2, 3, 4])], by=OPERATOR)
supplies.add_program(name_en="Street outreach", name_es="Calle", by=dee.person)
Course.objects.create(name_en="Reversing an overdose", name_es="Revertir una sobredosis", gives="overdose")
questions.begin_register(by=dee.person)
for row in Question.objects.all():
    questions.let_it_be(question_id=row.pk, by=vera.person)
told = {"ssp-12": str(Question.objects.get(code="ssp-12").pk), "ssp-13": str(Question.objects.get(code="ssp-13").pk)}
people = {}
for one in (dee, *others):
    app = builders.app_of(one.person.name, one.words) if is_needed(one.person.roles) else ""
    people[one.person.name] = (one.words, app)
print(json.dumps(told | {"people": people}))
"""
TOLD, ANSWERED, TYPED = 12, 28, 17


def wednesday() -> dt.date:
    """The next one that lies well inside its quarter."""
    day = clock.today()
    while day.weekday() != 2 or not (_inside(day, -14) and _inside(day, 14)):
        day += dt.timedelta(days=1)
    return day


def _inside(day: dt.date, days: int) -> bool:
    return quarter_of(day + dt.timedelta(days=days)) == quarter_of(day)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[AnotherDay]:
    made = AnotherDay(tmp_path / "data", (wednesday() - clock.today()).days)
    yield made
    made.stop()


@pytest.fixture
def contexts(chromium: Browser) -> Iterator[Any]:
    """New browsers: each of another person."""
    made: list[BrowserContext] = []

    def new(**more: Any) -> BrowserContext:
        made.append(chromium.new_context(**{"locale": "en-US"} | more))
        return made[-1]

    yield new
    for one in made:
        one.close()


def table(page: Page, name: str) -> list[list[str]]:
    """What a page shows as rows."""
    rows = f"table#{name} tbody tr"
    read = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    return list(page.locator(rows).evaluate_all(read))


def test_a_funders_quarter_is_filled_in_from_it_all(server: AnotherDay, contexts: Any) -> None:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    day, people = wednesday(), told["people"]
    quarter = quarter_of(day)
    ahead = (day - clock.today()).days
    desk = SignIns(server.address, people, ahead).page(contexts(), "dee")
    a_night(server, desk, contexts(**SMALL))
    a_paper(server, desk)
    a_training(server, desk)
    a_referral(server, desk)
    bulk_is_handed_on(server, desk)
    reversals(server, desk, contexts())
    looked_over(SignIns(server.address, people, ahead).page(contexts(), "clio"), server)
    a_survey(server, desk, contexts(), told)
    a_total(server, desk, quarter)

    server.stop()  # the quarter goes by
    ahead = (quarter.last + dt.timedelta(days=9) - clock.today()).days
    server.move(ahead)
    server.start()
    worker = SignIns(server.address, people, ahead).page(contexts(), "dee")
    shown = other_pages(worker, server, quarter)
    director = SignIns(server.address, people, ahead).page(contexts(), "dora")
    for funder, numbers in expected(shown).items():
        a_report(director, server, funder, quarter, numbers)


def a_night(server: AnotherDay, desk: Page, phone: BrowserContext) -> None:
    """Three kits and a strip for two people, and somebody who only talked; no door anywhere."""
    desk.goto(f"{server.address}/care/nights")
    desk.get_by_role("button", name="Open the night and show its code").click()
    code = re.sub(r"\W", "", desk.locator(".ticket__code").inner_text())
    page = phone.new_page()
    page.goto(f"{server.address}/field/#night={code}")
    page.get_by_role("button", name="Start with kits").tap()
    page.locator(".items").wait_for()
    choose_area(page, "Arbor Hill")
    give(page, 3, strips=1, people=2)
    save(page)
    page.get_by_role("button", name="More (if they want)").tap()
    page.get_by_label("no way to get there").check()
    save(page)
    page.get_by_role("button", name="Hand in", exact=True).tap()
    expect(page.get_by_text("Kit counts: all handed in")).to_be_visible()
    desk.goto(f"{server.address}/care/nights")
    desk.locator("form[action$='/nights/pool'] button").click()
    expect(desk.get_by_text("2 sealed slots were opened.", exact=False)).to_be_visible()


def filled(desk: Page, address: str, said: dict[str, str], button: str) -> None:
    desk.goto(address)
    for label, value in said.items():
        part = desk.locator("main").get_by_label(label, exact=False).first
        if part.evaluate("one => one.tagName") == "SELECT":
            part.select_option(label=value)
        elif value == "on":
            part.check()
        else:
            part.fill(value)
    desk.locator("main").get_by_role("button", name=button, exact=True).click()


def a_paper(server: AnotherDay, desk: Page) -> None:
    said = {"Area": "South End", "People met": "9", "Naloxone kit": "12", "Fentanyl strips": "30", "Socks": "8"}
    filled(desk, f"{server.address}/care/nights/paper", said, "Put it down")
    expect(desk.get_by_text("Put down. It counts for its area and week", exact=False)).to_be_visible()


def a_training(server: AnotherDay, desk: Page) -> None:
    said = {"How many came?": "14", "How many certificates were handed out?": "11"}
    filled(desk, f"{server.address}/care/taught", said, "Write it down")
    expect(desk.get_by_text("It is counted. Who came is written nowhere.")).to_be_visible()


def a_referral(server: AnotherDay, desk: Page) -> None:
    filled(desk, f"{server.address}/care/referrals/offer", {"What for?": "food", "They want it": "on"}, "Go on")
    expect(desk.locator(".ticket__code")).to_be_visible()


def bulk_is_handed_on(server: AnotherDay, desk: Page) -> None:
    """What somebody hands on was handed out to them before: it is counted for itself, and no funder gets it twice."""
    said = {"I handed things on": "on", "Naloxone kit": "40"}
    filled(desk, f"{server.address}/care/peers/bulk", said, "Put it down")
    expect(desk.get_by_text("Put down. Nothing says that it was you.")).to_be_visible()


def reversals(server: AnotherDay, desk: Page, anybody: BrowserContext) -> None:
    """Told through the poster, once in a browser and then as browsers do."""
    desk.goto(f"{server.address}/care/reversals")
    desk.get_by_role("button", name="Show the poster").click()
    address = desk.locator(".poster .small").inner_text()
    page = anybody.new_page()
    page.goto(address)
    page.get_by_label("this week", exact=True).check()
    page.get_by_label("How many doses were given?").select_option("2")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    for _time in range(TOLD - 1):
        assert anybody.request.post(address, form={"happened": "week", "doses": "1"}).status == 200
    assert not anybody.cookies()


def looked_over(clinical: Page, server: AnotherDay) -> None:
    """One is a test; the others are looked over but for one that waits."""
    clinical.goto(f"{server.address}/care/reversals/review")
    clinical.get_by_role("button", name="a test or a mistake").first.click()
    for _time in range(TOLD - 2):
        clinical.get_by_role("button", name="nothing to follow up").first.click()
    expect(clinical.get_by_role("button", name="nothing to follow up")).to_have_count(1)


def a_survey(server: AnotherDay, desk: Page, anybody: BrowserContext, told: dict[str, Any]) -> None:
    desk.goto(f"{server.address}/care/surveys")
    desk.locator("summary", has_text="Plan a survey").click()
    desk.locator("[name=called_en]").fill("Autumn")
    desk.locator("[name=called_es]").fill("Otoño")
    for code in ("ssp-12", "ssp-13"):
        desk.locator(f"[name=asks][value='{told[code]}']").check()
    desk.locator("[name=way][value=nth]").check()
    desk.locator("[name=every]").fill("2")
    for name in ("starts_on", "ends_on"):
        desk.locator(f"[name={name}]").fill(wednesday().isoformat())
    desk.get_by_role("button", name="Plan the survey").click()
    survey = desk.url
    desk.get_by_role("link", name="Poster and page for a tablet").click()
    address = desk.locator("a[href*='/ask/']").first.get_attribute("href") or ""
    page = anybody.new_page()
    page.goto(address)
    page.get_by_label("No", exact=True).check()
    page.locator(f"[name='{told['ssp-13']}']").fill("2")
    page.get_by_role("button", name="Count my answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    for number in range(ANSWERED - 1):
        answer = {told["ssp-12"]: f"a{1 + number % 2}", told["ssp-13"]: str(2 + number % 2)}
        assert anybody.request.post(address, form=answer).status == 200
    desk.goto(survey)
    desk.locator("summary", has_text="Close the survey").click()
    desk.get_by_role("button", name="Close the survey").click()
    expect(desk.get_by_text("The survey is closed; its results stand below.")).to_be_visible()


def a_total(server: AnotherDay, desk: Page, quarter: Quarter) -> None:
    """Refills were counted in another system."""
    desk.goto(f"{server.address}/care/funders/nysdoh-oop-2026-11/{quarter.key}")
    expect(desk.get_by_text("This quarter is not over", exact=False)).to_be_visible()
    desk.locator("summary", has_text="Type in a total").click()
    desk.locator("[name=number]").select_option("4")
    desk.locator("[name=count]").fill(str(TYPED))
    desk.get_by_role("button", name="Keep the total").click()
    expect(desk.get_by_text("The total is kept, and marked as typed in.")).to_be_visible()


def other_pages(desk: Page, server: AnotherDay, quarter: Quarter) -> dict[str, Any]:
    """The numbers as the pages show them that have nothing to do with funders."""
    shown: dict[str, Any] = {}
    desk.goto(f"{server.address}/care/supplies")
    for _day, _program, item, _out, _back, handed_out, _left in table(desk, "nights"):
        shown[item] = shown.get(item, 0) + int(handed_out)
    desk.goto(f"{server.address}/care/taught")
    [[when, _course, _where, came, papers]] = table(desk, "taught")
    assert when == quarter.key
    desk.goto(f"{server.address}/care/reversals")
    [[when, reports, *_more]] = table(desk, "reversals")
    assert when == quarter.key
    shown |= {"people": int(came), "certificates": int(papers), "reports": int(reports)}
    desk.goto(f"{server.address}/care/surveys")
    desk.get_by_role("link", name="Autumn").click()
    shown["survey"] = [line for line in table(desk, "survey") if "hidden" not in line]
    return shown


def expected(shown: dict[str, Any]) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """funder -> line -> (of what, number)."""
    assert (shown["Naloxone kit"], shown["Fentanyl strips"], shown["Socks"]) == (3 + 12, 1 + 30, 8)
    assert (shown["people"], shown["certificates"], shown["reports"]) == (14, 11, TOLD - 1)
    kits, strips = [("", str(shown["Naloxone kit"]))], [("", str(shown["Fentanyl strips"]))]
    doses, socks = [("", str(2 * shown["Naloxone kit"]))], [("Socks", str(shown["Socks"]))]
    visits = [("", str(2 + 1 + 9))]
    trained = [("people", str(shown["people"])), ("certificates", str(shown["certificates"]))]
    percent = [(f"{line[1]}, percent", line[2]) for line in shown["survey"] if line[2]]
    total = [("", f"{int(line[4]):.1f}") for line in shown["survey"] if not line[2]]
    assert percent
    assert total
    back, referrals = [("counted", "0")], [("made", "1"), ("completed", "0")]
    return {
        "sharp-ssp-2026-11": {"02": back, "03": socks, "06": visits, "11": doses, "12": percent, "13": total},
        "nysdoh-oop-2026-11": {"1": kits, "2": doses, "3": trained}
        | {"4": [("", str(TYPED))], "5": [("", str(shown["reports"] - 1))]},
        "samhsa-hr-0930-0391-2026-11": {"1": kits, "2": strips, "3": socks, "4": visits, "5": referrals},
        "samhsa-sor-0930-0384-2024": {"c": kits, "d": doses, "e": trained, "f": strips}
        | {"a": [("", str(shown["reports"]))]},
        "neo-ontario-2026-11": {"1": visits, "4": kits, "5": doses, "6": socks, "7": back}
        | {"2": [("for themselves", str(2 + 1 + 9)), ("for others", "0")], "3": [("food", "1")]},
    }


def a_report(
    desk: Page, server: AnotherDay, funder: str, quarter: Quarter, numbers: dict[str, list[tuple[str, str]]]
) -> None:
    address = f"{server.address}/care/funders/{funder}/{quarter.key}"
    desk.goto(address)
    expect(desk.get_by_text("This quarter is not over", exact=False)).to_have_count(0)
    rows, empty = table(desk, f"{funder}-{quarter.key}"), table(desk, "not-filled")
    found: dict[str, list[tuple[str, str]]] = {}
    for number, _field, of, count, *_where in rows:
        found.setdefault(number, []).append((of, count))
    assert found == numbers, funder
    assert all(why for _number, _field, why in empty), "each line that stays empty says why"
    assert {*found, *(line[0] for line in empty)} == {line.number for line in maps()[funder].lines}
    typed = [line[0] for line in rows if line[5] == "typed in as a total"]
    assert typed == (["4"] if funder.startswith("nysdoh") else [])
    in_file = list(csv.reader(io.StringIO(desk.request.get(f"{address}?format=csv").body().decode("utf-8-sig"))))
    lines = [line for line in in_file[1:] if len(line) == 7]
    assert [line for line in lines if line[5] != "not filled"] == rows
    assert [[line[0], line[1], line[6]] for line in lines if line[5] == "not filled"] == empty
