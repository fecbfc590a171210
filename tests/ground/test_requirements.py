"""What gets installed is pinned by hash, names no address, and each part says why it is there."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def pinned(path: Path) -> dict[str, str]:
    """name -> the lines of its pin, hashes included."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", path.read_text())
    return {re.split(r"[=\[ ]", block)[0].lower().replace("_", "-"): block for block in blocks}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_requirement_is_pinned_by_version_and_hash(path: Path):
    for name, block in pinned(path).items():
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", block), name
        assert "--hash=sha256:" in block, name


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_no_lock_names_an_address_or_a_path(path: Path):
    text = path.read_text()
    assert not re.search(r"https?://|file:|--index|--extra-index|--find-links|--trusted| @ |^/", text, re.MULTILINE)


def test_what_runs_is_the_same_where_it_is_tested():
    run = pinned(ROOT / "requirements/run.txt")
    for lock in ("dev.txt", "deep.txt"):
        other = pinned(ROOT / "requirements" / lock)
        assert {name: other.get(name) for name in run} == run


def test_every_part_in_pyproject_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    wanted = [*project["project"]["dependencies"]]
    wanted += [part for group in project["dependency-groups"].values() for part in group if isinstance(part, str)]
    for part in wanted:
        line = next(line for line in text.splitlines() if f'"{part}",' in line)
        assert re.search(r"#\s+\S+", line), f"{part} has no reason beside it"


def test_npm_parts_are_locked_by_integrity_without_addresses():
    import json

    lock = json.loads((ROOT / "field/package-lock.json").read_text())
    parts = {name: part for name, part in lock["packages"].items() if name}
    assert parts
    for name, part in parts.items():
        assert "resolved" not in part, name
        elsewhere = part.get("optional") and ("linux" not in part.get("os", []) or "x64" not in part.get("cpu", []))
        elsewhere = elsewhere or part.get("libc") == ["musl"]  # other kinds of machine: listed, never installed here
        assert part.get("integrity", "").startswith("sha512-") or elsewhere, name
