"""Runs every check of this repository, shows what failed and why, and exits 1 when anything did."""

import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
PY = sys.executable
BIN = pathlib.Path(PY).parent

WALL = ("tests/wall/test_models.py", "tests/wall/test_rules.py")  # quick; `make test` runs all of tests/wall
# name -> what it means to a person, and the command
CHECKS: dict[str, tuple[str, list[str]]] = {
    "imports": ("nobody reaches through the wall", [str(BIN / "lint-imports"), "--no-cache", "--no-logo"]),
    "wall": ("models, databases and privacy classes", [PY, "-m", "pytest", "-q", *WALL]),
    "lint": ("ruff", [PY, "-m", "ruff", "check", "--quiet", "."]),
    "format": ("ruff format", [PY, "-m", "ruff", "format", "--check", "--quiet", "."]),
    "bandit": ("known mistakes in security", [str(BIN / "bandit"), "-q", "-c", "pyproject.toml", "-r", "waymeet"]),
    "types": ("mypy", [PY, "-m", "mypy", "--no-error-summary"]),
    "templates": ("djlint", [str(BIN / "djlint"), "waymeet", "--lint", "--quiet"]),
    "translations": ("Spanish for every sentence", [PY, "tools/translations.py", "check"]),
    "words": ("words we do not use, and addresses that stay out", [PY, "tools/words.py"]),
    "budget": ("sizes of files and functions", [PY, "tools/budget.py"]),
    "migrations": ("no model change without a migration", [PY, "-m", "waymeet.cli", "migrate", "--check"]),
    "docs": ("generated pages match the code", [PY, "-m", "waymeet.cli", "docs", "--check"]),
    "phone": ("biome, types and walls of the phone app", ["npm", "run", "--silent", "--prefix", "field", "check"]),
}


def passes(name: str) -> bool:
    """Run one check; say in one line how it went, with the whole output only when it failed."""
    meaning, command = CHECKS[name]
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    word = "ok    " if done.returncode == 0 else "FAILED"
    print(f"{word} {name:<13} {meaning} ({time.monotonic() - began:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"There is no check named {', '.join(unknown)}. Checks: {', '.join(CHECKS)}")
        return 2
    failed = [name for name in names or CHECKS if not passes(name)]
    if failed:
        print(f"Failed: {', '.join(failed)}. One alone: make check ONLY={failed[0]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
