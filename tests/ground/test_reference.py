"""The reference pages say what the code does."""

import re
from pathlib import Path

from waymeet.commands.pages.settings_page import SETTINGS

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_the_code_reads_is_on_the_page_and_no_other():
    asked = set()
    for path in (ROOT / "waymeet").rglob("*.py"):
        asked |= set(
            re.findall(
                r'(?:environ(?:\.get\(|\[)|_one_of\(|_minutes\()"(WAYMEET_\w+)"', path.read_text(encoding="utf-8")
            )
        )
    assert asked
    assert asked == set(SETTINGS)


def test_a_page_that_differs_from_the_code_is_named(tmp_path: Path):
    import subprocess
    import sys

    command = [sys.executable, "-m", "waymeet.cli", "docs", "--to", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    page = tmp_path / "what-we-hold.md"
    page.write_text(page.read_text().replace("| `name` | worker |", "| `name` | label |"))
    done = subprocess.run([*command, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "what-we-hold.md" in done.stderr
    assert "make docs" in done.stderr
    assert "roles.md" not in done.stderr
