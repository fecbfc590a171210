"""A raw copy of the phone after a week's work: write-ups, notes of calls, people at the door. Nothing of it is readable.

The week that was taken along lies locked in the same files: whom to see, whom to call, their numbers, the plan.
"""

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.conftest import CHROMIUM_FLAGS
from tests.letting_in import open_field
from tests.server import Server
from tests.stories.test_a_week import MAKE, at_the_door, call, take_along, write_up
from tests.wall.phone.raw_files import holding

pytestmark = [pytest.mark.browser, pytest.mark.deep]
TYPED = (
    "The stairs have no light",
    "bring two neighbors",
    "Wants the time of the next meeting",
    "Sol Vega",
    "010 0177",
)
TAKEN_ALONG = ("Mo Diaz", "Ana Ruiz", "010 0199", "Will you host?")


@pytest.fixture(scope="module")
def worked(_playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("week")
    server = Server(folder / "data")
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    context = _playwright.chromium.launch_persistent_context(
        str(folder / "profile"),
        executable_path=shutil.which("chromium"),
        args=CHROMIUM_FLAGS,
        viewport={"width": 360, "height": 740},
        is_mobile=True,
        has_touch=True,
    )
    try:
        page = context.new_page()
        page.set_default_timeout(120_000)
        open_field(page, server.address, told["enrolment"])
        take_along(page, told)
        context.set_offline(True)
        write_up(page)
        call(page)
        page.get_by_role("button", name="Back").tap()
        page.get_by_role("button", name="Back").tap()
        at_the_door(page)
        page.wait_for_timeout(3000)  # the browser notes what it remembers of a page a little later
    finally:
        context.close()
        server.stop()
    return folder / "profile"


@pytest.mark.parametrize("words", TYPED)
def test_nothing_that_was_typed_is_readable_anywhere(worked: Path, words: str) -> None:
    assert holding(worked, words) == []


@pytest.mark.parametrize("words", TAKEN_ALONG)
def test_nobody_who_was_taken_along_is_readable_anywhere(worked: Path, words: str) -> None:
    assert holding(worked, words) == []
