"""One number stands on many pages: what each page says of it is read here, and a page that differs is named."""

import csv
import io
import re
from collections import Counter, defaultdict
from typing import Any

from playwright.sync_api import Page

CELLS = """table => [...table.tBodies[0].rows].map(
    row => [...row.cells].map(cell => cell.innerText.replace(/\\s+/g, " ").trim()))"""


class Ledger:
    """What each page says: name of the number -> page -> value."""

    def __init__(self) -> None:
        self.said: dict[str, dict[str, Any]] = defaultdict(dict)

    def read(self, what: str, where: str, value: Any) -> None:
        self.said[what][where] = value

    def troubles(self) -> list[str]:
        """A sentence for each page that says something else than most pages do."""
        found = []
        for what, pages in self.said.items():
            most, _many = Counter(pages.values()).most_common(1)[0]
            found += [
                f"{what}: “{where}” says {value!r}, the other pages say {most!r}"
                for where, value in pages.items()
                if value != most
            ]
        return found

    def agrees(self, known: dict[str, Any]) -> None:
        """Every page says the same, it is what happened, and no number was read from one page alone."""
        troubles = self.troubles()
        assert not troubles, "\n".join(troubles)
        assert {what: next(iter(pages.values())) for what, pages in self.said.items()} == known
        assert [what for what, pages in self.said.items() if len(pages) < 2] == []


def number(words: str) -> int:
    """The first number in some words; -1 where there is none."""
    found = re.search(r"\d[\d,.\u00a0]*", words)
    return int(re.sub(r"\D", "", found.group())) if found else -1


def table(page: Page, name: str) -> list[list[str]]:
    """The rows of a table as they are shown; none where the page has no such table."""
    found = page.locator(f"table#{name}")
    return list(found.evaluate(CELLS)) if found.count() else []


def added(rows: list[list[str]], column: int) -> int:
    return sum(number(row[column]) for row in rows)


def row_of(rows: list[list[str]], name: str) -> list[str]:
    return next((row for row in rows if row[0].startswith(name)), [""] * 12)


def facts(page: Page) -> list[int]:
    """The numbers of the first list of facts, in order."""
    return [number(words) for words in page.locator("dl.facts").first.locator("dd").all_inner_texts()]


def file_rows(page: Page, selector: str) -> list[list[str]]:
    """The rows of the CSV behind a link or a button, without its heading and its last lines."""
    with page.expect_download() as told:
        page.locator(selector).first.click()
    text = told.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return rows[: rows.index([])] if [] in rows else rows


# What says its own language (a sentence as it was read out) or is one (a choice of languages) is the same on purpose.
WORDS = """() => {
    const ours = one => one.closest("[lang]") === document.documentElement
        && !one.closest("label")?.querySelector("[name=languages]");
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) if (ours(walk.currentNode.parentElement)) found.push(walk.currentNode.textContent);
    return found.map(words => words.replace(/\\s+/g, " ").trim()).filter(words => /\\p{L}{2}/u.test(words)); }"""


def words_on(page: Page) -> set[str]:
    """Every piece of text in the page's main part that has letters and is in the page's language."""
    return set(page.evaluate(WORDS))
