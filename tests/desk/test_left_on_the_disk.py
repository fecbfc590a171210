"""What a browser leaves on its disk when it is closed: nothing of what was typed into a form."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.conftest import CHROMIUM_FLAGS

pytestmark = pytest.mark.browser

WORDS = "qzkanarix said this"
SEND = """words => {
    const form = document.querySelector('main form.form');
    for (const one of form.querySelectorAll('input:not([type]), [type=text], textarea')) one.value = words;
    form.noValidate = true;
    form.requestSubmit();
}"""
FORMS = {
    "a participant's own page": ("", "/receipt"),
    "a form that comes back with a sentence": ("Olga", "/organizing/hand-offs/offer"),
}


@pytest.fixture
def closed(_playwright: Playwright, tmp_path: Path) -> Callable[[Callable[[BrowserContext], Any]], Path]:
    """Somebody uses a browser that keeps its profile, closes it, and leaves the folder."""

    def used(use: Callable[[BrowserContext], Any]) -> Path:
        context = _playwright.chromium.launch_persistent_context(
            str(tmp_path), executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS
        )
        use(context)
        context.close()
        return tmp_path

    return used


def standing(folder: Path, words: str) -> list[str]:
    shapes = [words.encode(), quote_plus(words).encode(), words.encode("utf-16-le")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(shape in path.read_bytes() for shape in shapes)]


def sent(page: Page, address: str) -> None:
    page.goto(address)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.evaluate(SEND, WORDS)
    assert answer.value.status in (200, 422)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("forgets", [True, False])
@pytest.mark.parametrize("where", FORMS)
def test_what_was_typed_is_not_there_and_would_be_without_the_line_that_forgets(filled, closed, where, forgets):
    who, path = FORMS[where]

    def use(context: BrowserContext) -> None:
        if not forgets:
            context.route("**/once*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page = filled.sign_in(context, who) if who else context.new_page()
        sent(page, filled.address + path)

    assert (standing(closed(use), WORDS) == []) is forgets
