"""Work beside a request: it says how far it is, stops when asked, and is known to have ended with its server."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import long_work
from waymeet.kernel.errors import BadInput
from waymeet.kernel.long_work import Standing, Told

PATIENCE = 30  # seconds; only a bound on waiting


def until(folder: Path, wanted: Callable[[Standing], bool]) -> Standing:
    nobody = threading.Event()
    for _look in range(PATIENCE * 50):
        now = long_work.standing(folder)
        if now is not None and wanted(now):
            return now
        nobody.wait(0.02)
    raise AssertionError(long_work.standing(folder))


def ended(folder: Path) -> Standing:
    return until(folder, lambda now: now.state != long_work.WORKING)


def test_it_tells_how_far_it_is_and_leaves_its_result(tmp_path):
    folder, seen = tmp_path / "work", threading.Event()

    def work(told: Told) -> bytes:
        told(3, 7, "rows")
        assert seen.wait(PATIENCE)
        return b"seven"

    long_work.begin(folder, work)
    now = until(folder, lambda now: now.step == "rows")
    assert (now.state, now.done, now.total) == (long_work.WORKING, 3, 7)
    seen.set()
    assert ended(folder).state == long_work.DONE
    assert long_work.result(folder) == b"seven"


def test_it_stops_at_the_next_step_when_asked(tmp_path):
    folder, undone = tmp_path / "work", []

    def work(told: Told) -> bytes:
        try:
            while True:
                told(0, 0, "rows")
        finally:
            undone.append(True)

    long_work.begin(folder, work)
    long_work.stop(folder)
    assert ended(folder).state == long_work.STOPPED
    assert undone == [True]
    long_work.stop(folder)  # too late is no trouble
    assert long_work.standing(folder).state == long_work.STOPPED


def test_an_expected_trouble_is_said_in_the_language_of_whoever_asked(tmp_path):
    def work(_told: Told) -> bytes:
        raise BadInput(_("Yes"))

    with translation.override("es"):
        long_work.begin(tmp_path / "work", work)
    now = ended(tmp_path / "work")
    assert (now.state, now.sentence) == (long_work.FAILED, "S\u00ed")


def test_a_mistake_of_ours_is_one_plain_sentence_and_no_value_of_anybody(tmp_path, caplog):
    def work(_told: Told) -> bytes:
        raise ValueError("12 Clinton Avenue")

    long_work.begin(tmp_path / "work", work)
    assert "Clinton" not in ended(tmp_path / "work").sentence
    assert caplog.records[0].levelname == "ERROR"


def test_it_is_known_to_be_gone_with_the_server_that_did_it(tmp_path):
    folder = tmp_path / "work"
    program = (
        "import pathlib, sys, time, django; django.setup()\n"
        "from waymeet.kernel import long_work\n"
        "long_work.begin(pathlib.Path(sys.argv[1]), lambda told: (told(1, 2, 'rows'), time.sleep(600))[0])\n"
        "print('begun', flush=True); time.sleep(600)"
    )
    server = subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE)
    assert server.stdout.readline() == b"begun\n"
    assert long_work.standing(folder).state == long_work.WORKING
    server.kill()
    server.communicate()
    assert long_work.standing(folder).state == long_work.GONE


@pytest.mark.parametrize("made", [False, True])
def test_where_nothing_was_begun_nothing_stands(tmp_path, made):
    folder = tmp_path / "work"
    if made:
        folder.mkdir()
    assert long_work.standing(folder) is None
    long_work.stop(tmp_path / "other")
    assert not (tmp_path / "other").exists()
