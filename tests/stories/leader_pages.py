"""Every page that shows a number of the story of a leader, in either language, and what it must say."""

import re
from typing import Any

from playwright.sync_api import Browser

from tests.stories.agreeing import Ledger, added, facts, file_rows, number, row_of, table
from tests.stories.organizer import Organizer

HER, BUILDING = "Marisol Vega", "12 Lark Street"
KNOWN: dict[str, Any] = {
    "people we know": 12,
    "one-on-ones held": 1,
    "promises kept": 1,
    "came to the first": 1,
    "came to the second": 1,
    "came to the third": 10,
    "came in all": 12,
    "asked to the third": 11,
    "yeses to the third": 11,
    "said yes and stayed away": 1,
    "events she came to": 3,
    "people she asked": 10,
    "people who came because she asked": 9,
    "her assessment": 1,
    "people on her rung": 1,
    "her rung is the sixth": True,
    "people she leads": 1,
    "leaders": 1,
    "people of the building": 11,
    "took part in the test": 8,
    "all of the building": 12,
    "percent of the building": 66,
}
MIND = {"first": 1, "second": 1, "third": 10}


def read(ledger: Ledger, desk: Organizer, paths: dict[str, str], language: str) -> None:
    for reader in (_person, _events, _tallies, _leaders, _map, _turnout, _coverage, _building, _lists):
        said = Said(ledger, language)
        reader(said, desk, paths)


class Said:
    """Writes down what a page in one language says."""

    def __init__(self, ledger: Ledger, language: str) -> None:
        self.ledger, self.language = ledger, language

    def __call__(self, what: str, where: str, value: Any) -> None:
        self.ledger.read(what, f"{where} ({self.language})", value)


EVENTS = re.compile("^(Events|Eventos)$")


def _person(said: Said, desk: Organizer, paths: dict[str, str]) -> None:
    page = desk.go(paths["her"])
    here = f"/organizing/{paths['her']}"
    held = page.locator("a[href*='/organizing/one-on-ones/']")
    said("one-on-ones held", "person", held.count())
    said("promises kept", "person", page.locator("form[action$='/settle'] button[value=open]").count())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    events = page.locator("details.fold", has=page.locator("summary h2", has_text=EVENTS)).first
    sentence = events.locator("summary .soft").inner_text()
    said("events she came to", "person", int("".join(c for c in sentence.split(",")[-1] if c.isdigit())))
    leading = page.locator("details.fold", has=page.locator(f"form[action='{here}/assess']"))
    follows = leading.locator("ul").last.locator(":scope > li")
    words = follows.all_inner_texts()
    brought = [one for one in words if one.startswith(("brought", "trajo"))]
    said("people who came because she asked", "person: brought", len(brought))
    said("people she leads", "person", len([one for one in words if one.startswith(("leads", "lidera"))]))
    names = [strong.strip() for strong in leading.locator("strong").all_inner_texts()]
    said("her rung is the sixth", "person", names[0] in {"Leading", "Lidera"})
    said("her assessment", "person", number(names[1]))


def _events(said: Said, desk: Organizer, paths: dict[str, str]) -> None:
    in_all = 0
    for which in MIND:
        page = desk.go(paths[which])
        asked, yes, _maybe, _waiting, came = facts(page)[:5]
        here = page.locator("#list li", has=page.locator(".chip--good"))
        said(f"came to the {which}", "event: number", came)
        said(f"came to the {which}", "event: people", here.count())
        in_all += came
        if which == "third":
            said("asked to the third", "event: number", asked)
            said("asked to the third", "event: people", page.locator("#list > li").count())
            said("yeses to the third", "event: number", yes)
            said("said yes and stayed away", "event: number", number(page.locator("dl.facts small").last.inner_text()))
            by_her = page.locator("#list > li", has_text="Marisol Vega").filter(
                has_not=page.get_by_role("link", name=HER)
            )
            said("people she asked", "event: people", by_her.count())
            said(
                "people who came because she asked",
                "event: people",
                by_her.filter(has=page.locator(".chip--good")).count(),
            )
        page = desk.go(f"{paths[which]}/closing")
        said(f"came to the {which}", "who did not come", facts(page)[4])
        if which == "third":
            said("said yes and stayed away", "who did not come", page.locator(".door-list li").count())
    said("came in all", "events, added up", in_all)
    rows = table(desk.go("events/past"), "events")
    for which, title in (("first", "Tenants' meeting"), ("second", "Speakers' training"), ("third", "Council hearing")):
        said(f"came to the {which}", "past events", number(row_of(rows, title)[4]))
    said("yeses to the third", "past events", number(row_of(rows, "Council hearing")[3]))
    said("came in all", "past events, added up", added(rows, 4))


def _tallies(said: Said, desk: Organizer, _paths: dict[str, str]) -> None:
    where = {
        "new-people": ("people we know", 1), "one-on-ones": ("one-on-ones held", 1),
        "commitments": ("promises kept", 1), "turnout": ("came in all", 1),
    }  # fmt: skip
    for code, (what, column) in where.items():
        for weeks in (4, 12, 52):
            rows = table(desk.go(f"tallies?show={code}&weeks={weeks}"), code)
            said(what, f"how it goes: {code}, {weeks} weeks", added(rows, column))


def _leaders(said: Said, desk: Organizer, _paths: dict[str, str]) -> None:
    page = desk.go("leaders")
    scores, rungs = facts(page), table(page, "ladder")
    said("people we know", "leaders: assessments", sum(scores))
    said("people we know", "leaders: rungs", added(rungs, 1))
    said("people on her rung", "leaders", number(rungs[0][1]))
    page = desk.go("leaders/ladder")
    said("people on her rung", "ladder", number(table(page, "ladder")[0][1]))
    page.locator("table#ladder tbody a").first.click()
    rows = table(page, "rung")
    said("people on her rung", "rung", len(rows))
    said("her rung is the sixth", "rung", [row[0] for row in rows] == [HER])


def _map(said: Said, desk: Organizer, _paths: dict[str, str]) -> None:
    page = desk.go("leaders/map")
    said("people she leads", "map", number(row_of(table(page, "who-leads"), HER)[2]))
    said("leaders", "map", page.locator("svg .snowflake__one--leads").count())


def _turnout(said: Said, desk: Organizer, _paths: dict[str, str]) -> None:
    row = row_of(table(desk.go("leaders/turnout"), "turnout"), HER)
    said("people she asked", "who came when they asked", number(row[1]))
    said("people who came because she asked", "who came when they asked", number(row[2]))
    said("people who came because she asked", "who came when they asked: names", len(row[5].split(", ")))


def _coverage(said: Said, desk: Organizer, _paths: dict[str, str]) -> None:
    row = row_of(table(desk.go("leaders/coverage?by=home_group"), "coverage"), BUILDING)
    said("people of the building", "where there is a leader", number(row[1]))
    said("leaders", "where there is a leader", number(row[2]))


def _building(said: Said, desk: Organizer, paths: dict[str, str]) -> None:
    page = desk.go(paths["wall"])
    strength, chart = table(page, "tests")[0], table(page, "wall-chart")
    said("took part in the test", "wall chart: number", number(strength[2]))
    said("all of the building", "wall chart", number(strength[3]))
    said("percent of the building", "wall chart", number(strength[4]))
    said("took part in the test", "wall chart: people", len([row for row in chart if row[-1]]))
    said("people of the building", "wall chart", len(chart))
    said("her assessment", "wall chart", number(row_of(chart, HER)[1]))
    for where, path in (("all tests", "structure-tests"), ("test", paths["test"])):
        page = desk.go(path)
        words = page.locator("main strong").first.inner_text()
        some, every, percent = (int(one) for one in "".join(c if c.isdigit() else " " for c in words).split())
        said("took part in the test", f"{where}: number", some)
        said("all of the building", where, every)
        said("percent of the building", where, percent)
    said("took part in the test", "test: people", page.locator(".marks .chip--good").count())
    said("people of the building", "test", page.locator(".marks > li").count())
    page = desk.go("groups")
    page.get_by_role("link", name=BUILDING).click()
    said("people of the building", "group", page.locator("main table tbody tr").count())


def _lists(said: Said, desk: Organizer, paths: dict[str, str]) -> None:
    found = {}
    for name in LISTS:
        page = desk.go(paths[name])
        found[name] = number(page.locator("section.panel h2").first.inner_text())
        rows = page.locator("main table tbody tr").count()
        assert found[name] == rows, f"the list “{name}” says {found[name]} and shows {rows}"
    for what, name in LISTED.items():
        said(what, f"list: {name}", found[name])
    said("people we know", "contacts", number(desk.go("contacts").locator("p.soft[role=status]").first.inner_text()))
    said("events she came to", "lists", 3 * found["came three times"])
    said(
        "people who came because she asked",
        "list: asked nine, not ten",
        9 * found["asked nine who came"] + found["asked ten who came"],
    )
    said(
        "people who came because she asked",
        "list: brought nine, not ten",
        9 * found["brought nine"] + found["brought ten"],
    )


LISTED = {
    "people we know": "everybody",
    "came to the third": "came",
    "said yes and stayed away": "stayed away",
    "people who came because she asked": "was brought",
    "one-on-ones held": "met",
    "promises kept": "kept",
    "people of the building": "group",
}
LISTS = (
    *LISTED.values(), "came three times", "asked nine who came", "asked ten who came", "brought nine", "brought ten"
)  # fmt: skip


def paper(desk: Organizer, her: str) -> str:
    """Her code, as it stands on the paper that is printed."""
    page = desk.go(her)
    desk.unfold("Their own page")
    page.locator("form[action$='/own-page'] button").click()
    return page.locator(".receipt__number").first.inner_text()


def read_own_page(ledger: Ledger, chromium: Browser, address: str, code: str, locale: str) -> None:
    """What she reads herself, on a phone, with the code typed in."""
    context = chromium.new_context(locale=locale, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/organizing/own")
    page.locator("#id_secret").fill(code)
    page.locator("main form.panel button").click()
    page.get_by_role("heading", name=HER).wait_for()
    said = Said(ledger, locale[:2])
    panels = page.locator("main > section.panel")
    rung = panels.first.locator("p").first.inner_text().strip()
    said("her rung is the sixth", "own page", rung in {"Leading", "Lidera"})
    promised = page.locator("main > section.panel", has_text="bring the list of broken lights").locator("ul")
    said(
        "promises kept",
        "own page",
        len([w for w in promised.first.locator("li").all_inner_texts() if "kept" in w or "cumpl" in w]),
    )
    said("events she came to", "own page", promised.nth(1).locator("li").count())
    context.close()


def read_files(ledger: Ledger, desk: Organizer, paths: dict[str, str]) -> None:
    """What spreadsheets get."""
    hers = in_all = 0
    for which in MIND:
        rows = file_rows(desk.go(paths[which]), "a[href$='/take-out']")
        came = [row for row in rows if row[5] == "yes"]
        ledger.read(f"came to the {which}", "event: file", len(came))
        hers, in_all = hers + (HER in [row[0] for row in came]), in_all + len(came)
    ledger.read("people she asked", "event: file", len([row for row in rows if row[3] == HER]))
    ledger.read("people who came because she asked", "event: file", len([row for row in came if row[3] == HER]))
    ledger.read("events she came to", "event: files", hers)
    ledger.read("came in all", "event: files", in_all)
    rows = file_rows(desk.go(paths["wall"]), "a[href='?format=csv']")
    ledger.read("took part in the test", "wall chart: file", len([row for row in rows if row[-1]]))
    ledger.read("people of the building", "wall chart: file", len(rows))
    for what, name in LISTED.items():
        page = desk.go(f"{paths[name]}/out")
        ledger.read(what, f"list: {name}: file", len(file_rows(page, "main form.form button")))
