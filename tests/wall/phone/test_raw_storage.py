"""A raw copy of the phone: walk doors in a real Chromium with a profile on disk, close it, and read its files.

Nothing anybody typed or ticked may be readable in any of them, and nothing in what was written, or in which order or
size, may tell a door that took kits from one where somebody only answered.
"""

import json
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, Playwright

from tests.conftest import CHROMIUM_FLAGS
from tests.letting_in import open_field
from tests.server import Server
from tests.stories.test_first_walk import MAKE, begin
from tests.wall.phone.raw_files import Write, holding, session_commands, writes

pytestmark = [pytest.mark.browser, pytest.mark.deep]
BEFORE, DOORS = 9, 20  # nine doors first, so that all that are compared have numbers of two digits
KITS_AT = frozenset(random.Random(20261125).sample(range(DOORS), DOORS // 2))
TOLD_THE_TEAM, TOLD_ORGANIZERS = "a quokka wants strips", "the wombat asks back"
NAME, CONTACT_POINT = "Numbat Bilby", "bilby@numbat.example"
STREET = "Clinton Avenue"
PLACES = b"\x00\x01\x01\x01"  # database, table, "row": how LevelDB keys of care's slots begin
SLOT, PENDING = 400, b"\x01"  # field/src/store/care.ts: state, night, 400 bytes
BYTES_FOLLOW = b"B\x92\x03"  # how Chromium writes down "402 bytes"
TAB_ENTRY, SELECTED = 6, 7  # commands of the session file: a page as it stood, which of the pages is shown


@pytest.fixture(scope="module")
def walked(_playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("phone")
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
        begin(page, told)
        for number in range(BEFORE):
            no_answer(page, number + 1)
        for number in range(DOORS):
            answered(page, number)
        no_answer(page, BEFORE + DOORS + 1)
        introduced(page)
        page.wait_for_timeout(3000)  # the browser notes what it remembers of a page a little later
    finally:
        context.close()
        server.stop()
    return folder / "profile"


def answered(page: Page, number: int) -> None:
    """Somebody answers; at half of the doors kits change hands, with a note to the team and a barrier ticked."""
    page.get_by_role("button", name="Someone answered").tap()
    if number in KITS_AT:
        page.get_by_role("button", name="Kits").tap()
        page.get_by_role("button", name="One more: Naloxone kit").tap()
        page.get_by_role("dialog").get_by_role("checkbox").first.check(force=True)
        page.get_by_role("dialog").get_by_role("textbox").fill(TOLD_THE_TEAM)
        page.get_by_role("dialog").get_by_role("button", name="Save door").tap()
    else:
        page.get_by_role("button", name="Save door").tap()
    saved(page, BEFORE + number + 1)


def no_answer(page: Page, doors: int) -> None:
    page.get_by_role("button", name="No answer", exact=True).tap()
    saved(page, doors)


def saved(page: Page, doors: int) -> None:
    page.get_by_text(f"{doors} of 85 doors").wait_for()
    page.wait_for_timeout(450)  # the guard against a second tap


def introduced(page: Page) -> None:
    """At one more door somebody wants to be called, and there is a word for the organizers."""
    page.get_by_role("button", name="Someone answered").tap()
    page.get_by_label("Note for the organizers").fill(TOLD_ORGANIZERS)
    page.get_by_label("Someone should come back").check(force=True)
    page.get_by_role("button", name="They want to help or be called").tap()
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("Phone number or email").fill(CONTACT_POINT)
    page.get_by_role("button", name="They said yes: save").tap()
    page.get_by_role("button", name="Save door").tap()
    saved(page, BEFORE + DOORS + 2)


def door_writes(profile: Path) -> list[list[Write]]:
    """What was written into the phone's databases for each door, from one fresh slot to the next, in order."""
    (log,) = (profile / "Default/IndexedDB").glob("*.leveldb/*.log")
    doors: list[list[Write]] = [[]]
    for write in writes(log):
        if write.key.startswith(PLACES) and slot(write)[:1] == PENDING:
            doors.append([])
        doors[-1].append(write)
    return doors[1 + BEFORE : 1 + BEFORE + DOORS]


def slot(write: Write) -> bytes:
    """A place of care's store: its state, its night, and the slot."""
    return (write.value or b"").partition(BYTES_FOLLOW)[2][: 2 + SLOT]


def shape(door: list[Write]) -> list[tuple[str, int]]:
    """Which tables were written, how much each time; the database's own notes on transactions (table 0) left out."""
    return [(write.key[:4].hex(), len(write.value or b"")) for write in door if not write.key.startswith(bytes(4))]


def door_entries(profile: Path) -> list[list[int]]:
    """How much the session file noted about the page during each door, command by command."""
    (file,) = (profile / "Default/Sessions").glob("Session_*")
    visits: list[list[int]] = []
    for command, content in session_commands(file):
        if command == SELECTED:
            visits.append([])  # to the door, or back from it
        if command == TAB_ENTRY and visits:
            visits[-1].append(len(content))
    visits = visits[-2 * DOORS - 4 :][: 2 * DOORS]  # the last door has a screen more
    return [going + coming for going, coming in zip(visits[::2], visits[1::2], strict=True)]


def left_behind(profile: Path) -> dict[str, list[float]]:
    """Numbers of each door that a thief can count in the files."""
    doors, entries = door_writes(profile), door_entries(profile)
    places = [float(int.from_bytes(door[0].key[-8:], "little")) for door in doors]
    return {
        "writes": [float(len(door)) for door in doors],
        "bytes": [float(sum(len(write.value or b"") for write in door)) for door in doors],
        "place of the slot": places,
        "bytes of the slot": [float(sum(slot(door[0]))) for door in doors],
        "entries in the session": [float(len(entry)) for entry in entries],
        "bytes in the session": [float(sum(entry)) for entry in entries],
    }


def telling(numbers: list[float]) -> float:
    """How well a number tells kit doors from the others: the area under the curve, 0.5 for not at all."""
    kit = np.array([numbers[n] for n in range(DOORS) if n in KITS_AT])
    none = np.array([numbers[n] for n in range(DOORS) if n not in KITS_AT])
    ahead = kit[:, None] - none[None, :]
    return float((ahead > 0).mean() + (ahead == 0).mean() / 2)


def test_nothing_that_was_said_is_readable_anywhere(walked: Path) -> None:
    for words in (TOLD_THE_TEAM, TOLD_ORGANIZERS, NAME, CONTACT_POINT, STREET):
        assert holding(walked, words) == []


def test_the_browser_remembers_no_tick(walked: Path) -> None:
    """Chromium writes the ticks of a page into its session file unless the page asks it not to."""
    for kind in ("checkbox", "radio"):
        assert holding(walked / "Default/Sessions", kind) == []


def test_every_door_wrote_the_same_into_the_phones_databases(walked: Path) -> None:
    """The same tables in the same order, the same number of times, the same sizes; kits or not."""
    doors = [shape(door) for door in door_writes(walked)]
    assert len(doors) == DOORS
    assert doors == [doors[0]] * DOORS


def test_nothing_left_behind_tells_kit_doors_from_the_others(walked: Path) -> None:
    """As the attacker measures it: a leak is at 1; ten doors against ten reach 0.97 by chance once in 45,000 times."""
    for what, numbers in left_behind(walked).items():
        assert 0.03 < telling(numbers) < 0.97, (what, numbers)
