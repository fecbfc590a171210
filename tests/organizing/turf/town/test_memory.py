"""Ten times the rows do not take ten times the memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FEW, MANY = 20_000, 200_000
SLACK = 40_000  # kB; as plain objects in memory, the rows alone would take five times that


def grown(rows: int, folder: Path) -> int:
    """kB by which a program of its own grows while it imports `rows` addresses."""
    folder.mkdir()
    settings = {name: value for name, value in os.environ.items() if not name.startswith("WAYMEET_DATABASE")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.organizing.turf.town.memory_probe", str(rows), str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env=settings,
    )
    imported, kilobytes = map(int, done.stdout.split())
    assert imported == rows
    return kilobytes


@pytest.mark.deep
def test_memory_does_not_grow_with_the_file(tmp_path):
    few, many = grown(FEW, tmp_path / "few"), grown(MANY, tmp_path / "many")
    assert many < few + SLACK
