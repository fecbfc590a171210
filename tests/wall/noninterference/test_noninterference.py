"""Whoever asks, asks two worlds that differ only in what they may not know, and is answered the same.

Every leak in tests/wall/leaks/noninterference is a patch to the real code, written without a look at these tests; each is
applied to a copy of the package, which is then asked the same way.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
LEAKS = sorted((ROOT / "tests/wall/leaks/noninterference").glob("*.patch"))
ASKED_BY = re.compile(r"^Asked by: (.+)$", re.MULTILINE)
MEMORY = Path("/dev/shm")
ACTORS = {
    "nobody",
    "Ada",
    "Olga",
    "Flora",
    "Cam",
    "Wanda",
    "Casey",
    "Dora",
    "Rita",
    "Pia",
    "Charlie",
    "a phone",
    "a kit code",
}


def compare(package: Path, folder: Path, *how: str) -> dict[str, Any]:
    """Ask both worlds, in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.wall.noninterference.compare", str(folder), *how],
        cwd=package,
        env=os.environ | {"PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In memory where there is such a place: every question is undone on the disk."""
    own = tmp_path_factory.mktemp("noninterference")
    made = (MEMORY if MEMORY.is_dir() else own) / f"waymeet-{os.getpid()}-{own.name}"
    made.mkdir(exist_ok=True)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def world(memory: Path) -> Path:
    """What both worlds share, made once for all."""
    program = "from pathlib import Path; from tests.wall.noninterference import worlds; "
    program += f"folder = Path({str(memory / 'world')!r}); worlds.prepare(folder); worlds.build(folder)"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)
    return memory / "world"


def asked_alike(world: Path, folder: Path, *how: str) -> dict[str, Any]:
    told = compare(ROOT, folder, "--world", str(world), *how)
    shutil.rmtree(folder)
    assert told["differences"] == [], json.dumps(told["differences"][:10], indent=1)
    return told


def test_law_R31_an_organizer_never_learns_whether_a_contact_is_a_participant(world: Path, memory: Path):
    """No answer to an organizer depends on what care, diversion and consent know, beyond what a live consent tells."""
    told = asked_alike(world, memory / "law", "--only", "Olga", "--brief")
    assert told["asked"]["Olga"] > 200


@pytest.mark.deep
def test_nobody_learns_what_they_may_not_know(world: Path, memory: Path):
    told = asked_alike(world, memory / "all")
    assert set(told["asked"]) >= ACTORS
    assert min(told["asked"].values()) > 300


def leaking(leak: Path, tmp_path: Path) -> Path:
    """A copy of the package with the leak in it."""
    for name in ("waymeet", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "field_build"))
    subprocess.run(["git", "apply", "-C1", "--unsafe-paths", str(leak)], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.deep
@pytest.mark.parametrize("leak", LEAKS, ids=lambda path: path.stem)
def test_each_leak_is_seen(leak: Path, world: Path, memory: Path, tmp_path: Path):
    who = ASKED_BY.search(leak.read_text(encoding="utf-8"))
    assert who, leak
    folder = memory / leak.stem
    told = compare(leaking(leak, tmp_path), folder, "--world", str(world), "--only", who[1], "--stop")
    shutil.rmtree(folder)
    assert told["differences"], f"{leak.name} was not seen in {told['asked']}"


def test_there_are_thirty_leaks_and_each_fits_the_code_as_it_stands(tmp_path: Path):
    """A patch that no longer applies would be a leak that nobody looks for."""
    assert len(LEAKS) >= 30
    shutil.copytree(ROOT / "waymeet", tmp_path / "waymeet", ignore=shutil.ignore_patterns("__pycache__", "field_build"))
    for leak in LEAKS:
        subprocess.run(["git", "apply", "-C1", "--check", "--unsafe-paths", str(leak)], cwd=tmp_path, check=True)
