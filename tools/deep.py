"""The long suite, with every seed printed: deep tests, long properties, then the whole suite on PostgreSQL.

Its dated summary is written to docs/reference/deep-tests.md, and committed before a piece of work counts as done.
"""

import datetime as dt
import os
import pathlib
import re
import secrets
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/reference/deep-tests.md"
CLOSING = re.compile(r"(\d+ (?:passed|failed|error|skipped).*?) in [\d.]+s")


def steps(seed: int) -> list[tuple[str, list[str], dict[str, str]]]:
    """(what it is, pytest's arguments, environment)."""
    long = ["--hypothesis-profile=deep", f"--hypothesis-seed={seed}"]
    return [
        ("deep tests and long properties, SQLite", [*long, "-m", "not breach"], {}),
        ("the whole suite, PostgreSQL", ["-m", "not deep and not breach"], {"WAYMEET_DATABASE": "postgresql"}),
    ]


def run(what: str, arguments: list[str], environment: dict[str, str]) -> tuple[str, int]:
    """One pytest run, shown as it goes; answers its line for the summary and its status."""
    print(f"--- {what}", flush=True)
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
    ) as going:
        said = []
        for line in going.stdout or ():
            print(line, end="", flush=True)
            said.append(line)
    closing = next((found[1] for line in reversed(said) if (found := CLOSING.search(line))), "no closing line")
    minutes = (time.monotonic() - began) / 60
    return f"| {what} | {closing} | {minutes:.0f} min |", going.returncode


def main() -> int:
    seed = int(os.environ.get("WAYMEET_SEED", secrets.randbelow(2**31)))
    print(f"seed {seed} (the same again: WAYMEET_SEED={seed} make test-deep)", flush=True)
    done = [run(*step) for step in steps(seed)]
    day = dt.datetime.now(dt.UTC).date()
    lines = ["# The last deep run\n", f"Made by `make test-deep` on {day}, seed {seed}.\n", "| what | result | took |"]
    PAGE.write_text("\n".join([*lines, "|---|---|--:|", *(line for line, _status in done), ""]), encoding="utf-8")
    return 1 if any(status for _line, status in done) else 0


if __name__ == "__main__":
    sys.exit(main())
