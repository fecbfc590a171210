"""The long suite's runner: one step alone renews its own row of the page, and a failure stands there too."""

import re
from pathlib import Path

import pytest

from tests.ground.test_tools import ROOT, Folder

TEST = "import pytest\n\n\n@pytest.mark.deep\ndef test_it():\n    assert {holds}\n"
EARLIER = (
    "| kills | Old. | 9 passed | 1.0 min | 2026-01-01 | 1 |\n| town | Kept. | 9 passed | 1.0 min | 2026-01-01 | 1 |\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.write("docs/reference/deep-tests.md", EARLIER)
    made.write("pytest.ini", "[pytest]\nmarkers = deep\n")
    return made


@pytest.mark.parametrize(("holds", "status", "result"), [("True", 0, "1 passed"), ("False", 1, "FAILED: 1 failed")])
def test_a_step_alone_renews_its_own_row(folder: Folder, holds: str, status: int, result: str):
    folder.write("tests/offline/test_one.py", TEST.format(holds=holds))
    done = folder.run("tools/deep.py", "kills")
    assert done.returncode == status, done.stdout + done.stderr
    rows = (folder.root / "docs/reference/deep-tests.md").read_text().splitlines()
    assert next(row for row in rows if row.startswith("| kills")).split(" | ")[2] == result
    assert EARLIER.splitlines()[1] in rows
    assert done.stdout.startswith("seed ")


def test_every_long_test_is_of_a_step():
    """A deep test that no step runs would be a promise that nobody keeps."""
    runs = tuple(re.findall(r'"(tests/[\w/.]+)"', (ROOT / "tools/deep.py").read_text(encoding="utf-8")))
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    long = [path for path in files if "mark.deep" in path.read_text(encoding="utf-8") and path != Path(__file__)]
    assert len(long) > 6
    assert [path for path in long if not str(path.relative_to(ROOT)).startswith(runs)] == []


def test_a_step_that_is_not_there_is_said_and_nothing_is_written(folder: Folder):
    done = folder.run("tools/deep.py", "dance")
    assert (done.returncode, "no step named dance" in done.stdout) == (2, True)
    assert (folder.root / "docs/reference/deep-tests.md").read_text() == EARLIER
