"""The long suite, step by step, with the seed printed: `make test-deep`, or one of it: `make test-deep ONLY=kills`.

Each step is a row of docs/reference/deep-tests.md, which is committed before a piece of work counts as done. A run of
some steps renews their rows and leaves the others. What a step said in full: tests/.output/deep/NAME.txt.
"""

import datetime as dt
import os
import pathlib
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/reference/deep-tests.md"
SAID = ROOT / "tests/.output/deep"
COLUMNS = "| step | what it proves | result | took | day | seed |"
# The line that says how it went: of pytest, of the phone's tests, of tools/mutation.py.
CLOSING = re.compile(r"^=* ?(\d+ (?:passed|failed|error|skipped).*?) in [\d.]+s|^ *(Tests .*\))$|^(mutation: .*)$")
COLOURS = re.compile(r"\x1b\[[\d;]*m")

PYTEST = (sys.executable, "-m", "pytest", "-q")
BOTH_CORES = ("-n", "2", "--dist", "worksteal")
LONG = ("--hypothesis-profile=deep", "--hypothesis-seed={seed}")


@dataclass(frozen=True)
class Step:
    """What it proves to a person and how it is run; `cores` it keeps busy, `needs` a program that may be missing."""

    proves: str
    command: tuple[str, ...]
    cores: int = 1
    folder: str = "."
    needs: str = ""
    environment: dict[str, str] = field(default_factory=dict)


# Those for one core first: two of them run side by side.
STEPS = {
    "kills": Step(
        "A server killed 200 times in the middle of batches loses nothing it acknowledged.",
        (*PYTEST, "-m", "deep", "tests/offline"),
    ),
    "releases": Step(
        "Four releases in a row of larger tables give nobody away, 300 times.",
        (*PYTEST, *LONG, "-m", "deep", "tests/reports/disclosure"),
    ),
    "shapes": Step(
        "No shape sent to either half of the field API breaks the server, and every answer is one it has declared.",
        (*PYTEST, "-m", "deep", "tests/ground/test_field_api_shapes.py"),
    ),
    "phone": Step(
        "The phone's own tests with long runs: any order, any repeat, any crash point.",
        ("npm", "test", "--silent"),
        folder="field",
        environment={"WAYMEET_DEEP": "1"},
    ),
    "town": Step(
        "Albany is cut whole; ten times the addresses take less than ten times the memory; nothing invented is real.",
        (
            *PYTEST,
            "-m",
            "deep",
            "tests/organizing",
            "tests/desk/test_long_work.py",
            "tests/ground/test_demo.py",
            "tests/ground/test_serving.py",
        ),
    ),
    "story": Step(
        "A whole evening: doors without a signal, kits, a rough network, a restored server, and one safe number.",
        (*PYTEST, "-m", "deep", "tests/stories"),
    ),
    "looks": Step(
        "axe finds nothing on any page of the desk and of the public site, at either size, in either language.",
        (*PYTEST, *BOTH_CORES, "tests/desk/test_in_the_browser.py", "tests/public/test_in_the_browser.py"),
        cores=2,
        environment={"WAYMEET_DEEP": "1"},
    ),
    "backups": Step(
        "What is put back is another life, of this organization, without those who left; passkeys work in a browser.",
        (*PYTEST, "-m", "deep", "tests/ground/test_backup.py", "tests/desk/test_passkeys_in_the_browser.py"),
    ),
    "caseload": Step(
        "2,000 files are listed, searched and filtered in one request, with as many queries as five.",
        (*PYTEST, "-m", "deep", "tests/casefiles"),
    ),
    "pocket": Step(
        "A real phone against a real server: wrong clocks, two tabs, a full disk, no account left, both languages.",
        (*PYTEST, "-m", "deep", "tests/field"),
    ),
    "spark": Step(
        "The one measure gives the same figures on Spark as on DuckDB.",
        (*PYTEST, "-m", "deep", "tests/reports/measures"),
        needs="java",
    ),
    "properties": Step(
        "Every property holds on ten to fifty times as many examples as in `make test`.",
        (*PYTEST, *BOTH_CORES, *LONG, "-m", "hypothesis and not deep"),
        cores=2,
    ),
    "attacker": Step(
        "Of 1,000 evenings and a phone's raw storage an attacker learns nothing; each of eight seeded leaks is seen.",
        (*PYTEST, *BOTH_CORES, "-m", "deep", "tests/wall/linking", "tests/wall/phone"),
        cores=2,
    ),
    "noninterference": Step(
        "Two worlds answer alike whoever may not tell them apart, each seeded leak is seen, and canaries stay at home.",
        (*PYTEST, *BOTH_CORES, "-m", "deep", "tests/wall/noninterference", "tests/wall/canary"),
        cores=2,
    ),
    "mutation": Step(
        "Hardly a change to the pure hearts goes unnoticed by their tests.",
        (sys.executable, "tools/mutation.py"),
        cores=2,
    ),
    "postgresql": Step(
        "The whole suite holds on PostgreSQL, and so do the measure's figures.",
        (*PYTEST, *BOTH_CORES, "-m", "not (deep or breach or browser)"),  # browser tests start servers of their own
        cores=2,
        environment={"WAYMEET_DATABASE": "postgresql"},
    ),
}


@dataclass(frozen=True)
class Outcome:
    """A finished step and its row of the page."""

    name: str
    passed: bool
    row: str


def run(name: str, seed: int) -> Outcome:
    """One step; its whole output goes to a file, and to the screen when it fails."""
    step = STEPS[name]
    print(f"--- {name}: {step.proves}", flush=True)
    began = time.monotonic()
    if step.needs and not shutil.which(step.needs):
        passed, result = True, f"not run: no {step.needs} here"
    else:
        passed, result = said_by(name, step, seed)
    minutes = (time.monotonic() - began) / 60
    print(f"{'ok    ' if passed else 'FAILED'} {name}: {result} ({minutes:.1f} min)", flush=True)
    day = dt.datetime.now(dt.UTC).date()
    return Outcome(name, passed, f"| {name} | {step.proves} | {result} | {minutes:.1f} min | {day} | {seed} |")


def said_by(name: str, step: Step, seed: int) -> tuple[bool, str]:
    """Whether it passed, and its own line about it."""
    SAID.mkdir(parents=True, exist_ok=True)
    command = [part.format(seed=seed) for part in step.command]
    environment = {**os.environ, **step.environment, "WAYMEET_SEED": str(seed)}
    with (SAID / f"{name}.txt").open("w+", encoding="utf-8") as said:
        status = subprocess.run(
            command, cwd=ROOT / step.folder, env=environment, stdout=said, stderr=subprocess.STDOUT, check=False
        ).returncode
        said.seek(0)
        lines = [COLOURS.sub("", line.rstrip("\n")) for line in said]
    if status:
        print("\n".join(lines[-80:]), flush=True)
    found = [next(filter(None, match.groups())) for line in lines if (match := CLOSING.search(line))]
    result = " ".join(found[-1].split()).replace(" | ", ", ") if found else "no closing line"
    return status == 0, result if status == 0 else f"FAILED: {result}"


def in_turn(names: list[str], seed: int) -> Iterator[Outcome]:
    """Steps for one core two at a time, then those that keep both busy."""
    with ThreadPoolExecutor(2) as lanes:
        yield from lanes.map(lambda name: run(name, seed), (name for name in names if STEPS[name].cores == 1))
    for name in names:
        if STEPS[name].cores > 1:
            yield run(name, seed)


def write_page(done: list[Outcome]) -> None:
    """The rows of this run, and those of earlier runs for steps that were not asked for."""
    before = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.exists() else []
    rows = {line.split(" | ")[0].strip("| "): line for line in before if line.startswith("| ")}
    rows |= {outcome.name: outcome.row for outcome in done}
    head = ["# The last deep run\n", "Made by `make test-deep`.\n", COLUMNS, "|---|---|---|--:|---|---|"]
    PAGE.write_text("\n".join([*head, *(rows[name] for name in STEPS if name in rows), ""]), encoding="utf-8")


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        print(f"There is no step named {', '.join(unknown)}. Steps: {', '.join(STEPS)}")
        return 2
    seed = int(os.environ.get("WAYMEET_SEED", secrets.randbelow(2**31)))
    print(f"seed {seed} (the same again: WAYMEET_SEED={seed} make test-deep)", flush=True)
    done: list[Outcome] = []
    for outcome in in_turn(names or list(STEPS), seed):
        done.append(outcome)
        write_page(done)  # a run that is stopped keeps what it has shown
    failed = [outcome.name for outcome in done if not outcome.passed]
    if failed:
        print(f"Failed: {', '.join(failed)}. One alone: make test-deep ONLY={failed[0]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
